#include "netcore/exchange/packetheaders.h"

#include "netcore/exchange/internetchecksum.h"

#include <QtCore/QtEndian>

#include <cstring>
#include <netinet/in.h>

namespace netcore {

namespace {

constexpr qsizetype ipv4Header = 20;
constexpr qsizetype tcpHeader = 20;
constexpr qsizetype synOptions = 8;
constexpr qsizetype udpHeader = 8;
// Locally administered, one for this side and one for all peers.
constexpr char ourHardware[6] = {2, 'S', 'O', 'C', 'K', 1};
constexpr char peerHardware[6] = {2, 'S', 'O', 'C', 'K', 2};

bool isV6(const PacketEnds &ends)
{
    return ends.from.family() == SocketAddress::Family::IPv6;
}

/// The 4 or 16 bytes of an address.
QByteArray addressBytes(const SocketAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.host().toIPv4Address(&isV4);
    if (address.family() == SocketAddress::Family::IPv4 && isV4) {
        QByteArray bytes(4, Qt::Uninitialized);
        qToBigEndian(v4, bytes.data());
        return bytes;
    }
    const Q_IPV6ADDR v6 = address.host().toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(v6.c), sizeof v6.c);
}

} // namespace

qsizetype PacketHeaders::mostDatagramPayload(const PacketEnds &ends)
{
    return 65535 - udpHeader - (isV6(ends) ? 0 : ipv4Header);
}

void PacketHeaders::add16(unsigned value)
{
    qToBigEndian(quint16(value), m_bytes.data() + m_length);
    m_length += 2;
}

void PacketHeaders::add32(quint32 value)
{
    qToBigEndian(value, m_bytes.data() + m_length);
    m_length += 4;
}

void PacketHeaders::addEthernet(const PacketEnds &ends)
{
    std::memcpy(m_bytes.data(), ends.outbound ? peerHardware : ourHardware, 6);
    std::memcpy(m_bytes.data() + 6, ends.outbound ? ourHardware : peerHardware, 6);
    m_length = 12;
    add16(isV6(ends) ? 0x86DD : 0x0800);
}

/// Adds the IP header for `length` bytes of transport header and payload; the sum of the pseudo header.
quint64 PacketHeaders::addIp(const PacketEnds &ends, quint8 protocol, qsizetype length)
{
    const QByteArray from = addressBytes(ends.from);
    const QByteArray to = addressBytes(ends.to);
    const qsizetype begin = m_length;
    if (isV6(ends)) {
        add32(6u << 28);
        add16(unsigned(length));
        add8(protocol);
        add8(64); // hops
    } else {
        add16(0x4500);
        add16(unsigned(ipv4Header + length));
        add32(0x00004000); // no identification: it is never a fragment
        add8(64);
        add8(protocol);
        add16(0);
    }
    for (const QByteArray &address : {from, to}) {
        std::memcpy(m_bytes.data() + m_length, address.constData(), std::size_t(address.size()));
        m_length += address.size();
    }
    if (!isV6(ends)) {
        const quint16 check = internetchecksum::fold(internetchecksum::sum(bytes().sliced(begin)));
        std::memcpy(m_bytes.data() + begin + 10, &check, 2);
    }
    return internetchecksum::sum(from) + internetchecksum::sum(to) + qToBigEndian(quint16(protocol)) +
           qToBigEndian(quint16(length));
}

void PacketHeaders::setChecksum(qsizetype at, qsizetype transport, quint64 pseudo, QByteArrayView payload)
{
    const quint64 sum =
        pseudo + internetchecksum::sum(bytes().sliced(transport)) + internetchecksum::sum(payload);
    const quint16 check = internetchecksum::fold(sum);
    std::memcpy(m_bytes.data() + at, &check, 2);
}

PacketHeaders PacketHeaders::tcp(const PacketEnds &ends, const TcpFields &fields, QByteArrayView payload)
{
    const bool syn = fields.flags & TcpFields::Syn;
    const qsizetype header = tcpHeader + (syn ? synOptions : 0);
    PacketHeaders result;
    result.addEthernet(ends);
    const quint64 pseudo = result.addIp(ends, IPPROTO_TCP, header + payload.size());
    const qsizetype transport = result.m_length;
    result.add16(ends.from.port());
    result.add16(ends.to.port());
    result.add32(fields.sequence);
    result.add32(fields.acknowledged);
    result.add16(unsigned(header / 4) << 12 | fields.flags);
    result.add16(window);
    result.add32(0); // checksum, urgent pointer
    if (syn) {
        result.add32(0x02040000u | quint32(mostStreamPayload)); // MSS
        result.add32(0x0103030E);                               // no operation, window scale 14
    }
    result.setChecksum(transport + 16, transport, pseudo, payload);
    return result;
}

PacketHeaders PacketHeaders::udp(const PacketEnds &ends, QByteArrayView payload)
{
    const qsizetype length = udpHeader + payload.size();
    PacketHeaders result;
    result.addEthernet(ends);
    const quint64 pseudo = result.addIp(ends, IPPROTO_UDP, length);
    const qsizetype transport = result.m_length;
    result.add16(ends.from.port());
    result.add16(ends.to.port());
    result.add16(unsigned(length));
    result.add16(0);
    result.setChecksum(transport + 6, transport, pseudo, payload);
    char *check = result.m_bytes.data() + transport + 6;
    if (check[0] == 0 && check[1] == 0) // zero means that there is none
        std::memset(check, 0xFF, 2);
    return result;
}

} // namespace netcore
