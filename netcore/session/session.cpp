#include "netcore/session/session.h"

#include "netcore/session/clientsession.h"
#include "netcore/session/connection.h"
#include "netcore/session/journal.h"
#include "netcore/session/listenersession.h"
#include "netcore/session/udpsession.h"

#include <algorithm>

namespace netcore {

Session::Session(EngineCore &core, SessionId id, const SessionRequest &request) : m_core(core)
{
    m_snapshot.id = id;
    m_snapshot.name = request.name;
    m_snapshot.spec = request.spec;
}

Session::~Session() = default;

std::vector<Connection *> Session::live() const
{
    std::vector<Connection *> connections = m_live;
    std::sort(connections.begin(), connections.end(),
              [](const Connection *a, const Connection *b) { return a->id() < b->id(); });
    return connections;
}

void Session::describe()
{
    m_core.journal().sessionOpened(m_snapshot);
}

void Session::close()
{
    closeSockets();
    for (Connection *connection : live())
        connection->close(EndReason::SessionClosed);
    if (m_snapshot.state == SessionState::Closed)
        return;
    setState(SessionState::Closed);
    m_core.journal().sessionClosed(m_snapshot);
}

Result<void> Session::sendTo(const QString &, const QByteArray &, SendId)
{
    return refused(NetError::of(ErrorKind::Unsupported, "send to",
                                NETCORE_REASON("only a UDP session sends to any address")));
}

Result<void> Session::setResponder(const QString &spec)
{
    std::unique_ptr<Responder> made;
    if (!spec.trimmed().isEmpty()) {
        if (!m_core.options().makeResponder)
            return refused(NetError::of(ErrorKind::Unsupported, "responder",
                                        NETCORE_REASON("this program has no responders")));
        Result<std::unique_ptr<Responder>> responder = m_core.options().makeResponder(spec);
        if (!responder)
            return refused(responder.error());
        made = std::move(*responder);
    }
    takeResponder(std::move(made), spec.trimmed());
    return {};
}

void Session::takeResponder(std::unique_ptr<Responder> responder, const QString &name)
{
    m_responder = std::move(responder);
    m_snapshot.responder = name;
    for (Connection *connection : live())
        if (ResponderFeed *feed = connection->feed())
            feed->setFraming(m_snapshot.framing);
    changed();
}

Result<void> Session::setFraming(const QString &spec)
{
    if (!spec.trimmed().isEmpty()) {
        if (const Result<std::unique_ptr<Framer>> framer = makeFramer(spec); !framer)
            return refused(framer.error());
    }
    m_snapshot.framing = spec.trimmed();
    for (Connection *connection : live())
        if (ResponderFeed *feed = connection->feed())
            feed->setFraming(m_snapshot.framing);
    changed();
    return {};
}

void Session::connectionKept(Connection &connection)
{
    connection.m_place = quint32(m_live.size());
    m_live.push_back(&connection);
}

void Session::connectionGone(Connection &connection)
{
    const std::size_t place = connection.m_place;
    if (place < m_live.size() && m_live[place] == &connection) { // the last one takes its place
        m_live[place] = m_live.back();
        m_live[place]->m_place = quint32(place);
        m_live.pop_back();
    }
    if (m_responder)
        m_responder->ended(connection.id());
    connectionEnded(connection);
}

void Session::changed()
{
    m_core.sessionChanged(*this);
}

void Session::setState(SessionState state, const NetError &error)
{
    m_snapshot.state = state;
    m_snapshot.error = error;
    changed();
}

void Session::fail(const NetError &error)
{
    setState(SessionState::Failed, error);
    m_core.journal().sessionClosed(m_snapshot);
    tellFailure(error, ConnectionId::None, m_snapshot.spec.toString());
}

void Session::tellFailure(const NetError &error, ConnectionId connection, const QString &where)
{
    Failure failure;
    failure.session = id();
    failure.connection = connection;
    failure.error = error;
    failure.where = where;
    m_core.tellFailure(failure);
}

void Session::addAttempt(const Attempt &attempt, ConnectionId connection)
{
    constexpr int attemptsKept = 200;
    if (m_snapshot.attempts.size() < attemptsKept)
        m_snapshot.attempts.append(attempt);
    m_core.journal().notice(
        connection, QLatin1String("attempt"),
        {{QLatin1String("session"), int(id())},
         {QLatin1String("address"), attempt.address.toString()},
         {QLatin1String("errno"),
          QLatin1String(attempt.error.sysErrno != 0 ? errnoName(attempt.error.sysErrno) : QByteArray())},
         {QLatin1String("reason"), QLatin1String(attempt.error.reason)},
         {QLatin1String("durationNs"), attempt.durationNs}});
    changed();
}

std::unique_ptr<Session> makeSession(EngineCore &core, SessionId id, const SessionRequest &request)
{
    switch (request.spec.scheme) {
    case Scheme::Tcp:
    case Scheme::Unix: return std::make_unique<ClientSession>(core, id, request);
    case Scheme::TcpListen:
    case Scheme::UnixListen: return std::make_unique<ListenerSession>(core, id, request);
    case Scheme::Udp:
    case Scheme::UdpListen: return std::make_unique<UdpSession>(core, id, request);
    }
    return nullptr;
}

} // namespace netcore
