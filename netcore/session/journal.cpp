#include "netcore/session/journal.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

namespace netcore {

namespace {

void insertError(QJsonObject &facts, const NetError &error)
{
    if (!error.isError())
        return;
    if (error.sysErrno != 0)
        facts.insert(QLatin1String("errno"), QLatin1String(errnoName(error.sysErrno)));
    if (*error.reason != '\0')
        facts.insert(QLatin1String("reason"), QLatin1String(error.reason));
    facts.insert(QLatin1String("call"), QLatin1String(error.call));
}

QByteArray textOf(const QJsonObject &facts)
{
    return QJsonDocument(facts).toJson(QJsonDocument::Compact);
}

/// Nothing in it that JSON would escape.
bool isPlain(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; });
}

QJsonObject facts(const ConnectionSnapshot &connection)
{
    QJsonObject facts{
        {QLatin1String("session"), int(connection.session)},
        {QLatin1String("transport"), QLatin1String(transportName(connection.transport))},
        {QLatin1String("inbound"), connection.inbound},
    };
    if (!connection.local.isNull())
        facts.insert(QLatin1String("local"), connection.local.toString());
    if (!connection.peer.isNull())
        facts.insert(QLatin1String("peer"), connection.peer.toString());
    return facts;
}

/// What QJsonDocument makes of facts(), put together by hand: that took a third of what an accepted
/// connection costs.
QByteArray openingOf(const ConnectionSnapshot &connection)
{
    const QByteArray local = connection.local.toString().toUtf8();
    const QByteArray peer = connection.peer.toString().toUtf8();
    if (!isPlain(local) || !isPlain(peer))
        return textOf(facts(connection));
    QByteArray text;
    text.reserve(160);
    text.append(connection.inbound ? "{\"inbound\":true" : "{\"inbound\":false");
    if (!local.isEmpty())
        text.append(",\"local\":\"").append(local).append('"');
    if (!peer.isEmpty())
        text.append(",\"peer\":\"").append(peer).append('"');
    text.append(",\"session\":").append(QByteArray::number(int(connection.session)));
    text.append(",\"transport\":\"").append(transportName(connection.transport)).append("\"}");
    return text;
}

} // namespace

Journal::Journal(RecordingWriter &writer, const Clock &clock)
    : m_writer(writer), m_begin(clock.steadyNow() - writer.now())
{
}

void Journal::called(ConnectionId connection, SteadyNs started, const CallRecord &call)
{
    Record head;
    head.time = recordingTime(started);
    head.kind = RecordKind::Call;
    head.flags = call.error != 0 ? Record::Failed : Record::NoFlag;
    head.connection = connection;
    m_writer.append(head, call.encode());
}

void Journal::data(ConnectionId connection, RecordKind kind, Direction direction, SteadyNs at,
                   QByteArrayView payload, quint8 flags)
{
    Record head;
    head.time = recordingTime(at);
    head.kind = kind;
    head.direction = direction;
    head.flags = flags;
    head.connection = connection;
    m_writer.append(head, payload);
}

void Journal::pieces(ConnectionId connection, RecordKind kind, Direction direction, SteadyNs at,
                     QByteArrayView bytes, qsizetype each, quint8 flags)
{
    const qsizetype step = each > 0 ? each : bytes.size();
    do {
        const QByteArrayView piece = bytes.first(std::min(step, bytes.size()));
        data(connection, kind, direction, at, piece, flags);
        bytes = bytes.sliced(piece.size());
    } while (!bytes.isEmpty());
}

void Journal::stateChanged(ConnectionId connection, ConnectionState state)
{
    const char byte = char(state);
    Record head;
    head.time = now();
    head.kind = RecordKind::StateChanged;
    head.connection = connection;
    m_writer.append(head, QByteArrayView(&byte, 1));
}

void Journal::sessionOpened(const SessionSnapshot &session)
{
    write(ConnectionId::None, RecordKind::SessionOpened,
          {{QLatin1String("session"), int(session.id)},
           {QLatin1String("spec"), session.spec.toString()},
           {QLatin1String("name"), session.name}});
}

void Journal::sessionClosed(const SessionSnapshot &session)
{
    QJsonObject facts{{QLatin1String("session"), int(session.id)}};
    insertError(facts, session.error);
    write(ConnectionId::None, RecordKind::SessionClosed, facts);
}

void Journal::connectionOpened(const ConnectionSnapshot &connection, bool again)
{
    if (!again)
        return write(connection.id, RecordKind::ConnectionOpened, openingOf(connection));
    QJsonObject opening = facts(connection);
    opening.insert(QLatin1String("again"), true);
    write(connection.id, RecordKind::ConnectionOpened, opening);
}

void Journal::connectionClosed(const ConnectionSnapshot &connection)
{
    QJsonObject end = facts(connection);
    end.insert(QLatin1String("ended"), QLatin1String(endReasonName(connection.ended)));
    end.insert(QLatin1String("bytesIn"), qint64(connection.bytesIn));
    end.insert(QLatin1String("bytesOut"), qint64(connection.bytesOut));
    insertError(end, connection.error);
    write(connection.id, RecordKind::ConnectionClosed, end);
}

void Journal::notice(ConnectionId connection, QLatin1String what, QJsonObject facts, quint8 flags)
{
    facts.insert(QLatin1String("what"), what);
    write(connection, RecordKind::Notice, facts, flags);
}

void Journal::note(ConnectionId connection, const QString &text)
{
    data(connection, RecordKind::Note, Direction::None, m_begin + now(), text.toUtf8());
}

void Journal::write(ConnectionId connection, RecordKind kind, const QJsonObject &facts, quint8 flags)
{
    write(connection, kind, textOf(facts), flags);
}

void Journal::write(ConnectionId connection, RecordKind kind, const QByteArray &facts, quint8 flags)
{
    Record head;
    head.time = now();
    head.kind = kind;
    head.flags = flags;
    head.connection = connection;
    m_writer.append(head, facts);
}

} // namespace netcore
