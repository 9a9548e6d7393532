#include "netcore/socket/datagrambatch.h"

#include <algorithm>
#include <cstring>

namespace netcore {

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
        datagram.at = at;
    }
    return {m_received.data(), count};
}

std::optional<quint32> DatagramBatch::drops(size_t count)
{
    for (size_t i = count; i-- > 0;) {
        msghdr &message = m_headers[i].msg_hdr;
        for (cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
            if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SO_RXQ_OVFL)
                continue;
            quint32 value = 0;
            std::memcpy(&value, CMSG_DATA(header), sizeof value);
            return value;
        }
    }
    return std::nullopt;
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
