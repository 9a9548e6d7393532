#include "netcore/session/engine.h"

#include "netcore/recording/recordingstore.h"
#include "netcore/session/connection.h"
#include "netcore/session/session.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QDir>
#include <QtCore/QThread>

namespace netcore {

namespace {

constexpr int flushMs = 33;
constexpr int tickMs = 250;
constexpr int resumeTicks = 4;
constexpr int sessionTicks = 4; // a look at a listener costs more than one at a connection
constexpr SteadyNs commitEvery = 1'000'000;

} // namespace

Result<std::unique_ptr<Engine>> Engine::create(const EngineOptions &options)
{
    static const SystemClock clock;
    std::unique_ptr<QTemporaryDir> ownDirectory;
    RecordingOptions recording = options.recording;
    if (recording.directory.isEmpty()) {
        ownDirectory =
            std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/socketarium-XXXXXX"));
        if (!ownDirectory->isValid())
            return refused(NetError::of(ErrorKind::InputOutput, "mkdtemp",
                                        NETCORE_REASON("no temporary directory for the recording")));
        recording.directory = ownDirectory->path() + QStringLiteral("/recording");
    }
    Result<std::unique_ptr<RecordingWriter>> writer = RecordingWriter::create(recording, clock);
    if (!writer)
        return refused(writer.error());
    std::unique_ptr<Poller> poller;
    if (options.plainPoller) {
        poller = makePlainPoller();
    } else {
        Result<std::unique_ptr<Poller>> epoll = makeEpollPoller();
        if (!epoll)
            return refused(epoll.error());
        poller = std::move(*epoll);
    }
    std::unique_ptr<Engine> engine(new Engine(options, std::move(*writer), std::move(poller)));
    engine->m_ownDirectory = std::move(ownDirectory);
    return engine;
}

Engine::Engine(const EngineOptions &options, std::unique_ptr<RecordingWriter> writer,
               std::unique_ptr<Poller> poller)
    : m_options(options)
    , m_writer(std::move(writer))
    , m_poller(std::move(poller))
    , m_commitDue(*m_poller, [this] { commitNow(); })
    , m_journal(*m_writer, m_clock)
    , m_calls(m_clock, &m_journal)
{
    m_recording.atBound = options.recording.atBound;
    m_recording.maxBytes = options.recording.maxBytes;
    m_poller->setTurnEnded([this] { commitSoon(); });
    connect(QAbstractEventDispatcher::instance(thread()), &QAbstractEventDispatcher::aboutToBlock, this,
            [this] { commitSoon(); });
    m_flush.setSingleShot(true);
    m_flush.setInterval(flushMs);
    connect(&m_flush, &QTimer::timeout, this, &Engine::flush);
    connect(&m_tick, &QTimer::timeout, this, &Engine::tick);
    m_tick.start(tickMs);
    wantFlush();
}

Engine::~Engine()
{
    for (const auto &[id, session] : m_sessions)
        session->close();
    // What still waits to be sent is given up here, and its connections are recorded as ended all the same.
    for (const auto &[id, connection] : m_connections)
        connection->abandon();
    m_connections.clear();
    m_sessions.clear();
    m_writer->commit();
}

void Engine::commitNow()
{
    m_committedAt = m_clock.steadyNow();
    m_commitDue.stop();
    m_writer->commit();
}

/// Two writes for each turn would be the largest part of what a small record costs.
void Engine::commitSoon()
{
    if (!m_writer->hasUncommitted() || m_commitDue.isRunning())
        return;
    const SteadyNs since = m_clock.steadyNow() - m_committedAt;
    if (since >= commitEvery || !m_commitDue.start(commitEvery - since))
        commitNow();
}

ConnectionId Engine::newConnectionId()
{
    return ConnectionId(++m_lastConnection);
}

Connection &Engine::keep(std::unique_ptr<Connection> connection)
{
    Connection &kept = *connection;
    m_connections.emplace(kept.id(), std::move(connection));
    kept.session().connectionKept(kept);
    connectionChanged(kept);
    return kept;
}

void Engine::connectionChanged(Connection &connection)
{
    if (connection.id() == m_lastChanged)
        return;
    m_lastChanged = connection.id();
    m_dirtyConnections.insert(connection.id());
    m_moving.insert(connection.id());
    wantFlush();
}

void Engine::connectionEnded(Connection &connection)
{
    m_ended.emplace_back(connection.session().id(), connection.id());
    connectionChanged(connection);
}

void Engine::sessionChanged(Session &session)
{
    m_dirtySessions.insert(session.id());
    wantFlush();
}

void Engine::tellFailure(const Failure &failure)
{
    Q_EMIT failed(failure);
}

void Engine::tellOutcome(const SendOutcome &outcome)
{
    Q_EMIT sendFinished(outcome);
}

bool Engine::answersItself(const SocketAddress &peer) const
{
    for (const auto &[id, session] : m_sessions) {
        if (session->responder() && session->hasLocal(peer))
            return true;
    }
    return false;
}

Session *Engine::session(SessionId id) const
{
    Q_ASSERT(QThread::currentThread() == thread());
    const auto found = m_sessions.find(id);
    return found != m_sessions.end() ? found->second.get() : nullptr;
}

Connection *Engine::connection(ConnectionId id) const
{
    Q_ASSERT(QThread::currentThread() == thread());
    const auto found = m_connections.find(id);
    return found != m_connections.end() && found->second->isLive() ? found->second.get() : nullptr;
}

void Engine::wantFlush()
{
    if (!m_flush.isActive())
        m_flush.start();
}

void Engine::flush()
{
    updateRecordingState();
    EngineDelta delta = std::exchange(m_next, {});
    for (const SessionId id : m_dirtySessions) {
        if (const Session *changedSession = session(id))
            delta.sessions.append(changedSession->snapshot());
    }
    for (const ConnectionId id : m_dirtyConnections) {
        const auto found = m_connections.find(id);
        if (found == m_connections.end())
            continue;
        found->second->updateRates();
        delta.connections.append(found->second->snapshot());
        if (!found->second->isLive())
            m_connections.erase(found);
    }
    m_dirtySessions.clear();
    m_dirtyConnections.clear();
    m_lastChanged = ConnectionId::None;
    trimEnded();
    delta.removedConnections += std::exchange(m_next.removedConnections, {});
    delta.recording = m_recording;
    m_recordingChanged = false;
    commitNow(); // whoever sees the delta can read the rows
    Q_EMIT changed(delta);
}

void Engine::trimEnded()
{
    while (m_ended.size() > size_t(m_options.endedConnectionsKept)) {
        forget(m_ended.front().second);
        m_ended.pop_front();
    }
}

void Engine::forget(ConnectionId id)
{
    m_lastChanged = ConnectionId::None;
    m_dirtyConnections.erase(id);
    m_moving.erase(id);
    m_observed.erase(id);
    m_connections.erase(id);
    m_next.removedConnections.append(id);
    wantFlush();
}

void Engine::tick()
{
    ++m_ticks;
    for (const auto &[id, session] : m_sessions)
        session->tick();
    for (auto it = m_moving.begin(); it != m_moving.end();) {
        const auto found = m_connections.find(*it);
        if (found == m_connections.end()) {
            it = m_moving.erase(it);
            continue;
        }
        if (ResponderFeed *feed = found->second->feed())
            feed->resume();
        const bool busy = found->second->updateRates() || found->second->isAnswering();
        it = busy ? std::next(it) : m_moving.erase(it);
    }
    m_lastChanged = ConnectionId::None;
    sampleKernel();
    if (m_ticks % sessionTicks == 0)
        sampleSessions();
    resumeIfThereIsRoom();
    describeAgain();
    updateRecordingState();
    if (m_recordingChanged)
        wantFlush();
}

void Engine::sampleKernel()
{
    for (const ConnectionId id : m_observed) {
        if (Connection *seen = connection(id))
            seen->sample(true);
    }
    for (const auto &[id, live] : m_connections) {
        if (live->isLive() && live->snapshot().writeClosed)
            live->sample(false);
    }
}

void Engine::sampleSessions()
{
    for (const SessionId id : m_observedSessions) {
        if (Session *seen = session(id))
            seen->sample();
    }
}

/// Once the descriptions are in the older half of a ring that overwrites, they are written again.
void Engine::describeAgain()
{
    const std::shared_ptr<const RecordingStore> store = m_writer->store();
    const RowNumber first = store->firstRow();
    const RowNumber end = store->rowCount();
    if (first == 0 || m_describedFrom >= first + (end - first) / 2)
        return;
    m_describedFrom = end;
    for (const auto &[id, live] : m_sessions)
        live->describe();
    for (const auto &[id, live] : m_connections)
        live->describeAgain();
}

/// What the disk refused it may take again; a bound only the user moves.
void Engine::resumeIfThereIsRoom()
{
    const RecordingState state = m_writer->state();
    const bool disk = state == RecordingState::StoppedNoSpace || state == RecordingState::StoppedError;
    if (disk && m_ticks % resumeTicks == 0)
        m_writer->tryResume();
}

/// So that whoever reads the recording later sees that something is missing here.
void Engine::tellGap()
{
    const quint64 dropped = m_writer->droppedRecords();
    m_journal.notice(ConnectionId::None, QLatin1String("recording-gap"),
                     {{QLatin1String("records"), qint64(dropped - m_droppedTold)},
                      {QLatin1String("errno"), QLatin1String(errnoName(m_recording.error.sysErrno))}},
                     Record::Refusal);
    m_droppedTold = dropped;
}

void Engine::updateRecordingState()
{
    if (m_writer->state() == RecordingState::Recording && m_recording.state != RecordingState::Recording)
        tellGap();
    RecordingSnapshot now = m_recording;
    now.state = m_writer->state();
    now.error = m_writer->error();
    now.droppedRecords = m_writer->droppedRecords();
    m_recordingChanged = m_recordingChanged || now.state != m_recording.state ||
                         now.droppedRecords != m_recording.droppedRecords;
    m_recording = now;
}

} // namespace netcore
