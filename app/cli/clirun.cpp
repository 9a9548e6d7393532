#include "app/cli/clirun.h"

#include "netcore/automation/responderfactory.h"
#include "widgets/models/plaintext.h"

namespace app {

using netcore::ConnectionSnapshot;
using netcore::ConnectionState;
using netcore::EndReason;
using netcore::NetError;
using netcore::SessionSnapshot;
using netcore::SessionState;

namespace {

constexpr std::chrono::seconds closingPatience(3);

bool isConnected(const ConnectionSnapshot &connection)
{
    return connection.state != ConnectionState::Resolving && connection.state != ConnectionState::SynSent &&
           connection.state != ConnectionState::Closed && connection.state != ConnectionState::Listen;
}

/// A short connection may be over before we hear of it the first time.
bool wasConnected(const ConnectionSnapshot &connection)
{
    return connection.ended != EndReason::None && (connection.inbound || !connection.local.isNull());
}

} // namespace

CliRun::CliRun(const CliOptions &options, Output &output) : m_options(options), m_output(output)
{
    m_limit.setSingleShot(true);
    m_closing.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { finish(ExitCode::Success); });
    connect(&m_closing, &QTimer::timeout, this, &CliRun::end);
}

CliRun::~CliRun() = default;

void CliRun::start()
{
    if (!m_options.framing.isEmpty()) {
        if (const auto framer = netcore::makeFramer(m_options.framing); !framer)
            return refuse(framer.error(), m_options.framing);
    }
    netcore::EngineOptions engineOptions;
    engineOptions.makeResponder = netcore::makeResponder;
    m_options.bound.applyTo(engineOptions.recording);
    auto engine = netcore::EngineHandle::create(engineOptions);
    if (!engine)
        return refuse(engine.error(), QStringLiteral("the recording"));
    m_engine = std::move(*engine);
    m_feed = std::make_unique<RecordFeed>(m_engine->recording(), m_options.framing);
    connect(m_engine.get(), &netcore::EngineHandle::changed, this, &CliRun::take);
    connect(m_engine.get(), &netcore::EngineHandle::failed, this,
            [this](const netcore::Failure &failure) { tell(failureTold(failure)); });
    if (m_options.duration)
        m_limit.start(*m_options.duration);
    open();
}

void CliRun::refuse(const NetError &error, const QString &where)
{
    tell(problemTold(error, where));
    finish(exitCodeOf(error.kind));
}

void CliRun::finish(ExitCode code)
{
    if (m_code)
        return;
    m_code = code;
    m_closing.start(m_engine ? closingPatience : std::chrono::seconds(0));
    for (const auto &[id, session] : m_sessions)
        m_engine->closeSession(id);
    if (m_engine && everythingClosed())
        m_closing.start(0);
}

QList<ConnectionSnapshot> CliRun::connections() const
{
    QList<ConnectionSnapshot> list;
    for (const auto &[id, connection] : m_connections)
        list.append(connection);
    return list;
}

void CliRun::take(const netcore::EngineDelta &delta)
{
    for (const SessionSnapshot &session : delta.sessions)
        takeSession(session);
    if (std::exchange(m_recordingState, delta.recording.state) != delta.recording.state)
        tell(recordingTold(delta.recording));
    drain();
    for (const ConnectionSnapshot &connection : delta.connections)
        takeConnection(connection);
    if (m_output.isBroken())
        finish(ExitCode::Success);
    if (m_code && everythingClosed())
        m_closing.start(0);
}

void CliRun::takeSession(const SessionSnapshot &session)
{
    const auto known = m_sessions.find(session.id);
    const bool isNews = known == m_sessions.end() || known->second.state != session.state;
    const bool toldOfCookies = known != m_sessions.end() && known->second.listener.answersWithCookies;
    m_sessions.insert_or_assign(session.id, session);
    const bool isReady = session.state == SessionState::Listening || session.state == SessionState::Open;
    if (isNews && isReady)
        tell(sessionReady(session));
    if (session.spec.isListener())
        takeListener(session, isNews, toldOfCookies);
    if (isNews && (isReady || isOver(session))) {
        if (const QString tries = attemptsLine(session.attempts); !tries.isEmpty())
            tell({{{QStringLiteral("event"), QStringLiteral("attempts")}, {QStringLiteral("tried"), tries}},
                  tries});
    }
    sessionChanged(session);
}

void CliRun::takeListener(const SessionSnapshot &session, bool isNews, bool toldBefore)
{
    if (session.listener.answersWithCookies && !toldBefore)
        tell(cookiesTold(session));
    if (!isNews)
        return;
    QList<netcore::SessionId> listening;
    for (const auto &[id, known] : m_sessions) {
        if (known.state == SessionState::Listening)
            listening.append(id);
    }
    m_engine->observe({}, listening);
}

void CliRun::takeConnection(const ConnectionSnapshot &connection)
{
    const auto known = m_connections.find(connection.id);
    const bool wasOver = known != m_connections.end() && known->second.ended != EndReason::None;
    m_connections.insert_or_assign(connection.id, connection);
    if ((isConnected(connection) || wasConnected(connection)) && m_opened.insert(connection.id).second) {
        tell(app::connectionOpened(connection));
        if (connection.ended == EndReason::None)
            connectionOpened(connection);
    }
    if (connection.ended == EndReason::None) {
        connectionChanged(connection);
    } else if (!wasOver) {
        if (m_opened.contains(connection.id))
            tell(app::connectionEnded(connection));
        connectionEnded(connection);
    }
}

void CliRun::drain()
{
    m_feed->drain([this](const netcore::Record &record, const Piece &piece) { takePiece(record, piece); });
}

void CliRun::takePiece(const netcore::Record &record, const Piece &piece)
{
    if (m_output.isBroken() || (!record.isData() && qstrcmp(piece.kind, "frame") != 0))
        return;
    const bool isIn = piece.direction == netcore::Direction::In;
    if (m_options.count && m_received >= m_options.count && isIn)
        return;
    m_output.piece(piece);
    if (!isIn)
        return;
    ++m_received;
    received(piece);
    if (m_options.count && m_received == m_options.count)
        finish(ExitCode::Success);
}

bool CliRun::everythingClosed() const
{
    return std::all_of(m_sessions.begin(), m_sessions.end(),
                       [](const auto &entry) { return isOver(entry.second); }) &&
           std::all_of(m_connections.begin(), m_connections.end(),
                       [](const auto &entry) { return entry.second.ended != EndReason::None; });
}

void CliRun::end()
{
    if (m_ended)
        return;
    m_ended = true;
    if (m_engine) {
        drain();
        m_feed->finish(
            [this](const netcore::Record &record, const Piece &piece) { takePiece(record, piece); });
        if (m_feed->lost() > 0) {
            const QString sentence =
                QStringLiteral("%1 records were overwritten before they could be printed")
                    .arg(m_feed->lost());
            tell({{{QStringLiteral("event"), QStringLiteral("lost")},
                   {QStringLiteral("records"), qint64(m_feed->lost())}},
                  sentence});
        }
        summary();
        saveRecording();
    }
    Q_EMIT finished(int(*m_code));
}

void CliRun::saveRecording()
{
    if (m_options.recordTo.isEmpty())
        return;
    const auto saved =
        m_engine->recording()->saveAs(m_options.recordTo, [](quint64, quint64) { return true; });
    if (!saved) {
        tell(problemTold(saved.error(), m_options.recordTo));
        m_code = ExitCode::File;
        return;
    }
    tell({{{QStringLiteral("event"), QStringLiteral("saved")}, {QStringLiteral("file"), m_options.recordTo}},
          QStringLiteral("recording saved: %1").arg(models::plain(m_options.recordTo))});
}

} // namespace app
