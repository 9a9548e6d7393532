#pragma once

#include "netcore/address/socketaddress.h"

#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtNetwork/QHostAddress>

namespace netcore {

/// One address of this machine, with the interface that has it.
struct LocalAddress
{
    QHostAddress host; // a link-local one with its scope
    int prefixLength = 0;
    QString interface;
    bool loopback = false;
};

/// The addresses of all interfaces that are up, as the kernel lists them at this moment.
///
/// Thread   any thread; asks the kernel, does not wait for the network
/// Source   QNetworkInterface (rtnetlink)
QList<LocalAddress> localAddresses();

/// Where other machines reach what is bound to `bound`: itself, or for 0.0.0.0 and :: the addresses of every
/// interface that does not loop back (IPv4 ones too for ::, unless `v6Only`). Empty for loopback and Unix.
/// faults row 66.
QList<SocketAddress> reachableAddresses(const SocketAddress &bound, bool v6Only = false);

/// The interfaces that may stand behind the '%' of a link-local address. faults row 35.
QStringList scopeCandidates();

} // namespace netcore
