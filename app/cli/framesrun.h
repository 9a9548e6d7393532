#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

namespace app {

/// `socketarium-cli frames RECORDING --framing SPEC`: the frames of a recording's connections, one connection
/// after the other, each with the reads that carried it, and a summary of each connection.
///
/// Json     as dump writes data, and "number" (from 1), "offset", "header", "trailer", "rows", where it has
/// one
///          "fault" and "reason", with --fields "fields"; then one {"event": "frames"} a connection
/// Limits   of the rows of a frame the first 1,000
/// Thread   one thread, blocking
ExitCode frames(const CliOptions &options, Output &output);

} // namespace app
