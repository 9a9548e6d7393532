#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/base/clock.h"
#include "netcore/exchange/conversationfacts.h"

#include <QtCore/QByteArrayView>

#include <array>
#include <optional>

namespace netcore {

/// An address and port as they stand in a packet; cheap to compare and to hash.
struct PacketEnd
{
    std::array<quint8, 16> address{};
    quint16 port = 0;
    bool isV6 = false;

    bool operator==(const PacketEnd &) const = default;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a null pointer in the comparison with 0
    auto operator<=>(const PacketEnd &) const = default;
    SocketAddress toSocketAddress() const;
};

/// What the IP header of a fragment says; with IPv6 its fragment header.
struct IpFragment
{
    quint32 id = 0;
    quint32 offset = 0;
    bool more = false;
    quint8 protocol = 0; // of what the datagram carries; of IPv6 the next header
};

/// What one captured packet says. The payload points into the packet.
struct DecodedPacket
{
    Carrier carrier = Carrier::Tcp; // Tcp or Udp
    PacketEnd from;
    PacketEnd to;
    std::optional<bool> outbound; // where the link layer tells
    WallNs at = 0;
    QByteArrayView payload; // what of it was captured
    quint64 cut = 0;        // bytes of it that were not
    quint32 sequence = 0;
    quint32 acknowledged = 0;
    quint8 flags = 0; // TcpFields::Flag
    IpFragment fragment;
};

enum class PacketVerdict : quint8 { Decoded, Other, Fragment };

/// Reads the headers of captured packets of one link type.
///
/// Limits   reads nothing beyond what was captured; at most 8 VLAN tags and 16 IPv6 extension headers
/// Thread   immutable; any thread
/// Source   RFC 894, IEEE 802.1Q, tcpdump.org/linktypes.html (NULL, LOOP, RAW, LINUX_SLL, LINUX_SLL2, IPV4,
///          IPV6), RFC 791, 8200, 9293, 768
class PacketDecoder
{
public:
    /// `linkType` is a DLT_ value of libpcap; nothing for one that we cannot read.
    static std::optional<PacketDecoder> make(int linkType);

    /// `bytes` were captured of a packet that had `length`. Sets all but the time. Of a fragment, the payload
    /// is its part of the datagram, and there are no ports.
    PacketVerdict decode(QByteArrayView bytes, quint64 length, DecodedPacket &packet) const;

    /// The payload of a whole IP datagram, put together of fragments. REQUIRES: the addresses and
    /// `fragment.protocol`
    static PacketVerdict decodeWhole(DecodedPacket &packet);

private:
    enum class Link : quint8 { Ethernet, Loopback, Raw, Cooked, Cooked2 };
    explicit PacketDecoder(Link link) : m_link(link) {}

    Link m_link;
};

} // namespace netcore
