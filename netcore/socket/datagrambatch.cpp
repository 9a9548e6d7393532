#include "netcore/socket/datagrambatch.h"

#include "netcore/socket/socketoptions.h"

#include <algorithm>
#include <cstring>

#include <netinet/in.h>
#include <netinet/udp.h>

namespace netcore {

namespace {

/// What the kernel says beside one message.
struct Beside
{
    std::optional<quint32> drops;
    int each = 0; // UDP_GRO: the length of each datagram of a run
    bool toGroup = false;
};

template <class Value>
Value valueOf(const cmsghdr *header)
{
    Value value;
    std::memcpy(&value, CMSG_DATA(header), sizeof value);
    return value;
}

/// The broadcast address of a subnet looks like any other: it shows by the local address that the kernel
/// would answer from, which is another one (a datagram to this host alone has the same twice).
bool isGroup(const in_pktinfo &where)
{
    const in_addr_t to = where.ipi_addr.s_addr;
    const in_addr_t answersFrom = where.ipi_spec_dst.s_addr;
    return IN_MULTICAST(ntohl(to)) || to == htonl(INADDR_BROADCAST) ||
           (answersFrom != htonl(INADDR_ANY) && to != answersFrom);
}

bool isGroup(const in6_pktinfo &where)
{
    return IN6_IS_ADDR_MULTICAST(&where.ipi6_addr);
}

Beside besideOf(msghdr &message)
{
    Beside beside;
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        const auto is = [header](int level, int type) {
            return header->cmsg_level == level && header->cmsg_type == type;
        };
        if (is(SOL_SOCKET, SO_RXQ_OVFL))
            beside.drops = valueOf<quint32>(header);
        else if (is(IPPROTO_UDP, UDP_GRO))
            beside.each = valueOf<int>(header);
        else if (is(IPPROTO_IP, IP_PKTINFO))
            beside.toGroup = isGroup(valueOf<in_pktinfo>(header)); // on a dual-stack socket, too
        else if (is(IPPROTO_IPV6, IPV6_PKTINFO))
            beside.toGroup = beside.toGroup || isGroup(valueOf<in6_pktinfo>(header));
    }
    return beside;
}

/// In a flood the sender is mostly the one that was at this place of the batch before.
bool isFrom(const SocketAddress &known, const msghdr &header)
{
    return known.nativeLength() == header.msg_namelen && header.msg_namelen > 0 &&
           std::memcmp(known.native(), header.msg_name, header.msg_namelen) == 0;
}

} // namespace

DatagramBatch &DatagramBatch::ofThisThread()
{
    thread_local const std::unique_ptr<DatagramBatch> batch(new DatagramBatch);
    return *batch;
}

DatagramBatch::DatagramBatch() : m_bytes(new char[capacity * bufferStride])
{
    for (size_t i = 0; i < capacity; ++i) {
        m_vectors[i] = {m_bytes.get() + i * bufferStride, datagramBytes};
        msghdr &header = m_headers[i].msg_hdr;
        header.msg_iov = &m_vectors[i];
        header.msg_iovlen = 1;
        header.msg_name = &m_senders[i];
        header.msg_control = m_controls[i].bytes;
    }
}

mmsghdr *DatagramBatch::prepare()
{
    for (mmsghdr &header : m_headers) {
        header.msg_hdr.msg_namelen = sizeof(sockaddr_storage);
        header.msg_hdr.msg_controllen = controlBytes;
        header.msg_hdr.msg_flags = 0;
    }
    return m_headers.data();
}

std::span<const DatagramRun> DatagramBatch::received(size_t count, SteadyNs at)
{
    m_drops.reset();
    for (size_t i = 0; i < count; ++i) {
        msghdr &header = m_headers[i].msg_hdr;
        const Beside beside = besideOf(header);
        DatagramRun &run = m_received[i];
        run.bytes = QByteArrayView(m_bytes.get() + i * bufferStride, m_headers[i].msg_len);
        run.each = beside.each;
        if (!isFrom(run.from, header))
            run.from =
                SocketAddress::fromNative(static_cast<const sockaddr *>(header.msg_name), header.msg_namelen);
        run.truncated = header.msg_flags & MSG_TRUNC;
        run.toGroup = beside.toGroup;
        run.at = at;
        if (beside.drops)
            m_drops = beside.drops;
    }
    return {m_received.data(), count};
}

Result<void> DatagramBatch::enableDestinations(Syscalls &calls, int fd, SocketAddress::Family family)
{
    if (auto set = socketoptions::set(calls, fd, IPPROTO_IP, IP_PKTINFO, 1); !set)
        return set;
    if (family != SocketAddress::Family::IPv6)
        return {};
    return socketoptions::set(calls, fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
}

OutgoingBatch::OutgoingBatch(std::span<const OutgoingDatagram> datagrams, bool connected)
    : m_count(static_cast<unsigned>(std::min<size_t>(datagrams.size(), DatagramBatch::capacity)))
{
    for (size_t i = 0; i < m_count; ++i) {
        const OutgoingDatagram &datagram = datagrams[i];
        // sendmmsg only reads through these pointers
        m_vectors[i] = {const_cast<char *>(datagram.payload.data()),
                        static_cast<size_t>(datagram.payload.size())};
        msghdr &header = m_headers[i].msg_hdr;
        header.msg_iov = &m_vectors[i];
        header.msg_iovlen = 1;
        if (connected)
            continue;
        header.msg_name = const_cast<sockaddr *>(datagram.to.native());
        header.msg_namelen = datagram.to.nativeLength();
    }
}

} // namespace netcore
