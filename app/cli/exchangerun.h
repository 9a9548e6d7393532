#pragma once

#include "app/cli/options.h"
#include "app/cli/output.h"

namespace app {

/// `export`: writes a part of a recording in the format of other programs.
ExitCode exportRecording(const CliOptions &options, Output &output);

/// `import`: makes a recording of a capture.
ExitCode importCapture(const CliOptions &options, Output &output);

} // namespace app
