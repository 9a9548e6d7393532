#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/base/result.h"

#include <QtCore/QString>

namespace netcore {

/// Which way something will leave this machine: "eth1 192.168.1.7 → 192.168.1.20, same subnet".
struct Route
{
    SocketAddress local; // port 0: the kernel chooses it when it is really sent
    QString interface;   // that has the local address; empty if it is gone by now
    bool loopback = false;
    bool sameSubnet = false; // the destination is in the local address's own network: no router between
};

/// Asks the kernel's routing by connecting a UDP socket, which sends nothing. The answer is of this moment.
///
/// Errors   the kernel's (ENETUNREACH …); NoScopeId for a link-local address without scope (faults row 35);
///          Unsupported for a Unix path
/// Thread   any thread; does not wait
/// Source   connect(2) and getsockname(2) of udp(7)
Result<Route> routeTo(const SocketAddress &destination);

} // namespace netcore
