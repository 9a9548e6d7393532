#include "netcore/socket/datagrambatch.h"

#include "netcore/socket/socketoptions.h"

#include <algorithm>
#include <cstring>

#include <netinet/in.h>

namespace netcore {

namespace {

template <class Value>
std::optional<Value> controlValue(const msghdr &message, int level, int type)
{
    // CMSG_NXTHDR only reads, but wants a pointer through which it could write
    auto &walked = const_cast<msghdr &>(message);
    for (cmsghdr *header = CMSG_FIRSTHDR(&walked); header; header = CMSG_NXTHDR(&walked, header)) {
        if (header->cmsg_level != level || header->cmsg_type != type)
            continue;
        Value value;
        std::memcpy(&value, CMSG_DATA(header), sizeof value);
        return value;
    }
    return std::nullopt;
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

bool isToGroup(const msghdr &message)
{
    if (const auto v4 = controlValue<in_pktinfo>(message, IPPROTO_IP, IP_PKTINFO))
        return isGroup(*v4);
    const auto v6 = controlValue<in6_pktinfo>(message, IPPROTO_IPV6, IPV6_PKTINFO);
    return v6 && IN6_IS_ADDR_MULTICAST(&v6->ipi6_addr);
}

} // namespace

DatagramBatch &DatagramBatch::ofThisThread()
{
    thread_local const std::unique_ptr<DatagramBatch> batch(new DatagramBatch);
    return *batch;
}

DatagramBatch::DatagramBatch() : m_bytes(new char[capacity * datagramBytes])
{
    for (size_t i = 0; i < capacity; ++i) {
        m_vectors[i] = {m_bytes.get() + i * datagramBytes, datagramBytes};
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

std::span<const ReceivedDatagram> DatagramBatch::received(size_t count, SteadyNs at)
{
    for (size_t i = 0; i < count; ++i) {
        const msghdr &header = m_headers[i].msg_hdr;
        ReceivedDatagram &datagram = m_received[i];
        datagram.payload = QByteArrayView(m_bytes.get() + i * datagramBytes, m_headers[i].msg_len);
        datagram.from =
            SocketAddress::fromNative(static_cast<const sockaddr *>(header.msg_name), header.msg_namelen);
        datagram.truncated = header.msg_flags & MSG_TRUNC;
        datagram.toGroup = isToGroup(header);
        datagram.at = at;
    }
    return {m_received.data(), count};
}

std::optional<quint32> DatagramBatch::drops(size_t count)
{
    for (size_t i = count; i-- > 0;) {
        if (const auto value = controlValue<quint32>(m_headers[i].msg_hdr, SOL_SOCKET, SO_RXQ_OVFL))
            return value;
    }
    return std::nullopt;
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
