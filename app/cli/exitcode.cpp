#include "app/cli/exitcode.h"

namespace app {

using netcore::ErrorKind;

ExitCode exitCodeOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::None:
    case ErrorKind::Cancelled: return ExitCode::Success;
    case ErrorKind::InvalidArgument:
    case ErrorKind::NoScopeId: return ExitCode::Usage;
    case ErrorKind::Refused: return ExitCode::Refused;
    case ErrorKind::TimedOut: return ExitCode::TimedOut;
    case ErrorKind::HostUnreachable:
    case ErrorKind::NetworkUnreachable: return ExitCode::Unreachable;
    case ErrorKind::NameNotFound:
    case ErrorKind::ResolverFailed: return ExitCode::NameNotFound;
    case ErrorKind::Reset:
    case ErrorKind::BrokenPipe: return ExitCode::Reset;
    case ErrorKind::AddressInUse:
    case ErrorKind::AddressNotAvailable: return ExitCode::AddressNotUsable;
    case ErrorKind::PermissionDenied: return ExitCode::PermissionDenied;
    case ErrorKind::NoSpace:
    case ErrorKind::InputOutput:
    case ErrorKind::Damaged: return ExitCode::File;
    default: return ExitCode::Other;
    }
}

const char *exitCodeHelp()
{
    return "Exit codes\n"
           "  0 done   1 other error   2 usage   3 refused   4 timed out   5 host or network unreachable\n"
           "  6 name not found   7 reset by the peer   8 address in use or not of this machine\n"
           "  9 permission denied   10 file cannot be read or written   130, 143 ended by SIGINT, SIGTERM\n";
}

} // namespace app
