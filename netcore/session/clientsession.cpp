#include "netcore/session/clientsession.h"

#include "netcore/session/journal.h"
#include "netcore/session/namelookup.h"
#include "netcore/session/streamconnection.h"

#include <QtCore/QRandomGenerator>

namespace netcore {

ClientSession::ClientSession(EngineCore &core, SessionId id, const SessionRequest &request)
    : Session(core, id, request), m_backoff(QRandomGenerator::global()->generate())
{
    m_retry.setSingleShot(true);
    QObject::connect(&m_retry, &QTimer::timeout, &m_retry, [this] {
        ++edit().reconnects;
        start();
    });
}

ClientSession::~ClientSession() = default;

bool ClientSession::reconnects() const
{
    return !m_stopped && snapshot().spec.number(u"reconnect", 0) != 0;
}

void ClientSession::start()
{
    if (m_connection)
        return;
    m_retry.stop();
    m_stopped = false;
    edit().attempts.clear();
    edit().reconnectInMs = -1;
    setState(SessionState::Opening);
    ConnectionSnapshot seed;
    seed.id = core().newConnectionId();
    seed.transport = snapshot().spec.scheme == Scheme::Unix ? Transport::Unix : Transport::Tcp;
    seed.state = ConnectionState::Resolving;
    m_connection = static_cast<StreamConnection *>(
        &core().keep(std::make_unique<StreamConnection>(core(), *this, seed)));
    lookUp(snapshot().spec, &m_retry,
           [this, generation = ++m_generation](const auto &addresses) { resolved(generation, addresses); });
}

void ClientSession::resolved(quint64 generation, const Result<QList<SocketAddress>> &addresses)
{
    if (generation != m_generation || !m_connection)
        return;
    if (!addresses)
        failConnection(addresses.error());
    else
        race(normalised(*addresses));
}

QList<SocketAddress> ClientSession::normalised(QList<SocketAddress> addresses)
{
    for (SocketAddress &address : addresses) {
        if (!address.isAny())
            continue;
        const SocketAddress loopback(address.family() == SocketAddress::Family::IPv4
                                         ? QHostAddress(QHostAddress::LocalHost)
                                         : QHostAddress(QHostAddress::LocalHostIPv6),
                                     address.port());
        core().journal().notice(
            m_connection->id(), QLatin1String("any-address-is-loopback"),
            {{QLatin1String("asked"), address.toString()}, {QLatin1String("used"), loopback.toString()}},
            Record::Refusal);
        address = loopback;
    }
    return addresses;
}

void ClientSession::race(const QList<SocketAddress> &addresses)
{
    m_connection->setPhase(ConnectionState::SynSent);
    const EndpointSpec &spec = snapshot().spec;
    m_race = std::make_unique<ConnectRace>(
        core(), m_connection->id(), spec, spec.number(u"timeout", defaultTimeoutMs),
        [this](const Attempt &attempt) {
            addAttempt(attempt, m_connection ? m_connection->id() : ConnectionId::None);
        },
        [this](Result<std::unique_ptr<StreamLink>> winner) { raceDone(std::move(winner)); });
    m_race->start(addresses);
}

void ClientSession::raceDone(Result<std::unique_ptr<StreamLink>> winner)
{
    if (!m_connection)
        return;
    if (!winner) {
        failConnection(winner.error());
        return;
    }
    m_connection->established(std::move(*winner));
    m_backoff.reset();
    edit().locals = {m_connection->snapshot().local};
    setState(SessionState::Open);
}

void ClientSession::failConnection(const NetError &error)
{
    tellFailure(error, m_connection->id(), snapshot().spec.toString());
    const bool reachedItself = error.kind == ErrorKind::SelfConnect; // faults row 26
    m_connection->connectFailed(reachedItself ? EndReason::SelfConnect : EndReason::Failed, error);
}

void ClientSession::connectionEnded(Connection &connection)
{
    const EndReason reason = connection.snapshot().ended;
    const NetError error = connection.snapshot().error;
    m_connection = nullptr;
    ++m_generation;
    if (m_race)
        m_race->cancel();
    if (snapshot().state == SessionState::Closed)
        return;
    const bool byUser = reason == EndReason::ClosedByUs || reason == EndReason::ResetByUs ||
                        reason == EndReason::SessionClosed;
    if (!byUser && reconnects()) {
        waitToReconnect(error);
        return;
    }
    setState(reason == EndReason::Failed || reason == EndReason::SelfConnect ? SessionState::Failed
                                                                             : SessionState::Closed,
             error);
    core().journal().sessionClosed(snapshot());
}

void ClientSession::waitToReconnect(const NetError &error)
{
    const int wait = m_backoff.nextMs();
    m_retry.start(wait);
    edit().reconnectInMs = wait;
    setState(SessionState::Waiting, error);
}

void ClientSession::stopReconnecting()
{
    m_stopped = true;
    if (snapshot().state != SessionState::Waiting)
        return;
    m_retry.stop();
    edit().reconnectInMs = -1;
    setState(SessionState::Closed, snapshot().error);
    core().journal().sessionClosed(snapshot());
}

void ClientSession::tick()
{
    if (snapshot().state != SessionState::Waiting)
        return;
    edit().reconnectInMs = m_retry.remainingTime();
    changed();
}

void ClientSession::closeSockets()
{
    m_retry.stop();
    edit().reconnectInMs = -1;
    ++m_generation;
    m_stopped = true;
}

} // namespace netcore
