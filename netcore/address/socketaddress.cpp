#include "netcore/address/socketaddress.h"

#include <QtCore/QHashFunctions>

#include <algorithm>
#include <arpa/inet.h>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>

namespace netcore {

namespace {

constexpr socklen_t unixNameStart = offsetof(sockaddr_un, sun_path);

template <class Native>
Native nativeAs(const sockaddr *address)
{
    Native native{};
    std::memcpy(&native, address, sizeof native);
    return native;
}

quint32 scopeIndex(const QString &scope)
{
    bool isNumber = false;
    const quint32 index = scope.toUInt(&isNumber);
    return isNumber ? index : ::if_nametoindex(scope.toLocal8Bit().constData());
}

QString scopeName(quint32 index)
{
    char name[IF_NAMESIZE] = {};
    return ::if_indextoname(index, name) ? QString::fromLocal8Bit(name) : QString::number(index);
}

bool isMapped(const in6_addr &address)
{
    return IN6_IS_ADDR_V4MAPPED(&address);
}

/// The IPv4 address inside a v4-mapped one, in host order.
quint32 mappedIPv4(const in6_addr &address)
{
    quint32 inner = 0;
    std::memcpy(&inner, address.s6_addr + 12, sizeof inner);
    return ntohl(inner);
}

constexpr quint32 loopbackNet = 127;

} // namespace

SocketAddress::SocketAddress(const QHostAddress &host, quint16 port)
{
    if (host.isNull())
        return;
    if (host.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in native{};
        native.sin_family = AF_INET;
        native.sin_port = htons(port);
        native.sin_addr.s_addr = htonl(host.toIPv4Address());
        keep(&native, sizeof native);
        return;
    }
    sockaddr_in6 native{}; // QHostAddress::Any, which is both, binds as ::
    native.sin6_family = AF_INET6;
    native.sin6_port = htons(port);
    if (host.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        std::memcpy(native.sin6_addr.s6_addr, &bytes, sizeof bytes);
        if (!host.scopeId().isEmpty())
            native.sin6_scope_id = scopeIndex(host.scopeId());
    }
    keep(&native, sizeof native);
}

/// REQUIRES: what the family needs.
void SocketAddress::keep(const void *native, socklen_t length)
{
    static_assert(inetBytes >= sizeof(sockaddr_in6) && inetBytes >= sizeof(sockaddr_in));
    m_length = length;
    sa_family_t family = AF_UNSPEC;
    std::memcpy(&family, native, sizeof family);
    if (family == AF_UNIX) {
        auto *name = new UnixName;
        std::memcpy(&name->native, native, length);
        m_unix = name;
    } else {
        std::memcpy(m_inet.data(), native, length);
    }
}

SocketAddress SocketAddress::unixPath(const QByteArray &name)
{
    Q_ASSERT(name.size() <= unixPathLimit);
    sockaddr_un native{};
    native.sun_family = AF_UNIX;
    const size_t size = size_t(std::min<qsizetype>(name.size(), unixPathLimit));
    std::memcpy(native.sun_path, name.constData(), size);
    const bool abstract = name.startsWith('@');
    if (abstract)
        native.sun_path[0] = '\0';
    SocketAddress address;
    // A path ends with its NUL; an abstract name ends with the length (unix(7)).
    address.keep(&native, unixNameStart + socklen_t(size) + (abstract || size == 0 ? 0 : 1));
    return address;
}

SocketAddress SocketAddress::fromNative(const sockaddr *native, socklen_t length)
{
    SocketAddress address;
    if (!native || length < sizeof(sa_family_t))
        return address;
    const socklen_t needed = native->sa_family == AF_INET    ? socklen_t(sizeof(sockaddr_in))
                             : native->sa_family == AF_INET6 ? socklen_t(sizeof(sockaddr_in6))
                             : native->sa_family == AF_UNIX  ? socklen_t(sizeof(sa_family_t))
                                                             : socklen_t(-1);
    if (length < needed || needed == socklen_t(-1))
        return address;
    const socklen_t kept =
        native->sa_family == AF_UNIX ? std::min(length, socklen_t(sizeof(sockaddr_un))) : needed;
    address.keep(native, kept);
    return address;
}

SocketAddress::Family SocketAddress::family() const
{
    if (m_length == 0)
        return Family::None;
    switch (native()->sa_family) {
    case AF_INET: return Family::IPv4;
    case AF_INET6: return Family::IPv6;
    case AF_UNIX: return Family::Unix;
    default: return Family::None;
    }
}

QHostAddress SocketAddress::host() const
{
    if (family() == Family::IPv4)
        return QHostAddress(ntohl(nativeAs<sockaddr_in>(native()).sin_addr.s_addr));
    if (family() != Family::IPv6)
        return {};
    const auto v6 = nativeAs<sockaddr_in6>(native());
    QHostAddress address(v6.sin6_addr.s6_addr);
    if (v6.sin6_scope_id)
        address.setScopeId(scopeName(v6.sin6_scope_id));
    return address;
}

quint16 SocketAddress::port() const
{
    switch (family()) {
    case Family::IPv4: return ntohs(nativeAs<sockaddr_in>(native()).sin_port);
    case Family::IPv6: return ntohs(nativeAs<sockaddr_in6>(native()).sin6_port);
    default: return 0;
    }
}

QByteArray SocketAddress::path() const
{
    if (family() != Family::Unix || m_length <= unixNameStart)
        return {};
    const auto local = nativeAs<sockaddr_un>(native());
    const qsizetype size = qsizetype(m_length - unixNameStart);
    if (local.sun_path[0] == '\0')
        return '@' + QByteArray(local.sun_path + 1, size - 1);
    return QByteArray(local.sun_path, qsizetype(::strnlen(local.sun_path, size_t(size))));
}

void SocketAddress::setPort(quint16 port)
{
    const quint16 wire = htons(port);
    if (family() == Family::IPv4)
        std::memcpy(m_inet.data() + offsetof(sockaddr_in, sin_port), &wire, sizeof wire);
    else if (family() == Family::IPv6)
        std::memcpy(m_inet.data() + offsetof(sockaddr_in6, sin6_port), &wire, sizeof wire);
}

bool SocketAddress::isLoopback() const
{
    switch (family()) {
    case Family::IPv4: return ntohl(nativeAs<sockaddr_in>(native()).sin_addr.s_addr) >> 24 == loopbackNet;
    case Family::IPv6: {
        const in6_addr address = nativeAs<sockaddr_in6>(native()).sin6_addr;
        return IN6_IS_ADDR_LOOPBACK(&address) ||
               (isMapped(address) && mappedIPv4(address) >> 24 == loopbackNet);
    }
    case Family::Unix: return true;
    case Family::None: break;
    }
    return false;
}

bool SocketAddress::isAny() const
{
    if (family() == Family::IPv4)
        return nativeAs<sockaddr_in>(native()).sin_addr.s_addr == INADDR_ANY;
    if (family() != Family::IPv6)
        return false;
    const in6_addr address = nativeAs<sockaddr_in6>(native()).sin6_addr;
    return IN6_IS_ADDR_UNSPECIFIED(&address) || (isMapped(address) && mappedIPv4(address) == INADDR_ANY);
}

bool SocketAddress::isMulticast() const
{
    const auto isGroup = [](quint32 v4) { return v4 >> 28 == 0xE || v4 == INADDR_BROADCAST; };
    if (family() == Family::IPv4)
        return isGroup(ntohl(nativeAs<sockaddr_in>(native()).sin_addr.s_addr));
    if (family() != Family::IPv6)
        return false;
    const in6_addr address = nativeAs<sockaddr_in6>(native()).sin6_addr;
    return IN6_IS_ADDR_MULTICAST(&address) || (isMapped(address) && isGroup(mappedIPv4(address)));
}

bool SocketAddress::isLinkLocalWithoutScope() const
{
    if (family() != Family::IPv6)
        return false;
    const auto v6 = nativeAs<sockaddr_in6>(native());
    return IN6_IS_ADDR_LINKLOCAL(&v6.sin6_addr) && v6.sin6_scope_id == 0;
}

QString SocketAddress::hostToString() const
{
    if (family() == Family::IPv4)
        return host().toString();
    if (family() != Family::IPv6)
        return {};
    const auto v6 = nativeAs<sockaddr_in6>(native());
    if (isMapped(v6.sin6_addr))
        return QHostAddress(mappedIPv4(v6.sin6_addr)).toString();
    char text[INET6_ADDRSTRLEN] = {};
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    QString shown = QString::fromLatin1(text);
    if (v6.sin6_scope_id)
        shown += QLatin1Char('%') + scopeName(v6.sin6_scope_id);
    return shown;
}

QString SocketAddress::toString() const
{
    if (family() == Family::None)
        return {};
    if (family() == Family::Unix)
        return QString::fromLocal8Bit(path());
    if (family() == Family::IPv4) {
        const auto v4 = nativeAs<sockaddr_in>(native());
        const quint32 host = ntohl(v4.sin_addr.s_addr);
        std::array<char, sizeof "255.255.255.255:65535"> text{};
        const int length =
            std::snprintf(text.data(), text.size(), "%u.%u.%u.%u:%u", host >> 24, host >> 16 & 0xff,
                          host >> 8 & 0xff, host & 0xff, unsigned(ntohs(v4.sin_port)));
        return QString::fromLatin1(text.data(), length);
    }
    const QString shown = hostToString();
    const bool bracketed = shown.contains(QLatin1Char(':'));
    return (bracketed ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(shown, QString::number(port()));
}

bool SocketAddress::operator==(const SocketAddress &other) const
{
    if (family() != other.family())
        return false;
    switch (family()) {
    case Family::None: return true;
    case Family::Unix: return path() == other.path();
    case Family::IPv4:
        return port() == other.port() && nativeAs<sockaddr_in>(native()).sin_addr.s_addr ==
                                             nativeAs<sockaddr_in>(other.native()).sin_addr.s_addr;
    case Family::IPv6: break;
    }
    const auto mine = nativeAs<sockaddr_in6>(native());
    const auto theirs = nativeAs<sockaddr_in6>(other.native());
    // The flow label and the padding are not part of where a socket is.
    return mine.sin6_port == theirs.sin6_port && mine.sin6_scope_id == theirs.sin6_scope_id &&
           std::memcmp(&mine.sin6_addr, &theirs.sin6_addr, sizeof mine.sin6_addr) == 0;
}

size_t qHash(const SocketAddress &address, size_t seed)
{
    switch (address.family()) {
    case SocketAddress::Family::None: return seed;
    case SocketAddress::Family::Unix: return qHash(address.path(), seed);
    case SocketAddress::Family::IPv4: {
        const auto v4 = nativeAs<sockaddr_in>(address.native());
        return qHashMulti(seed, quint32(v4.sin_addr.s_addr), quint16(v4.sin_port));
    }
    case SocketAddress::Family::IPv6: break;
    }
    const auto v6 = nativeAs<sockaddr_in6>(address.native());
    return qHashMulti(seed, qHashBits(&v6.sin6_addr, sizeof v6.sin6_addr, seed), quint16(v6.sin6_port),
                      quint32(v6.sin6_scope_id));
}

} // namespace netcore
