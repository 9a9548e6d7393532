#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSharedData>
#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

#include <array>
#include <sys/socket.h>
#include <sys/un.h>

namespace netcore {

/// Where a socket is: an IPv4 or IPv6 address with its port (and scope), or a Unix path.
///
/// Wire shape   the kernel's sockaddr_in, sockaddr_in6 or sockaddr_un, kept whole
/// Memory       40 bytes; a Unix name is kept outside, shared by copies
/// Text         RFC 5952: "127.0.0.1:9000", "[fe80::1%eth0]:80"; a v4-mapped address is shown as IPv4;
///              a Unix path as itself, an abstract name with '@' in front
/// Thread       plain value, any thread
class SocketAddress
{
public:
    enum class Family : quint8 { None, IPv4, IPv6, Unix };

    SocketAddress() = default;
    SocketAddress(const QHostAddress &host, quint16 port);
    /// `name` is a path, or "@name" for an abstract name. REQUIRES: it fits (see unixPathLimit).
    static SocketAddress unixPath(const QByteArray &name);
    /// Copies what the kernel wrote. A family that we do not know gives Family::None.
    static SocketAddress fromNative(const sockaddr *native, socklen_t length);

    static constexpr int unixPathLimit = 107; // bytes, without the closing NUL

    Family family() const;
    bool isNull() const { return family() == Family::None; }
    QHostAddress host() const; // with its scope id; null for Unix
    quint16 port() const;      // 0 for Unix
    QByteArray path() const;   // empty unless Unix
    void setPort(quint16 port);

    bool isLoopback() const;  // true for Unix too: it does not leave the machine
    bool isAny() const;       // 0.0.0.0 or ::
    bool isMulticast() const; // or the IPv4 limited broadcast address
    bool isLinkLocalWithoutScope() const;

    QString toString() const;     // with port
    QString hostToString() const; // without port, IPv6 without brackets

    /// Valid until this address changes; a Unix one is a whole sockaddr_un.
    const sockaddr *native() const
    {
        return m_unix ? reinterpret_cast<const sockaddr *>(&m_unix->native)
                      : reinterpret_cast<const sockaddr *>(m_inet.data());
    }
    socklen_t nativeLength() const { return m_length; }

    bool operator==(const SocketAddress &other) const;
    friend size_t qHash(const SocketAddress &address, size_t seed);

private:
    struct UnixName : QSharedData
    {
        sockaddr_un native{};
    };
    void keep(const void *native, socklen_t length);

    static constexpr size_t inetBytes = 28; // of a sockaddr_in6
    alignas(8) std::array<char, inetBytes> m_inet{};
    socklen_t m_length = 0;
    QExplicitlySharedDataPointer<const UnixName> m_unix; // of that family alone
};

size_t qHash(const SocketAddress &address, size_t seed = 0);

} // namespace netcore
