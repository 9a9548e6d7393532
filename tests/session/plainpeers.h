#pragma once

#include "netcore/address/socketaddress.h"

#include <QtCore/QByteArray>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

/// A peer of the kernel's own making: a plain socket that does only what the test says.
class PlainPeer
{
public:
    explicit PlainPeer(const netcore::SocketAddress &to) : PlainPeer(to.native()->sa_family)
    {
        connectTo(to);
    }
    /// Has its descriptor, and connects later.
    explicit PlainPeer(sa_family_t family) : m_fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
    ~PlainPeer() { close(); }
    PlainPeer(const PlainPeer &) = delete;
    PlainPeer &operator=(const PlainPeer &) = delete;

    void connectTo(const netcore::SocketAddress &to)
    {
        connected = ::connect(m_fd, to.native(), to.nativeLength()) == 0;
    }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    void reset()
    {
        const linger hard{1, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }
    void sendAtOnce()
    {
        const int on = 1;
        ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    void finish() { ::shutdown(m_fd, SHUT_WR); }
    bool write(const QByteArray &bytes)
    {
        return ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    QByteArray tryRead()
    {
        QByteArray buffer(1 << 16, Qt::Uninitialized);
        const ssize_t got = ::recv(m_fd, buffer.data(), size_t(buffer.size()), MSG_DONTWAIT);
        return got > 0 ? buffer.first(got) : QByteArray();
    }
    /// Waits for one byte, 10 s at most.
    bool readByte()
    {
        const timeval patience{10, 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        char byte = 0;
        return ::recv(m_fd, &byte, 1, 0) == 1;
    }
    /// All that is there now; how many bytes it was.
    quint64 readAll()
    {
        quint64 bytes = 0;
        for (QByteArray part = tryRead(); !part.isEmpty(); part = tryRead())
            bytes += quint64(part.size());
        return bytes;
    }
    qint64 tryWrite(const QByteArray &bytes)
    {
        return ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    bool connected = false;

private:
    int m_fd;
};

/// A plain UDP socket at an address, for as long as it lives; may send to broadcast addresses.
class PlainSocket
{
public:
    explicit PlainSocket(const netcore::SocketAddress &at = {QHostAddress(QHostAddress::LocalHost), 0})
        : m_fd(::socket(at.native()->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        const int on = 1;
        ::setsockopt(m_fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
        bound = ::bind(m_fd, at.native(), at.nativeLength()) == 0;
        sockaddr_storage name{};
        socklen_t length = sizeof name;
        ::getsockname(m_fd, reinterpret_cast<sockaddr *>(&name), &length);
        local = netcore::SocketAddress::fromNative(reinterpret_cast<sockaddr *>(&name), length);
    }
    ~PlainSocket() { ::close(m_fd); }
    PlainSocket(const PlainSocket &) = delete;
    PlainSocket &operator=(const PlainSocket &) = delete;

    bool send(const QByteArray &bytes, const netcore::SocketAddress &to)
    {
        return ::sendto(m_fd, bytes.data(), size_t(bytes.size()), 0, to.native(), to.nativeLength()) ==
               bytes.size();
    }
    QByteArray tryRead()
    {
        QByteArray buffer(1 << 16, Qt::Uninitialized);
        const ssize_t got = ::recv(m_fd, buffer.data(), size_t(buffer.size()), MSG_DONTWAIT);
        return got > 0 ? buffer.first(got) : QByteArray();
    }
    int descriptor() const { return m_fd; }

    netcore::SocketAddress local;
    bool bound = false;

private:
    int m_fd;
};
