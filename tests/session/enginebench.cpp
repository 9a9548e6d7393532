#include "tests/session/enginebench.h"

#include <algorithm>

using namespace netcore;

EngineBench::EngineBench(bool plainPoller, EngineOptions options)
{
    options.plainPoller = plainPoller;
    options.makeResponder = makeResponder;
    if (options.recording.maxBytes == RecordingOptions{}.maxBytes) {
        options.recording.maxBytes = 64u << 20;
        options.recording.payloadSegmentBytes = 16u << 20;
        options.recording.indexSegmentRows = 1u << 14;
    }
    Result<std::unique_ptr<EngineHandle>> made = EngineHandle::create(options);
    if (!made)
        qFatal("no engine: %s %s", errnoName(made.error().sysErrno).constData(), made.error().reason);
    m_engine = std::move(*made);
    m_recording = m_engine->recording();
    connect(m_engine.get(), &EngineHandle::changed, this, &EngineBench::take);
    connect(m_engine.get(), &EngineHandle::failed, this,
            [this](const Failure &failure) { failures << failure; });
    connect(m_engine.get(), &EngineHandle::sendFinished, this,
            [this](const SendOutcome &outcome) { outcomes << outcome; });
}

void EngineBench::take(const EngineDelta &delta)
{
    for (const SessionSnapshot &session : delta.sessions) {
        m_sessions.insert(session.id, session);
        sessionHistory << session;
    }
    for (const ConnectionSnapshot &connection : delta.connections)
        m_connections.insert(connection.id, connection);
    for (const SessionId id : delta.removedSessions)
        m_sessions.remove(id);
    for (const ConnectionId id : delta.removedConnections)
        m_connections.remove(id);
    removed << delta.removedConnections;
    recordingState = delta.recording;
}

SessionId EngineBench::open(const QString &spec, const QString &responder, const QString &framing)
{
    SessionRequest request;
    const Result<EndpointSpec> parsed = EndpointSpec::parse(spec);
    if (!parsed)
        qFatal("%s: %s", qPrintable(spec), parsed.error().reason);
    request.spec = *parsed;
    request.responder = responder;
    request.framing = framing;
    return m_engine->open(request);
}

QString EngineBench::specOf(SessionId listener, qsizetype local) const
{
    const SessionSnapshot snapshot = session(listener);
    switch (snapshot.spec.scheme) {
    case Scheme::UnixListen: return QStringLiteral("unix://") + snapshot.spec.unixName;
    case Scheme::UdpListen: return QStringLiteral("udp://") + snapshot.locals.value(local).toString();
    default: return QStringLiteral("tcp://") + snapshot.locals.value(local).toString();
    }
}

QList<ConnectionSnapshot> EngineBench::connectionsOf(SessionId id) const
{
    QList<ConnectionSnapshot> found;
    for (const ConnectionSnapshot &connection : m_connections) {
        if (connection.session == id)
            found << connection;
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return found;
}

QList<ConnectionSnapshot> EngineBench::liveOf(SessionId id) const
{
    QList<ConnectionSnapshot> live = connectionsOf(id);
    live.removeIf([](const ConnectionSnapshot &connection) { return connection.ended != EndReason::None; });
    return live;
}

ConnectionSnapshot EngineBench::only(SessionId id) const
{
    return connectionsOf(id).value(0);
}

QByteArray EngineBench::recorded(ConnectionId id, Direction direction) const
{
    const RecordingReader reader(m_recording);
    QByteArray all;
    for (RowNumber row = m_recording->firstRow(); row < m_recording->rowCount(); ++row) {
        Record record;
        QByteArray payload;
        if (reader.read(row, record) && record.isData() && record.connection == id &&
            record.direction == direction && reader.readPayload(record, payload))
            all += payload;
    }
    return all;
}

QList<QByteArray> EngineBench::payloads(RecordKind kind, ConnectionId id) const
{
    const RecordingReader reader(m_recording);
    QList<QByteArray> found;
    for (RowNumber row = m_recording->firstRow(); row < m_recording->rowCount(); ++row) {
        Record record;
        QByteArray payload;
        if (reader.read(row, record) && record.kind == kind &&
            (id == ConnectionId::None || record.connection == id) && reader.readPayload(record, payload))
            found << payload;
    }
    return found;
}

bool EngineBench::hasNotice(const char *what) const
{
    const QByteArray key = QByteArray("\"what\":\"") + what + '"';
    const QList<QByteArray> notices = payloads(RecordKind::Notice);
    return std::any_of(notices.begin(), notices.end(),
                       [&](const QByteArray &notice) { return notice.contains(key); });
}
