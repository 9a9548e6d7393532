#pragma once

#include "netcore/base/neterror.h"

namespace app {

/// How socketarium-cli ends. The numbers are part of its interface: they are in --help and in the man page,
/// and they do not change.
enum class ExitCode : int {
    Success = 0,
    Other = 1,
    Usage = 2, // the command line, an endpoint, a framing or a payload cannot be read
    Refused = 3,
    TimedOut = 4,
    Unreachable = 5, // no way to the host or its network
    NameNotFound = 6,
    Reset = 7,            // the peer reset the connection, or stopped reading it for ever
    AddressNotUsable = 8, // in use, or not an address of this machine
    PermissionDenied = 9,
    File = 10,         // a recording, workspace or payload file cannot be read or written
    Interrupted = 130, // SIGINT; everything was ended in order and saved
    Terminated = 143,  // SIGTERM; the same
};

ExitCode exitCodeOf(netcore::ErrorKind kind);

/// The table that --help shows, one line each.
const char *exitCodeHelp();

} // namespace app
