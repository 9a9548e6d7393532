#include "app/cli/makerun.h"

#include "app/cli/replayrun.h"
#include "app/cli/sessionrun.h"
#include "app/cli/workspacerun.h"

namespace app {

std::unique_ptr<CliRun> makeRun(const CliOptions &options, Output &output)
{
    switch (options.command) {
    case Command::Listen: return std::make_unique<ListenRun>(options, output);
    case Command::Connect:
    case Command::Send: return std::make_unique<ClientRun>(options, output);
    case Command::Replay: return std::make_unique<ReplayRun>(options, output);
    case Command::Run: return std::make_unique<WorkspaceRun>(options, output);
    case Command::Demo:
    case Command::Checksum:
    case Command::Encode:
    case Command::Export:
    case Command::Import:
    case Command::Decode:
    case Command::Dump:
    case Command::Frames:
    case Command::Stats:
    case Command::Guess: break;
    }
    return std::make_unique<DemoRun>(options, output);
}

} // namespace app
