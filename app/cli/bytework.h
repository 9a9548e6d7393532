#pragma once

#include "app/cli/options.h"
#include "app/cli/output.h"

namespace app {

/// The commands that work on bytes alone, without any socket. Limits: a payload of at most 1 GiB.

/// `checksum NAME PAYLOAD`: its value over the payload; `checksum --list`: the catalogue.
ExitCode checksum(const CliOptions &options, Output &output);

/// `encode --framing SPEC PAYLOAD`: the payload as a peer with this framing would cut it.
ExitCode encode(const CliOptions &options, Output &output);

} // namespace app
