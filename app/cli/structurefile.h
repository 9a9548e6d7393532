#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/output.h"
#include "netcore/structure/structure.h"

#include <optional>

namespace app {

/// The structure that a file describes; nothing where no file is named. What is wrong with it was told to
/// `output`.
netcore::Result<std::optional<netcore::Structure>, ExitCode> readStructure(const QString &path,
                                                                           Output &output);

} // namespace app
