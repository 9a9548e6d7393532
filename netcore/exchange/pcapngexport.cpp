#include "netcore/exchange/pcapngblocks.h"
#include "netcore/exchange/recordexporter.h"
#include "netcore/exchange/recordwords.h"
#include "netcore/exchange/streampackets.h"

#include <unordered_map>

namespace netcore {

namespace {

/// One connection on its way out.
struct Flow
{
    ConversationFacts facts;
    quint32 interface = 0;
    std::unique_ptr<StreamPackets> stream; // none for UDP
    bool hasData = false;
    bool isOver = false;
    QStringList comments; // for its first packet
};

/// The address of a family in which nothing is known.
SocketAddress unknownAddress(SocketAddress::Family family, quint16 port)
{
    return SocketAddress(
        QHostAddress(family == SocketAddress::Family::IPv6 ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4),
        port);
}

bool isIp(const SocketAddress &address)
{
    return address.family() == SocketAddress::Family::IPv4 || address.family() == SocketAddress::Family::IPv6;
}

/// Addresses of RFC 2544's network (198.18.0.0/15) for an end that has none of its own.
SocketAddress synthesised(quint32 connection, bool opener)
{
    constexpr quint32 network = 0xC6120000;
    constexpr quint32 portsEach = 50'000;
    const quint32 host = network + (opener ? 2 + connection / portsEach % 100'000 : 1);
    return SocketAddress(QHostAddress(host), quint16(opener ? 10'000 + connection % portsEach : 65'001));
}

class PcapngExporter final : public RecordExporter
{
public:
    PcapngExporter(const ExportContext &context, OutputBuffer &out) : m_context(context), m_blocks(out) {}

    void begin() override
    {
        QStringList comments{QString::fromLatin1(ourSectionComment)};
        comments += m_context.facts.looseNotes;
        m_blocks.section(comments);
    }

    void take(const ExportedRecord &record) override
    {
        m_at = m_context.startedAt + record.record.time;
        m_record = &record;
        m_comments.clear();
        if (const auto notes = m_context.facts.notes.find(record.row); notes != m_context.facts.notes.end())
            m_comments = notes->second;
        switch (record.record.kind) {
        case RecordKind::Chunk:
        case RecordKind::Datagram: takeData(record); break;
        case RecordKind::ConnectionOpened: takeOpening(record); break;
        case RecordKind::ConnectionClosed: takeClosing(record); break;
        default: break;
        }
        m_unplaced += m_comments;
    }

    void finish() override
    {
        if (!m_unplaced.isEmpty() && !m_interfaces.empty())
            m_blocks.statistics(0, m_at, m_unplaced);
    }

private:
    Flow &flowOf(ConnectionId connection);
    void chooseEnds(Flow &flow, quint32 connection);
    quint32 interfaceOf(quint32 session);
    void takeData(const ExportedRecord &record);
    void takeOpening(const ExportedRecord &record);
    void takeClosing(const ExportedRecord &record);
    void closeStream(Flow &flow, const ConversationFacts &end);
    void failStream(Flow &flow, const ConversationFacts &end);
    void datagram(const Flow &flow, Direction direction, QByteArrayView payload);
    void packet(const Flow &flow, Direction direction, QByteArrayView headers, QByteArrayView payload);
    void tellPlace(const Flow &flow, QByteArrayView headers, QByteArrayView payload);
    StreamPackets::Take into(Flow &flow)
    {
        return [this, &flow](Direction direction, const PacketHeaders &headers, QByteArrayView payload) {
            packet(flow, direction, headers.bytes(), payload);
        };
    }

    const ExportContext &m_context;
    PcapngBlocks m_blocks;
    std::unordered_map<ConnectionId, Flow> m_flows;
    std::unordered_map<quint32, quint32> m_interfaces; // by session
    WallNs m_at = 0;
    const ExportedRecord *m_record = nullptr; // the one being taken
    QStringList m_comments;                   // for the next packet
    QStringList m_unplaced;                   // of records that made no packet
};

quint32 PcapngExporter::interfaceOf(quint32 session)
{
    const auto known = m_interfaces.find(session);
    if (known != m_interfaces.end())
        return known->second;
    const QString spec = m_context.facts.sessions.value(session);
    const QString name = spec.isEmpty() ? QStringLiteral("session %1").arg(session) : spec;
    const QString description =
        QStringLiteral("Session %1 of a Socketarium recording, headers synthesised").arg(session);
    return m_interfaces.emplace(session, m_blocks.interface(name, description)).first->second;
}

/// Both ends get addresses of one IP family; a comment says which ones are not their own.
void PcapngExporter::chooseEnds(Flow &flow, quint32 connection)
{
    ConversationFacts &facts = flow.facts;
    if (facts.carrier == Carrier::Unix || (!isIp(facts.local) && !isIp(facts.peer))) {
        const QString where = facts.local.isNull() ? facts.peer.toString() : facts.local.toString();
        facts.local = synthesised(connection, !facts.inbound);
        facts.peer = synthesised(connection, facts.inbound);
        const QString what = facts.carrier == Carrier::Unix
                                 ? QStringLiteral("Unix socket %1: the addresses are synthesised").arg(where)
                                 : QStringLiteral("The addresses are not recorded: these are synthesised");
        flow.comments.append(what);
    } else if (facts.local.family() != facts.peer.family()) {
        SocketAddress &unknown = !isIp(facts.peer) ? facts.peer : facts.local;
        const SocketAddress &known = !isIp(facts.peer) ? facts.local : facts.peer;
        unknown = unknownAddress(known.family(), unknown.port());
    }
}

Flow &PcapngExporter::flowOf(ConnectionId connection)
{
    const auto [place, isNew] = m_flows.try_emplace(connection);
    Flow &flow = place->second;
    if (!isNew)
        return flow;
    if (const ConversationFacts *facts = m_context.facts.of(connection))
        flow.facts = *facts;
    chooseEnds(flow, quint32(connection));
    flow.interface = interfaceOf(flow.facts.session);
    if (flow.facts.carrier != Carrier::Udp)
        flow.stream = std::make_unique<StreamPackets>(flow.facts.local, flow.facts.peer, flow.facts.inbound,
                                                      quint32(connection));
    return flow;
}

void PcapngExporter::packet(const Flow &flow, Direction direction, QByteArrayView headers,
                            QByteArrayView payload)
{
    m_blocks.packet(flow.interface, m_at, direction, headers, payload, m_comments);
    m_comments.clear();
    if (m_context.places)
        tellPlace(flow, headers, payload);
}

void PcapngExporter::tellPlace(const Flow &flow, QByteArrayView headers, QByteArrayView payload)
{
    PacketPlace place;
    place.row = m_record->row;
    place.isUdp = !flow.stream;
    place.isData = place.isUdp || !payload.isEmpty();
    place.from = payload.isEmpty() ? 0 : quint32(payload.data() - m_record->payload.data());
    place.length = quint32(payload.size());
    place.headers = quint32(headers.size());
    m_context.places->push_back(place);
}

void PcapngExporter::datagram(const Flow &flow, Direction direction, QByteArrayView payload)
{
    const bool out = direction == Direction::Out;
    const PacketEnds ends = out ? PacketEnds{flow.facts.local, flow.facts.peer, true}
                                : PacketEnds{flow.facts.peer, flow.facts.local, false};
    const PacketHeaders headers = PacketHeaders::udp(ends, payload);
    packet(flow, direction, headers.bytes(), payload);
}

void PcapngExporter::takeData(const ExportedRecord &record)
{
    Flow &flow = flowOf(record.record.connection);
    m_comments = std::exchange(flow.comments, {}) + m_comments;
    if (record.record.flags & Record::Truncated)
        m_comments.append(QStringLiteral("The kernel cut this datagram: its end was not received"));
    flow.hasData = true;
    if (flow.stream)
        flow.stream->data(record.record.direction, record.payload, into(flow));
    else
        datagram(flow, record.record.direction, record.payload);
}

void PcapngExporter::takeOpening(const ExportedRecord &record)
{
    const ConversationFacts facts = ConversationFacts::fromJson(record.payload.toByteArray());
    Flow &flow = flowOf(record.record.connection);
    const bool isReal = !facts.again && !facts.local.isNull();
    if (!flow.stream || flow.stream->isBegun() || !isReal)
        return;
    const ConversationFacts *end = m_context.facts.of(record.record.connection);
    if (end && end->ended == "failed" && !end->inbound)
        return; // it never came to be: the closing says how
    m_comments = std::exchange(flow.comments, {}) + m_comments;
    flow.stream->open(into(flow));
}

void PcapngExporter::takeClosing(const ExportedRecord &record)
{
    const ConversationFacts end = ConversationFacts::fromJson(record.payload.toByteArray());
    Flow &flow = flowOf(record.record.connection);
    if (!flow.stream || flow.isOver)
        return;
    flow.isOver = true;
    m_comments = std::exchange(flow.comments, {}) + m_comments;
    if (!flow.stream->isBegun())
        failStream(flow, end);
    else
        closeStream(flow, end);
}

void PcapngExporter::closeStream(Flow &flow, const ConversationFacts &end)
{
    const auto take = into(flow);
    if (end.ended == "reset-by-peer")
        flow.stream->reset(Direction::In, take);
    else if (end.ended == "reset-by-us")
        flow.stream->reset(Direction::Out, take);
    else if (end.ended == "fin-by-peer")
        flow.stream->finish(Direction::In, true, take);
    else if (end.ended == "closed-by-us")
        flow.stream->finish(Direction::Out, true, take);
    else if (end.ended != "failed") // closed with its session, or over the listener's limit
        flow.stream->finish(Direction::Out, false, take);
}

/// A connection without a packet so far: only a failure to open has something to show.
void PcapngExporter::failStream(Flow &flow, const ConversationFacts &end)
{
    if (end.ended != "failed" || end.carrier != Carrier::Tcp)
        return;
    if (end.error == "ECONNREFUSED")
        flow.stream->refusedByPeer(into(flow));
    else if (end.error == "ETIMEDOUT")
        flow.stream->unanswered(into(flow));
}

} // namespace

std::unique_ptr<RecordExporter> makePcapngExporter(const ExportContext &context, OutputBuffer &out)
{
    return std::make_unique<PcapngExporter>(context, out);
}

} // namespace netcore
