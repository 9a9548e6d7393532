#include "netcore/address/route.h"

#include "netcore/address/interfaces.h"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace netcore {

namespace {

class UdpProbe
{
public:
    explicit UdpProbe(int family)
        : m_descriptor(::socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
    }
    ~UdpProbe()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(UdpProbe)

    Result<SocketAddress> localFor(const SocketAddress &destination) const
    {
        if (m_descriptor < 0)
            return refused(NetError::fromErrno(errno, "socket"));
        const int yes = 1; // or the route to a broadcast address is EACCES
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_BROADCAST, &yes, sizeof yes);
        if (::connect(m_descriptor, destination.native(), destination.nativeLength()) < 0)
            return refused(NetError::fromErrno(errno, "connect"));
        sockaddr_storage name{};
        socklen_t length = sizeof name;
        if (::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&name), &length) < 0)
            return refused(NetError::fromErrno(errno, "getsockname"));
        return SocketAddress::fromNative(reinterpret_cast<sockaddr *>(&name), length);
    }

private:
    int m_descriptor;
};

} // namespace

Result<Route> routeTo(const SocketAddress &destination)
{
    if (destination.isNull() || destination.family() == SocketAddress::Family::Unix)
        return refused(NetError::of(ErrorKind::Unsupported, "route",
                                    NETCORE_REASON("only an IPv4 or IPv6 address has a route")));
    if (destination.isLinkLocalWithoutScope())
        return refused(NetError::of(ErrorKind::NoScopeId, "route",
                                    NETCORE_REASON("a link-local address needs its interface")));
    SocketAddress probed = destination;
    if (probed.port() == 0)
        probed.setPort(9); // any will do: nothing is sent
    auto local = UdpProbe(probed.native()->sa_family).localFor(probed);
    if (!local)
        return refused(local.error());
    local->setPort(0);
    Route route{*local, {}, local->isLoopback(), false};
    const QList<LocalAddress> all = localAddresses();
    const auto own = std::find_if(all.begin(), all.end(), [&local](const LocalAddress &each) {
        return each.host.isEqual(local->host(), QHostAddress::ConvertV4MappedToIPv4);
    });
    if (own != all.end()) {
        route.interface = own->interface;
        route.loopback = own->loopback || destination.host().isEqual(own->host);
        route.sameSubnet = destination.host().isInSubnet(own->host, own->prefixLength);
    }
    return route;
}

} // namespace netcore
