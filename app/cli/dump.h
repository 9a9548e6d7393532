#pragma once

#include "app/cli/options.h"
#include "app/cli/output.h"

namespace app {

/// `dump`: writes a saved recording, record by record. Damaged rows are counted and told, never guessed.
ExitCode dump(const CliOptions &options, Output &output);

} // namespace app
