#pragma once

#include "app/cli/clirun.h"

#include <memory>

namespace app {

/// The run that the command asks for. REQUIRES: the command opens something: not dump, export or import.
std::unique_ptr<CliRun> makeRun(const CliOptions &options, Output &output);

} // namespace app
