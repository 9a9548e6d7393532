#pragma once

#include "netcore/address/socketaddress.h"

#include <QtCore/QByteArrayView>

#include <array>

namespace netcore {

/// Both ends of synthesised packets. REQUIRES: both IPv4, or both IPv6.
struct PacketEnds
{
    SocketAddress from;
    SocketAddress to;
    bool outbound = false; // decides the hardware addresses
};

struct TcpFields
{
    enum Flag : quint8 { Fin = 1, Syn = 2, Rst = 4, Psh = 8, Ack = 16 };
    quint32 sequence = 0;
    quint32 acknowledged = 0;
    quint8 flags = Ack;
};

/// The Ethernet, IP and TCP or UDP header of one packet.
///
/// Wire shape   Ethernet II with locally administered addresses; IPv4 (20 bytes, don't fragment) or IPv6
/// (40);
///              TCP (20, with a SYN 28: MSS and window scale 14) or UDP (8); all checksums are right
/// Limits       the payload fits: see mostPayload()
/// Source       RFC 894, 791, 8200, 9293, 7323, 768
class PacketHeaders
{
public:
    static constexpr quint16 window = 65535;
    static constexpr qsizetype mostStreamPayload = 65495;         // 65535 - IPv4 - TCP
    static qsizetype mostDatagramPayload(const PacketEnds &ends); // 65507 or 65527

    static PacketHeaders tcp(const PacketEnds &ends, const TcpFields &fields, QByteArrayView payload);
    static PacketHeaders udp(const PacketEnds &ends, QByteArrayView payload);

    QByteArrayView bytes() const { return {m_bytes.data(), m_length}; }

private:
    void addEthernet(const PacketEnds &ends);
    quint64 addIp(const PacketEnds &ends, quint8 protocol, qsizetype length);
    void setChecksum(qsizetype at, qsizetype transport, quint64 pseudo, QByteArrayView payload);
    void add8(unsigned value) { m_bytes[std::size_t(m_length++)] = char(value); }
    void add16(unsigned value);
    void add32(quint32 value);

    std::array<char, 96> m_bytes{};
    qsizetype m_length = 0;
};

} // namespace netcore
