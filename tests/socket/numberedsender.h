#pragma once

#include "netcore/address/socketaddress.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QtEndian>

#include <cstring>
#include <vector>

#include <netinet/in.h>
#include <netinet/udp.h>
#include <sys/socket.h>
#include <unistd.h>

/// A plain UDP sender of numbered datagrams of 64 bytes, one by one or as runs that the kernel cuts (GSO).
class NumberedSender
{
public:
    static constexpr int datagramBytes = 64;

    explicit NumberedSender(const netcore::SocketAddress &to)
        : m_fd(::socket(to.native()->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        connected = ::connect(m_fd, to.native(), to.nativeLength()) == 0;
    }
    ~NumberedSender() { ::close(m_fd); }
    NumberedSender(const NumberedSender &) = delete;
    NumberedSender &operator=(const NumberedSender &) = delete;

    /// One call; the kernel cuts the bytes into datagrams of `each` (0: it does not cut).
    bool sendRun(const QByteArray &bytes, int each) const
    {
        return ::setsockopt(m_fd, IPPROTO_UDP, UDP_SEGMENT, &each, sizeof each) == 0 &&
               ::send(m_fd, bytes.data(), size_t(bytes.size()), 0) == bytes.size();
    }

    /// The datagrams [from, to), `perRun` in each call.
    bool send(quint64 from, quint64 to, int perRun) const
    {
        const int each = perRun > 1 ? datagramBytes : 0;
        if (::setsockopt(m_fd, IPPROTO_UDP, UDP_SEGMENT, &each, sizeof each) != 0)
            return false;
        std::vector<char> bytes(size_t(perRun) * datagramBytes, '.');
        for (quint64 number = from; number < to; number += quint64(perRun)) {
            for (int i = 0; i < perRun; ++i)
                qToLittleEndian(number + quint64(i), bytes.data() + i * datagramBytes);
            if (::send(m_fd, bytes.data(), bytes.size(), 0) != ssize_t(bytes.size()))
                return false;
        }
        return true;
    }

    static quint64 numberOf(const QByteArray &payload)
    {
        return payload.size() == datagramBytes ? qFromLittleEndian<quint64>(payload.data()) : ~quint64(0);
    }

    /// How many of [0, sent) are not there; ~0 where one came twice, in another order, or was never sent.
    static quint64 missing(const QByteArrayList &payloads, quint64 sent)
    {
        quint64 next = 0;
        for (const QByteArray &payload : payloads) {
            const quint64 number = numberOf(payload);
            if (number < next || number >= sent)
                return ~quint64(0);
            next = number + 1;
        }
        return sent - quint64(payloads.size());
    }

    bool connected = false;

private:
    int m_fd;
};
