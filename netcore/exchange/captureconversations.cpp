#include "netcore/exchange/captureconversations.h"

#include "netcore/exchange/packetheaders.h"
#include "netcore/exchange/streamassembly.h"

#include <algorithm>
#include <vector>

namespace netcore {

namespace {

constexpr std::size_t mostConversations = 262'144;

/// Who opened the conversation, as far as its first packet tells.
bool fromOpener(const DecodedPacket &packet)
{
    if (packet.carrier == Carrier::Tcp && packet.flags & TcpFields::Syn)
        return !(packet.flags & TcpFields::Ack);
    // In the middle: services have the lower port.
    return packet.carrier == Carrier::Udp || packet.from.port >= packet.to.port;
}

} // namespace

struct CaptureConversations::Waiting
{
    StreamAssembly::Budget budget;
};

struct CaptureConversations::Conversation
{
    ConnectionId id = ConnectionId::None;
    ConversationFacts facts;
    PacketEnd local;
    std::array<std::unique_ptr<StreamAssembly>, 2> sides; // TCP: by direction, In first
    std::optional<quint32> opened;                        // the number of its first SYN
    Direction firstFin = Direction::None;
    bool isOver = false;

    StreamAssembly &side(Direction direction) { return *sides[direction == Direction::Out]; }
};

std::size_t CaptureConversations::KeyHash::operator()(const Key &key) const
{
    const auto bytes = [](const PacketEnd &end) {
        return QByteArrayView(reinterpret_cast<const char *>(end.address.data()), 16);
    };
    return qHashMulti(0, bytes(key.low), key.low.port, bytes(key.high), key.high.port, int(key.carrier));
}

CaptureConversations::CaptureConversations(CaptureSink &sink)
    : m_sink(sink), m_waiting(std::make_unique<Waiting>())
{
}

CaptureConversations::~CaptureConversations()
{
    m_open.clear();
}

CaptureConversations::Conversation &CaptureConversations::begin(const Key &key, const DecodedPacket &packet)
{
    if (m_open.size() >= mostConversations)
        letOldestGo();
    auto made = std::make_unique<Conversation>();
    Conversation &c = *made;
    c.id = ConnectionId(++m_last);
    const bool opening = fromOpener(packet);
    const bool isOutbound = packet.outbound.value_or(opening);
    const PacketEnd &peer = isOutbound ? packet.to : packet.from;
    c.local = isOutbound ? packet.from : packet.to;
    c.facts.session = 1;
    c.facts.carrier = packet.carrier;
    c.facts.inbound = isOutbound != opening;
    c.facts.again = packet.carrier == Carrier::Tcp && !(packet.flags & TcpFields::Syn);
    c.facts.local = c.local.toSocketAddress();
    c.facts.peer = peer.toSocketAddress();
    if (packet.carrier == Carrier::Tcp) {
        for (const Direction direction : {Direction::In, Direction::Out}) {
            StreamAssembly::Output output;
            output.bytes = [this, &c, direction](QByteArrayView bytes) {
                m_sink.data(c.id, c.facts, direction, bytes, false, m_at);
            };
            output.missing = [this, &c, direction](quint64 bytes) {
                m_sink.missing(c.id, direction, bytes, m_at);
            };
            c.sides[direction == Direction::Out] =
                std::make_unique<StreamAssembly>(m_waiting->budget, std::move(output));
        }
    }
    m_open.insert_or_assign(key, std::move(made));
    m_byAge.emplace_back(key, m_last);
    m_sink.opened(c.id, c.facts, m_at);
    return c;
}

CaptureConversations::Conversation &CaptureConversations::conversationOf(const DecodedPacket &packet)
{
    const auto [low, high] = std::minmax(packet.from, packet.to);
    const Key key{low, high, packet.carrier};
    const auto known = m_open.find(key);
    if (known == m_open.end())
        return begin(key, packet);
    Conversation &c = *known->second;
    const bool isFirstSyn =
        packet.carrier == Carrier::Tcp && packet.flags & TcpFields::Syn && !(packet.flags & TcpFields::Ack);
    if (!isFirstSyn || c.opened == packet.sequence || (!c.opened && !c.isOver && !c.facts.again))
        return c;
    if (!c.isOver)
        close(c, "");
    return begin(key, packet);
}

ConnectionId CaptureConversations::take(const DecodedPacket &packet)
{
    m_at = packet.at;
    Conversation &c = conversationOf(packet);
    if (packet.carrier == Carrier::Tcp) {
        takeSegment(c, packet);
        return c.id;
    }
    const Direction direction = packet.from == c.local ? Direction::Out : Direction::In;
    m_sink.data(c.id, c.facts, direction, packet.payload, packet.cut > 0, m_at);
    return c.id;
}

void CaptureConversations::takeSegment(Conversation &c, const DecodedPacket &packet)
{
    // Both ends are the same in a connection with itself: then all is outbound.
    const Direction direction = packet.from == c.local ? Direction::Out : Direction::In;
    const bool syn = packet.flags & TcpFields::Syn;
    StreamAssembly &from = c.side(direction);
    StreamAssembly &to = c.side(opposite(direction));
    const quint32 first = packet.sequence + (syn ? 1 : 0);
    if (syn && !(packet.flags & TcpFields::Ack))
        c.opened = packet.sequence;
    if (!from.isBegun() && !(packet.flags & TcpFields::Rst))
        from.begin(first);
    if (!packet.payload.isEmpty() || packet.cut > 0) {
        if (from.isBegun() && !c.isOver)
            from.add(first, packet.payload, packet.cut);
    }
    if (packet.flags & TcpFields::Ack && to.isBegun() && !c.isOver)
        to.acknowledged(packet.acknowledged);
    if (packet.flags & TcpFields::Rst && !c.isOver)
        close(c, direction == Direction::In ? "reset-by-peer" : "reset-by-us");
    if (packet.flags & TcpFields::Fin) {
        from.finishedAt(first + quint32(packet.payload.size()) + quint32(packet.cut));
        c.firstFin = c.firstFin == Direction::None ? direction : c.firstFin;
    }
    closeIfComplete(c);
}

void CaptureConversations::closeIfComplete(Conversation &c)
{
    if (c.firstFin == Direction::None || c.isOver)
        return;
    if (c.side(Direction::In).isComplete() && c.side(Direction::Out).isComplete())
        close(c, c.firstFin == Direction::In ? "fin-by-peer" : "closed-by-us");
}

/// `how` is empty where the capture does not tell of an end.
void CaptureConversations::close(Conversation &c, const char *how)
{
    for (const auto &side : c.sides) {
        if (side)
            side->flush();
    }
    c.isOver = true;
    c.facts.ended = how;
    if (*how != '\0')
        m_sink.closed(c.id, c.facts, m_at);
}

void CaptureConversations::letOldestGo()
{
    while (!m_byAge.empty()) {
        const auto [key, number] = m_byAge.front();
        m_byAge.pop_front();
        const auto found = m_open.find(key);
        if (found == m_open.end() || quint32(found->second->id) != number)
            continue; // another one has taken its place
        if (!found->second->isOver)
            close(*found->second, "");
        m_open.erase(found);
        return;
    }
}

void CaptureConversations::finish()
{
    std::vector<Conversation *> open;
    for (const auto &[key, conversation] : m_open) {
        if (!conversation->isOver)
            open.push_back(conversation.get());
    }
    std::sort(open.begin(), open.end(), [](const auto *a, const auto *b) { return a->id < b->id; });
    for (Conversation *c : open) {
        for (const auto &side : c->sides) {
            if (side)
                side->flush();
        }
        closeIfComplete(*c);
        if (!c->isOver)
            close(*c, "");
    }
}

} // namespace netcore
