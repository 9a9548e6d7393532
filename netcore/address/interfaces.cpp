#include "netcore/address/interfaces.h"

#include <QtNetwork/QNetworkInterface>

namespace netcore {

namespace {

bool isIPv6(const QHostAddress &host)
{
    return host.protocol() == QAbstractSocket::IPv6Protocol;
}

} // namespace

QList<LocalAddress> localAddresses()
{
    QList<LocalAddress> found;
    const QList<QNetworkInterface> all = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &each : all) {
        const auto flags = each.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp))
            continue;
        const QList<QNetworkAddressEntry> entries = each.addressEntries();
        for (const QNetworkAddressEntry &entry : entries)
            found.append({entry.ip(), entry.prefixLength(), each.name(),
                          flags.testFlag(QNetworkInterface::IsLoopBack)});
    }
    return found;
}

QList<SocketAddress> reachableAddresses(const SocketAddress &bound, bool v6Only)
{
    if (bound.isNull() || bound.isLoopback())
        return {};
    if (!bound.isAny())
        return {bound};
    const bool takesIPv6 = bound.family() == SocketAddress::Family::IPv6;
    QList<SocketAddress> reachable;
    const QList<LocalAddress> locals = localAddresses();
    for (const LocalAddress &local : locals) {
        const bool taken = isIPv6(local.host) ? takesIPv6 : !takesIPv6 || !v6Only;
        if (taken && !local.loopback)
            reachable.append(SocketAddress(local.host, bound.port()));
    }
    return reachable;
}

QStringList scopeCandidates()
{
    QStringList names;
    const QList<LocalAddress> locals = localAddresses();
    for (const LocalAddress &local : locals) {
        if (isIPv6(local.host) && local.host.isLinkLocal() && !names.contains(local.interface))
            names.append(local.interface);
    }
    return names;
}

} // namespace netcore
