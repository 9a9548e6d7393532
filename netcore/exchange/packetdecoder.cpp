#include "netcore/exchange/packetdecoder.h"

#include "netcore/exchange/packetheaders.h"

#include <QtCore/QtEndian>

#include <cstring>
#include <netinet/in.h>
#include <pcap/dlt.h>

namespace netcore {

namespace {

constexpr quint16 etherV4 = 0x0800;
constexpr quint16 etherV6 = 0x86DD;
constexpr int mostTags = 8;
constexpr int mostExtensions = 16;

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]);
}

quint16 wordAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.data() + at);
}

quint32 longAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

bool isTag(quint16 type)
{
    return type == 0x8100 || type == 0x88A8 || type == 0x9100;
}

/// What is left of a packet: the bytes that were captured, and how many there were.
struct Rest
{
    QByteArrayView bytes;
    quint64 length = 0;

    bool has(qsizetype count) const { return bytes.size() >= count; }
    void skip(qsizetype count)
    {
        bytes = bytes.sliced(count);
        length -= std::min<quint64>(length, quint64(count));
    }
    /// Bytes after `count` are padding of the link layer.
    void limit(quint64 count)
    {
        length = std::min(length, count);
        bytes = bytes.first(qsizetype(std::min<quint64>(quint64(bytes.size()), length)));
    }
};

/// The type of what follows; 0 where the link layer's header is not whole.
quint16 skipTags(Rest &rest, quint16 type)
{
    for (int tags = 0; isTag(type); ++tags) {
        if (tags == mostTags || !rest.has(4))
            return 0;
        type = wordAt(rest.bytes, 2);
        rest.skip(4);
    }
    return type;
}

quint16 typeOfIp(const Rest &rest)
{
    if (!rest.has(1))
        return 0;
    switch (byteAt(rest.bytes, 0) >> 4) {
    case 4: return etherV4;
    case 6: return etherV6;
    default: return 0;
    }
}

quint16 enterEthernet(Rest &rest, DecodedPacket &packet)
{
    constexpr char ours[] = {2, 'S', 'O', 'C', 'K', 1}; // as PacketHeaders writes them
    constexpr char theirs[] = {2, 'S', 'O', 'C', 'K', 2};
    if (!rest.has(14))
        return 0;
    const char *hardware = rest.bytes.data();
    if (std::memcmp(hardware, theirs, 6) == 0 && std::memcmp(hardware + 6, ours, 6) == 0)
        packet.outbound = true;
    else if (std::memcmp(hardware, ours, 6) == 0 && std::memcmp(hardware + 6, theirs, 6) == 0)
        packet.outbound = false;
    const quint16 type = wordAt(rest.bytes, 12);
    rest.skip(14);
    return skipTags(rest, type);
}

quint16 enterCooked(Rest &rest, DecodedPacket &packet, bool second)
{
    constexpr unsigned outgoing = 4; // LINUX_SLL_OUTGOING
    const qsizetype header = second ? 20 : 16;
    if (!rest.has(header))
        return 0;
    const unsigned direction = second ? byteAt(rest.bytes, 10) : wordAt(rest.bytes, 0);
    packet.outbound = direction == outgoing;
    const quint16 type = wordAt(rest.bytes, second ? 0 : 14);
    rest.skip(header);
    return skipTags(rest, type);
}

void takeAddresses(DecodedPacket &packet, const char *from, const char *to, bool isV6)
{
    const std::size_t length = isV6 ? 16 : 4;
    std::memcpy(packet.from.address.data(), from, length);
    std::memcpy(packet.to.address.data(), to, length);
    packet.from.isV6 = packet.to.isV6 = isV6;
}

PacketVerdict decodeTcp(Rest rest, DecodedPacket &packet)
{
    if (!rest.has(20))
        return PacketVerdict::Other;
    const qsizetype header = (byteAt(rest.bytes, 12) >> 4) * 4;
    if (header < 20 || !rest.has(header))
        return PacketVerdict::Other;
    packet.carrier = Carrier::Tcp;
    packet.from.port = wordAt(rest.bytes, 0);
    packet.to.port = wordAt(rest.bytes, 2);
    packet.sequence = longAt(rest.bytes, 4);
    packet.acknowledged = longAt(rest.bytes, 8);
    packet.flags = byteAt(rest.bytes, 13);
    rest.skip(header);
    packet.payload = rest.bytes;
    packet.cut = rest.length - quint64(rest.bytes.size());
    return PacketVerdict::Decoded;
}

PacketVerdict decodeUdp(Rest rest, DecodedPacket &packet)
{
    if (!rest.has(8))
        return PacketVerdict::Other;
    packet.carrier = Carrier::Udp;
    packet.from.port = wordAt(rest.bytes, 0);
    packet.to.port = wordAt(rest.bytes, 2);
    const quint16 length = wordAt(rest.bytes, 4); // 0: a jumbogram, then all that is there
    if (length != 0 && length < 8)
        return PacketVerdict::Other;
    if (length != 0)
        rest.limit(length);
    rest.skip(8);
    packet.payload = rest.bytes;
    packet.cut = rest.length - quint64(rest.bytes.size());
    return PacketVerdict::Decoded;
}

PacketVerdict decodeTransport(quint8 protocol, const Rest &rest, DecodedPacket &packet)
{
    if (protocol == IPPROTO_TCP)
        return decodeTcp(rest, packet);
    return protocol == IPPROTO_UDP ? decodeUdp(rest, packet) : PacketVerdict::Other;
}

PacketVerdict partOf(const Rest &rest, DecodedPacket &packet)
{
    packet.payload = rest.bytes;
    packet.cut = rest.length - quint64(rest.bytes.size());
    return PacketVerdict::Fragment;
}

PacketVerdict decodeV4(Rest rest, DecodedPacket &packet)
{
    if (!rest.has(20))
        return PacketVerdict::Other;
    const qsizetype header = (byteAt(rest.bytes, 0) & 0xF) * 4;
    const quint16 total = wordAt(rest.bytes, 2); // 0 where the network card cuts the segments
    if (header < 20 || !rest.has(header) || (total != 0 && total < header))
        return PacketVerdict::Other;
    if (total != 0)
        rest.limit(total);
    const quint16 place = wordAt(rest.bytes, 6);
    const quint16 id = wordAt(rest.bytes, 4);
    const quint8 protocol = byteAt(rest.bytes, 9);
    takeAddresses(packet, rest.bytes.data() + 12, rest.bytes.data() + 16, false);
    if (!rest.has(header))
        return PacketVerdict::Other;
    rest.skip(header);
    if (place & 0x3FFF) { // an offset, or more fragments to come
        packet.fragment = {id, (place & 0x1FFFu) * 8, (place & 0x2000) != 0, protocol};
        return partOf(rest, packet);
    }
    return decodeTransport(protocol, rest, packet);
}

bool isExtension(quint8 next)
{
    return next == 0 || next == 43 || next == 60 || next == 51 || next == 135;
}

/// Behind the extension headers; false where they are not whole, or too many.
bool skipExtensions(Rest &rest, quint8 &next)
{
    constexpr quint8 authentication = 51;
    for (int extensions = 0; isExtension(next); ++extensions) {
        if (extensions == mostExtensions || !rest.has(8))
            return false;
        const int units = byteAt(rest.bytes, 1);
        const qsizetype header = next == authentication ? (units + 2) * 4 : (units + 1) * 8;
        next = byteAt(rest.bytes, 0);
        if (!rest.has(header))
            return false;
        rest.skip(header);
    }
    return true;
}

PacketVerdict decodeV6Fragment(Rest rest, DecodedPacket &packet)
{
    constexpr qsizetype header = 8;
    if (!rest.has(header))
        return PacketVerdict::Other;
    const quint16 place = wordAt(rest.bytes, 2);
    packet.fragment = {longAt(rest.bytes, 4), place & 0xFFF8u, (place & 1) != 0, byteAt(rest.bytes, 0)};
    rest.skip(header);
    return partOf(rest, packet);
}

PacketVerdict decodeV6(Rest rest, DecodedPacket &packet)
{
    constexpr quint8 fragment = 44;
    if (!rest.has(40))
        return PacketVerdict::Other;
    const quint16 length = wordAt(rest.bytes, 4); // 0: a jumbogram
    if (length != 0)
        rest.limit(quint64(length) + 40);
    quint8 next = byteAt(rest.bytes, 6);
    if (!rest.has(40))
        return PacketVerdict::Other;
    takeAddresses(packet, rest.bytes.data() + 8, rest.bytes.data() + 24, true);
    rest.skip(40);
    if (!skipExtensions(rest, next))
        return PacketVerdict::Other;
    return next == fragment ? decodeV6Fragment(rest, packet) : decodeTransport(next, rest, packet);
}

} // namespace

SocketAddress PacketEnd::toSocketAddress() const
{
    if (isV6)
        return SocketAddress(QHostAddress(address.data()), port);
    return SocketAddress(QHostAddress(qFromBigEndian<quint32>(address.data())), port);
}

PacketVerdict PacketDecoder::decodeWhole(DecodedPacket &packet)
{
    Rest rest{packet.payload, quint64(packet.payload.size()) + packet.cut};
    quint8 next = packet.fragment.protocol;
    if (packet.from.isV6 && !skipExtensions(rest, next))
        return PacketVerdict::Other;
    return decodeTransport(next, rest, packet);
}

std::optional<PacketDecoder> PacketDecoder::make(int linkType)
{
    switch (linkType) {
    case DLT_EN10MB: return PacketDecoder(Link::Ethernet);
    case DLT_NULL:
    case DLT_LOOP: return PacketDecoder(Link::Loopback);
    case DLT_RAW:
    case DLT_IPV4:
    case DLT_IPV6: return PacketDecoder(Link::Raw);
    case DLT_LINUX_SLL: return PacketDecoder(Link::Cooked);
    case DLT_LINUX_SLL2: return PacketDecoder(Link::Cooked2);
    default: return std::nullopt;
    }
}

PacketVerdict PacketDecoder::decode(QByteArrayView bytes, quint64 length, DecodedPacket &packet) const
{
    packet = DecodedPacket();
    Rest rest{bytes, std::max(length, quint64(bytes.size()))};
    quint16 type = 0;
    switch (m_link) {
    case Link::Ethernet: type = enterEthernet(rest, packet); break;
    case Link::Cooked: type = enterCooked(rest, packet, false); break;
    case Link::Cooked2: type = enterCooked(rest, packet, true); break;
    case Link::Loopback:
        if (!rest.has(4))
            return PacketVerdict::Other;
        rest.skip(4); // the family's number differs from system to system: the IP version says it
        type = typeOfIp(rest);
        break;
    case Link::Raw: type = typeOfIp(rest); break;
    }
    if (type == etherV4)
        return decodeV4(rest, packet);
    return type == etherV6 ? decodeV6(rest, packet) : PacketVerdict::Other;
}

} // namespace netcore
