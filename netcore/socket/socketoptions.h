#pragma once

#include "netcore/address/endpointspec.h"
#include "netcore/socket/syscalls.h"

namespace netcore {

/// The parts of an endpoint spec that become socket options. Each is one recorded call; the first that the
/// kernel refuses ends the rest and is the result.
///
/// Source   socket(7), ip(7), ipv6(7), tcp(7)
namespace socketoptions {

Result<void> set(Syscalls &calls, int fd, int level, int name, int value);

/// nodelay, keepalive, rcvbuf, sndbuf, ttl, linger, as far as the spec has them.
Result<void> applyStream(Syscalls &calls, int fd, SocketAddress::Family family, const EndpointSpec &spec);
Result<void> applyTtl(Syscalls &calls, int fd, SocketAddress::Family family, const EndpointSpec &spec);
/// IPV6_V6ONLY: as v6only says; else on, but off for "::" (dual stack) and for v4-mapped addresses.
Result<void> applyV6Only(Syscalls &calls, int fd, const SocketAddress &address, const EndpointSpec &spec);

/// The bind option: "192.168.1.5", "192.168.1.5:7000", "::1", "[::1]:7000". Null where it is absent.
Result<SocketAddress> bindAddress(const EndpointSpec &spec);
/// The address of a Unix endpoint. A path over SocketAddress::unixPathLimit bytes is refused; `position` is
/// the first byte too many.
Result<SocketAddress> unixAddress(const EndpointSpec &spec);

int nativeFamily(SocketAddress::Family family);

} // namespace socketoptions
} // namespace netcore
