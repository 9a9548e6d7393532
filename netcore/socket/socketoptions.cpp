#include "netcore/socket/socketoptions.h"

#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>

namespace netcore::socketoptions {

namespace {

using Family = SocketAddress::Family;

bool isV4Mapped(const SocketAddress &address)
{
    return IN6_IS_ADDR_V4MAPPED(&reinterpret_cast<const sockaddr_in6 *>(address.native())->sin6_addr);
}

/// Splits "host:port" or "[host]:port"; a text without port stays whole.
std::pair<QString, QString> splitPort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const bool bracketed = text.startsWith(u'[');
    if (!bracketed && text.count(u':') != 1)
        return {text, QStringLiteral("0")};
    const qsizetype close = text.lastIndexOf(u']');
    if (bracketed && colon < close)
        return {text.mid(1, close - 1), QStringLiteral("0")};
    const QString host = bracketed ? text.mid(1, close - 1) : text.left(colon);
    return {host, text.mid(colon + 1)};
}

Result<void> setIfGiven(Syscalls &calls, int fd, int level, int name, const EndpointSpec &spec,
                        QStringView key)
{
    if (!spec.option(key))
        return {};
    return set(calls, fd, level, name, spec.number(key, 0));
}

Result<void> applyLinger(Syscalls &calls, int fd, const EndpointSpec &spec)
{
    if (!spec.option(u"linger"))
        return {};
    const CallResult done = calls.setLinger(fd, true, spec.number(u"linger", 0));
    return done.ok() ? Result<void>() : refused(NetError::fromErrno(done.error, "setsockopt"));
}

Result<void> applyTcp(Syscalls &calls, int fd, const EndpointSpec &spec)
{
    if (auto done = setIfGiven(calls, fd, IPPROTO_TCP, TCP_NODELAY, spec, u"nodelay"); !done)
        return done;
    return setIfGiven(calls, fd, SOL_SOCKET, SO_KEEPALIVE, spec, u"keepalive");
}

} // namespace

Result<void> set(Syscalls &calls, int fd, int level, int name, int value)
{
    const CallResult done = calls.setOption(fd, level, name, value);
    return done.ok() ? Result<void>() : refused(NetError::fromErrno(done.error, "setsockopt"));
}

Result<void> applyStream(Syscalls &calls, int fd, Family family, const EndpointSpec &spec)
{
    if (family != Family::Unix) {
        if (auto done = applyTcp(calls, fd, spec); !done)
            return done;
        if (auto done = applyTtl(calls, fd, family, spec); !done)
            return done;
    }
    if (auto done = setIfGiven(calls, fd, SOL_SOCKET, SO_RCVBUF, spec, u"rcvbuf"); !done)
        return done;
    if (auto done = setIfGiven(calls, fd, SOL_SOCKET, SO_SNDBUF, spec, u"sndbuf"); !done)
        return done;
    return applyLinger(calls, fd, spec);
}

Result<void> applyTtl(Syscalls &calls, int fd, Family family, const EndpointSpec &spec)
{
    if (family == Family::IPv6)
        return setIfGiven(calls, fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, spec, u"ttl");
    return setIfGiven(calls, fd, IPPROTO_IP, IP_TTL, spec, u"ttl");
}

Result<void> applyV6Only(Syscalls &calls, int fd, const SocketAddress &address, const EndpointSpec &spec)
{
    if (address.family() != Family::IPv6)
        return {};
    const bool dual = address.isAny() || isV4Mapped(address);
    return set(calls, fd, IPPROTO_IPV6, IPV6_V6ONLY, spec.number(u"v6only", dual ? 0 : 1));
}

Result<SocketAddress> bindAddress(const EndpointSpec &spec)
{
    const std::optional<QString> text = spec.option(u"bind");
    if (!text)
        return SocketAddress();
    const auto [hostText, portText] = splitPort(*text);
    const QHostAddress host(hostText);
    bool portOk = false;
    const ushort port = portText.toUShort(&portOk);
    if (host.isNull() || !portOk)
        return refused(
            NetError::invalid(NETCORE_REASON("bind needs an address of this machine, and may have a port")));
    return SocketAddress(host, port);
}

Result<SocketAddress> unixAddress(const EndpointSpec &spec)
{
    const QByteArray name = spec.unixName.toUtf8();
    if (name.size() <= SocketAddress::unixPathLimit)
        return SocketAddress::unixPath(name);
    NetError error = NetError::invalid(NETCORE_REASON("a Unix socket's path has at most 107 bytes"),
                                       SocketAddress::unixPathLimit);
    error.sysErrno = ENAMETOOLONG;
    return refused(error);
}

int nativeFamily(Family family)
{
    switch (family) {
    case Family::IPv4: return AF_INET;
    case Family::IPv6: return AF_INET6;
    case Family::Unix: return AF_UNIX;
    case Family::None: break;
    }
    return AF_UNSPEC;
}

} // namespace netcore::socketoptions
