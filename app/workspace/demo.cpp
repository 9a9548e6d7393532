#include "app/workspace/demo.h"

#include "app/workspace/examples.h"

#include <algorithm>
#include <utility>

namespace app {

using netcore::ConnectionSnapshot;
using netcore::SessionId;

namespace {

bool isLive(const ConnectionSnapshot &connection)
{
    return connection.ended == netcore::EndReason::None &&
           (connection.state == netcore::ConnectionState::Established ||
            connection.state == netcore::ConnectionState::Open);
}

} // namespace

Workspace demoWorkspace()
{
    return exampleWorkspace(QStringLiteral("demo"));
}

Demo::Demo(netcore::EngineHandle &engine, QObject *parent) : Demo(engine, demoWorkspace(), parent) {}

Demo::Demo(netcore::EngineHandle &engine, Workspace workspace, QObject *parent)
    : QObject(parent), m_engine(engine), m_workspace(std::move(workspace)), m_opener(engine)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { finish(tr("no answer within %n second(s)", nullptr, patienceMs / 1000)); });
    connect(&engine, &netcore::EngineHandle::changed, this, &Demo::take);
    connect(&engine, &netcore::EngineHandle::sendFinished, this, [this](const netcore::SendOutcome &outcome) {
        if (m_running && m_awaited && outcome.id == m_awaited->send && outcome.error.isError())
            finish(QString::fromLatin1(netcore::errnoName(outcome.error.sysErrno)));
    });
    connect(&m_opener, &SessionOpener::refused, this, [this](const QString &name, const QString &sentence) {
        finish(name + QLatin1String(": ") + sentence);
    });
}

void Demo::start()
{
    m_running = true;
    m_patience.start();
    m_opener.open(m_workspace.sessions);
}

void Demo::take(const netcore::EngineDelta &delta)
{
    for (const ConnectionSnapshot &connection : delta.connections)
        m_connections.insert(connection.id, connection);
    for (const netcore::ConnectionId id : delta.removedConnections)
        m_connections.remove(id);
    if (m_running)
        advance();
}

void Demo::advance()
{
    if (m_awaited && recordsInOf(m_awaited->session) > m_awaited->recordsBefore) {
        m_awaited.reset();
        ++m_next;
        m_patience.start();
    }
    if (m_awaited)
        return;
    if (m_next == m_workspace.payloads.size())
        finish(QString());
    else
        sendNext();
}

/// Does nothing while the payload's session has no live connection yet: the next delta asks again.
void Demo::sendNext()
{
    const models::SavedPayload &payload = m_workspace.payloads[m_next].payload;
    const SessionId session = m_opener.idOf(payload.target);
    const ConnectionSnapshot *connection = liveConnectionOf(session);
    if (!connection)
        return;
    m_fields.now = netcore::SystemClock().wallNow();
    m_fields.variables.clear();
    const QMap<QString, QString> variables = m_workspace.variablesOf(payload.target);
    for (auto it = variables.begin(); it != variables.end(); ++it)
        m_fields.variables.insert(it.key(), it.value());
    const auto bytes = models::expand(payload, m_fields);
    if (!bytes)
        return finish(payload.name);
    const SessionId watched = answererOf(payload);
    m_awaited = Awaited{watched, recordsInOf(watched), netcore::SendId::None};
    m_awaited->send = m_engine.send(connection->id, bytes->bytes);
}

/// Whose inbound records show that it arrived: the sender's own where the other side answers, else the other
/// side's.
SessionId Demo::answererOf(const models::SavedPayload &payload) const
{
    const auto named = [&](const QString &name) {
        return std::find_if(m_workspace.sessions.begin(), m_workspace.sessions.end(),
                            [&](const WorkspaceSession &s) { return s.request.name == name; });
    };
    const auto target = named(payload.target);
    const auto peer = target != m_workspace.sessions.end() ? named(target->portOf) : target;
    const bool peerIsSilent = peer != m_workspace.sessions.end() && peer->request.responder.isEmpty();
    return m_opener.idOf(peerIsSilent ? peer->request.name : payload.target);
}

const ConnectionSnapshot *Demo::liveConnectionOf(SessionId session) const
{
    const auto found =
        std::find_if(m_connections.begin(), m_connections.end(), [&](const ConnectionSnapshot &c) {
            return session != SessionId::None && c.session == session && isLive(c);
        });
    return found == m_connections.end() ? nullptr : &*found;
}

quint64 Demo::recordsInOf(SessionId session) const
{
    quint64 sum = 0;
    for (const ConnectionSnapshot &connection : m_connections) {
        if (connection.session == session)
            sum += connection.recordsIn;
    }
    return sum;
}

void Demo::finish(const QString &problem)
{
    if (!std::exchange(m_running, false))
        return;
    m_patience.stop();
    Q_EMIT finished(problem);
}

} // namespace app
