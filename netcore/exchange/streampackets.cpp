#include "netcore/exchange/streampackets.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr quint32 mostUnacknowledged = 32 << 10;

} // namespace

StreamPackets::StreamPackets(const SocketAddress &local, const SocketAddress &peer, bool inbound,
                             quint32 seed)
    : m_local(local), m_peer(peer), m_inbound(inbound)
{
    m_sides[0].next = m_sides[1].acknowledged = seed * 2654435761u + 1; // spreads consecutive seeds
    m_sides[1].next = m_sides[0].acknowledged = seed * 2246822519u + 0x40000001;
}

void StreamPackets::send(Direction direction, quint8 flags, QByteArrayView payload, const Take &take)
{
    m_begun = true;
    Side &from = side(direction);
    const bool acks = flags & TcpFields::Ack;
    if (acks)
        from.acknowledged = side(opposite(direction)).next;
    const PacketEnds ends =
        direction == Direction::Out ? PacketEnds{m_local, m_peer, true} : PacketEnds{m_peer, m_local, false};
    const TcpFields fields{from.next, acks ? from.acknowledged : 0, flags};
    take(direction, PacketHeaders::tcp(ends, fields, payload), payload);
    from.next += quint32(payload.size()) + (flags & (TcpFields::Syn | TcpFields::Fin) ? 1 : 0);
}

void StreamPackets::open(const Take &take)
{
    send(opener(), TcpFields::Syn, {}, take);
    send(opposite(opener()), TcpFields::Syn | TcpFields::Ack, {}, take);
    send(opener(), TcpFields::Ack, {}, take);
}

void StreamPackets::data(Direction direction, QByteArrayView chunk, const Take &take)
{
    while (!chunk.isEmpty()) {
        const qsizetype length = std::min(chunk.size(), PacketHeaders::mostStreamPayload);
        const quint32 onTheWay = side(direction).next - side(opposite(direction)).acknowledged;
        if (onTheWay > 0 && onTheWay + quint32(length) > mostUnacknowledged)
            send(opposite(direction), TcpFields::Ack, {}, take);
        const bool last = length == chunk.size();
        send(direction, last ? TcpFields::Psh | TcpFields::Ack : TcpFields::Ack, chunk.first(length), take);
        chunk = chunk.sliced(length);
    }
}

void StreamPackets::sendFin(Direction direction, const Take &take)
{
    if (side(direction).finished)
        return;
    send(direction, TcpFields::Fin | TcpFields::Ack, {}, take);
    side(direction).finished = true;
    send(opposite(direction), TcpFields::Ack, {}, take);
}

void StreamPackets::finish(Direction first, bool both, const Take &take)
{
    sendFin(first, take);
    if (both)
        sendFin(opposite(first), take);
}

void StreamPackets::reset(Direction by, const Take &take)
{
    send(by, TcpFields::Rst | TcpFields::Ack, {}, take);
}

void StreamPackets::refusedByPeer(const Take &take)
{
    unanswered(take);
    send(opposite(opener()), TcpFields::Rst | TcpFields::Ack, {}, take);
}

void StreamPackets::unanswered(const Take &take)
{
    send(opener(), TcpFields::Syn, {}, take);
}

} // namespace netcore
