#pragma once

#include "netcore/socket/datagramsocket.h"

namespace netcore {

/// Asks the kernel to keep ICMP errors for us (IP_RECVERR, IPV6_RECVERR; both on a dual-stack socket).
Result<void> enableErrorQueue(Syscalls &calls, int fd, SocketAddress::Family family);

/// Takes everything out of a socket's error queue; `tell` gets what came by ICMP. How many were taken.
/// The kernel's own refusals in it (EMSGSIZE of a send) have been told as that call's result already.
int drainErrorQueue(Syscalls &calls, int fd, const std::function<void(const IcmpReport &)> &tell);

} // namespace netcore
