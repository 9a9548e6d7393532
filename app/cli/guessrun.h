#pragma once

#include "app/cli/options.h"
#include "app/cli/output.h"

namespace app {

/// `guess`: tells the framings that could have cut a connection's bytes, the best first, with what speaks for
/// each. Without a number, the connection that carried most.
ExitCode guessRun(const CliOptions &options, Output &output);

} // namespace app
