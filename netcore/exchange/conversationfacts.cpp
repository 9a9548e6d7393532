#include "netcore/exchange/conversationfacts.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <set>
#include <utility>

namespace netcore {

namespace {

constexpr quint64 recordsBetweenQuestions = 8192;

Carrier carrierOf(const QString &transport)
{
    if (transport == QLatin1String("udp"))
        return Carrier::Udp;
    return transport == QLatin1String("unix") ? Carrier::Unix : Carrier::Tcp;
}

bool describesConnection(RecordKind kind)
{
    return kind == RecordKind::ConnectionOpened || kind == RecordKind::ConnectionClosed;
}

SocketAddress unixAddress(const QString &text)
{
    const QByteArray name = text.toLocal8Bit();
    const bool fits = !name.isEmpty() && name.size() <= SocketAddress::unixPathLimit;
    return fits ? SocketAddress::unixPath(name) : SocketAddress();
}

/// Gathers the facts of a range in one pass over its headers.
class Gathering
{
public:
    Gathering(const RecordingReader &reader, const ExportRange &range, RangeFacts &facts,
              const ExchangeProgress &progress)
        : m_reader(reader), m_range(range), m_facts(facts), m_progress(progress)
    {
    }

    bool run()
    {
        RangeWalk walk(m_reader, m_range, RangeWalk::Ask::HeadersOnly);
        RowNumber row = 0;
        Record record;
        while (walk.next(row, record)) {
            take(row, record);
            if (walk.done() % recordsBetweenQuestions == 0 && !goesOn(walk.done(), walk.total()))
                return false;
        }
        for (const auto &[connection, notes] : m_waiting)
            m_facts.looseNotes += notes;
        return lookElsewhere(walk.begin());
    }

private:
    bool goesOn(quint64 done, quint64 total) const { return !m_progress || m_progress(done, total); }

    QByteArray payloadOf(const Record &record) const
    {
        QByteArray payload;
        m_reader.readPayload(record, payload);
        return payload;
    }

    void take(RowNumber row, const Record &record)
    {
        describe(record);
        if (record.kind == RecordKind::Note)
            takeNote(record);
        else if (makesPacket(record))
            takePlace(row, record.connection);
    }

    void describe(const Record &record)
    {
        if (record.kind == RecordKind::SessionOpened) {
            const QJsonObject facts = QJsonDocument::fromJson(payloadOf(record)).object();
            const QString spec = facts.value(QLatin1String("spec")).toString();
            const auto session = quint32(facts.value(QLatin1String("session")).toInt());
            m_facts.sessions.insert(session, spec);
            m_missingSessions.erase(session);
        } else if (record.kind == RecordKind::ConnectionClosed ||
                   (record.kind == RecordKind::ConnectionOpened && !m_facts.of(record.connection))) {
            // The closing tells all that the opening did, and addresses that were not known then.
            m_facts.conversations.insert(record.connection, ConversationFacts::fromJson(payloadOf(record)));
        }
    }

    bool makesPacket(const Record &record) const
    {
        if (record.isData() || record.kind != RecordKind::ConnectionOpened)
            return record.isData();
        const ConversationFacts *facts = m_facts.of(record.connection);
        return facts && facts->carrier != Carrier::Udp && !facts->again;
    }

    void takeNote(const Record &record)
    {
        const QString text = QString::fromUtf8(payloadOf(record));
        if (const auto place = m_places.find(record.connection); place != m_places.end())
            m_facts.notes[place->second].append(text);
        else
            m_waiting[record.connection].append(text);
    }

    void takePlace(RowNumber row, ConnectionId connection)
    {
        const bool first = m_places.insert_or_assign(connection, row).second;
        if (const auto waiting = m_waiting.find(connection); first && waiting != m_waiting.end()) {
            m_facts.notes[row] = waiting->second;
            m_waiting.erase(waiting);
        }
    }

    /// Sessions and connections that were opened before the range, that a ring describes again, or that a
    /// selection leaves out.
    bool lookElsewhere(RowNumber begin)
    {
        for (const auto &[connection, row] : m_places) {
            if (!m_facts.of(connection))
                m_missing.insert(connection);
        }
        for (const ConversationFacts &facts : std::as_const(m_facts.conversations))
            needSession(facts.session);
        const RowNumber first = m_reader.store().firstRow();
        const RowNumber end = m_reader.store().rowCount();
        for (RowNumber row = begin; isMissing() && row > first; --row) {
            if (!look(row - 1))
                return false;
        }
        for (RowNumber row = begin; isMissing() && row < end; ++row) {
            if (!look(row))
                return false;
        }
        return true;
    }

    bool look(RowNumber row)
    {
        if (row % recordsBetweenQuestions == 0 && !goesOn(0, 1))
            return false;
        Record record;
        if (!m_reader.read(row, record))
            return true;
        if (record.kind == RecordKind::SessionOpened) {
            describe(record);
        } else if (describesConnection(record.kind) && m_missing.erase(record.connection) > 0) {
            describe(record);
            needSession(m_facts.conversations[record.connection].session);
        }
        return true;
    }

    void needSession(quint32 session)
    {
        if (!m_facts.sessions.contains(session))
            m_missingSessions.insert(session);
    }
    bool isMissing() const { return !m_missing.empty() || !m_missingSessions.empty(); }

    const RecordingReader &m_reader;
    const ExportRange &m_range;
    RangeFacts &m_facts;
    const ExchangeProgress &m_progress;
    std::map<ConnectionId, RowNumber> m_places;
    std::map<ConnectionId, QList<QString>> m_waiting; // notes before the first such record
    std::set<ConnectionId> m_missing;
    std::set<quint32> m_missingSessions;
};

} // namespace

ConversationFacts ConversationFacts::fromJson(const QByteArray &payload)
{
    const QJsonObject json = QJsonDocument::fromJson(payload).object();
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    ConversationFacts facts;
    facts.session = quint32(json.value(QLatin1String("session")).toInt());
    facts.carrier = carrierOf(text("transport"));
    facts.inbound = json.value(QLatin1String("inbound")).toBool();
    facts.again = json.value(QLatin1String("again")).toBool();
    facts.local = addressFromText(text("local"));
    facts.peer = addressFromText(text("peer"));
    if (facts.carrier == Carrier::Unix) {
        facts.local = unixAddress(text("local"));
        facts.peer = unixAddress(text("peer"));
    }
    facts.ended = text("ended").toLatin1();
    facts.error = text("errno").toLatin1();
    return facts;
}

QByteArray ConversationFacts::toJson() const
{
    constexpr const char *transports[] = {"tcp", "udp", "unix"};
    QJsonObject json{{QStringLiteral("session"), qint64(session)},
                     {QStringLiteral("transport"), QLatin1String(transports[int(carrier)])},
                     {QStringLiteral("inbound"), inbound}};
    const auto insert = [&json](const char *key, const QString &text) {
        if (!text.isEmpty())
            json.insert(QLatin1String(key), text);
    };
    insert("local", local.toString());
    insert("peer", peer.toString());
    insert("ended", QString::fromLatin1(ended));
    insert("errno", QString::fromLatin1(error));
    if (again)
        json.insert(QLatin1String("again"), true);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

const ConversationFacts *RangeFacts::of(ConnectionId connection) const
{
    const auto found = conversations.constFind(connection);
    return found == conversations.constEnd() ? nullptr : &*found;
}

bool gatherFacts(const RecordingReader &reader, const ExportRange &range, RangeFacts &facts,
                 const ExchangeProgress &progress)
{
    return Gathering(reader, range, facts, progress).run();
}

SocketAddress addressFromText(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const bool bracketed = text.startsWith(u'[') && colon > 1 && text[colon - 1] == u']';
    bool isPort = false;
    const quint16 port = text.mid(colon + 1).toUShort(&isPort);
    const QHostAddress host(bracketed ? text.mid(1, colon - 2) : text.left(colon));
    if (colon > 0 && isPort && !host.isNull())
        return SocketAddress(host, port);
    return text.startsWith(u'/') || text.startsWith(u'@') ? unixAddress(text) : SocketAddress();
}

} // namespace netcore
