#include "netcore/session/listenersession.h"

#include "netcore/session/journal.h"
#include "netcore/session/namelookup.h"
#include "netcore/session/streamconnection.h"

#include <algorithm>

namespace netcore {

namespace {

bool isAbsentHere(const NetError &error)
{
    return error.kind == ErrorKind::AddressNotAvailable || error.kind == ErrorKind::Unsupported;
}

/// -1 is "not known", and so is what it is a part of.
qint64 sumOfKnown(qint64 a, qint64 b)
{
    return a < 0 || b < 0 ? -1 : a + b;
}

qint64 increase(qint64 before, qint64 now)
{
    return before < 0 || now < before ? -1 : now - before;
}

} // namespace

ListenerSession::ListenerSession(EngineCore &core, SessionId id, const SessionRequest &request)
    : Session(core, id, request)
{
}

ListenerSession::~ListenerSession() = default;

void ListenerSession::start()
{
    if (!m_listeners.empty())
        return;
    edit().attempts.clear();
    setState(SessionState::Opening);
    lookUp(snapshot().spec, &m_context,
           [this, generation = ++m_generation](const auto &addresses) { resolved(generation, addresses); });
}

void ListenerSession::resolved(quint64 generation, const Result<QList<SocketAddress>> &addresses)
{
    if (generation != m_generation)
        return;
    if (!addresses)
        return fail(addresses.error());
    const bool kernelsPort = snapshot().spec.port == 0 && addresses->size() > 1;
    NetError error = bindAll(*addresses);
    // The port that the kernel chose for the first address may be taken on the second: choose again.
    for (int tries = 1; kernelsPort && error.kind == ErrorKind::AddressInUse && tries < triesForOnePort;
         ++tries)
        error = bindAll(*addresses);
    if (m_listeners.empty())
        return fail(error);
    updateLocals();
    if (snapshot().spec.scheme == Scheme::TcpListen)
        m_cookiesBefore = sampleSynCookies();
    setState(SessionState::Listening);
}

/// Binds all or none; the error that stopped it, or that of the last address that this machine lacks.
NetError ListenerSession::bindAll(QList<SocketAddress> addresses)
{
    NetError last;
    for (SocketAddress &address : addresses) {
        if (address.port() == 0 && !m_listeners.empty())
            address.setPort(m_listeners.front()->local().port());
        const SteadyNs startedAt = core().clock().steadyNow();
        core().calls().setConnection(ConnectionId::None);
        Result<std::unique_ptr<Listener>> made =
            Listener::open(core().calls(), core().poller(), *this, address, snapshot().spec);
        const NetError error = made ? NetError{} : made.error();
        addAttempt({made ? (*made)->local() : address, error, core().clock().steadyNow() - startedAt},
                   ConnectionId::None);
        if (made) {
            m_listeners.push_back(std::move(*made));
            continue;
        }
        last = error;
        if (!isAbsentHere(error)) {
            m_listeners.clear();
            break;
        }
    }
    return last;
}

void ListenerSession::updateLocals()
{
    edit().locals.clear();
    for (const std::unique_ptr<Listener> &listener : m_listeners)
        edit().locals.append(listener->local());
}

void ListenerSession::accepted(int fd, const SocketAddress &peer)
{
    ++edit().accepted;
    const bool over = qint64(liveCount()) >= snapshot().spec.number(u"maxconnections", defaultMaxConnections);
    ConnectionSnapshot seed;
    seed.id = core().newConnectionId();
    seed.transport = snapshot().spec.scheme == Scheme::UnixListen ? Transport::Unix : Transport::Tcp;
    seed.inbound = true;
    seed.peer = peer;
    auto &connection =
        static_cast<StreamConnection &>(core().keep(std::make_unique<StreamConnection>(core(), *this, seed)));
    connection.adopt(fd);
    if (over) {
        ++m_overLimit;
        edit().refusedConnections = refusedInAll();
        connection.close(EndReason::Refused);
    }
    changed();
}

void ListenerSession::acceptPaused(bool paused, const NetError &error)
{
    edit().acceptPaused = paused;
    edit().refusedConnections = refusedInAll();
    core().journal().notice(ConnectionId::None, QLatin1String(paused ? "accept-paused" : "accept-resumed"),
                            {{QLatin1String("session"), int(id())},
                             {QLatin1String("refused"), qint64(snapshot().refusedConnections)}},
                            Record::Refusal);
    if (paused)
        tellFailure(error, ConnectionId::None, snapshot().spec.toString());
    changed();
}

quint64 ListenerSession::refusedInAll() const
{
    quint64 refused = m_refusedBefore + m_overLimit;
    for (const std::unique_ptr<Listener> &listener : m_listeners)
        refused += listener->refused();
    return refused;
}

void ListenerSession::tick()
{
    if (const quint64 refused = refusedInAll(); refused != snapshot().refusedConnections) {
        edit().refusedConnections = refused;
        changed();
    }
}

ListenerFacts ListenerSession::lookAtKernel() const
{
    ListenerFacts facts{0, 0, 0};
    bool isFull = false; // "localhost" has two queues, each with a bound of its own
    for (const std::unique_ptr<Listener> &listener : m_listeners) {
        const AcceptQueue queue = sampleAcceptQueue(listener->descriptor());
        const qint64 halfOpen = sampleHalfOpen(listener->descriptor());
        isFull = isFull || (queue.limit > 0 && halfOpen >= queue.limit);
        facts.acceptQueue = sumOfKnown(facts.acceptQueue, queue.waiting);
        facts.acceptQueueLimit = sumOfKnown(facts.acceptQueueLimit, queue.limit);
        facts.halfOpen = sumOfKnown(facts.halfOpen, halfOpen);
    }
    const SynCookies cookies = sampleSynCookies();
    facts.cookiesSent = increase(m_cookiesBefore.sent, cookies.sent);
    facts.cookiesValid = increase(m_cookiesBefore.valid, cookies.valid);
    facts.cookiesFailed = increase(m_cookiesBefore.failed, cookies.failed);
    const ListenerFacts &before = snapshot().listener;
    const bool moreSent = facts.cookiesSent > std::max<qint64>(before.cookiesSent, 0);
    facts.answersWithCookies = isFull && (moreSent || before.answersWithCookies);
    return facts;
}

void ListenerSession::sample()
{
    if (m_listeners.empty() || snapshot().spec.scheme != Scheme::TcpListen)
        return;
    const ListenerFacts facts = lookAtKernel();
    if (facts == snapshot().listener)
        return;
    if (facts.answersWithCookies && !snapshot().listener.answersWithCookies)
        tellCookies(facts);
    edit().listener = facts;
    changed();
}

void ListenerSession::tellCookies(const ListenerFacts &facts)
{
    core().journal().notice(ConnectionId::None, QLatin1String("syn-cookies"),
                            {{QLatin1String("session"), int(id())},
                             {QLatin1String("halfOpen"), facts.halfOpen},
                             {QLatin1String("sent"), facts.cookiesSent}});
}

void ListenerSession::closeSockets()
{
    ++m_generation;
    edit().refusedConnections = refusedInAll();
    m_refusedBefore = snapshot().refusedConnections - m_overLimit;
    edit().acceptPaused = false;
    edit().listener = {};
    m_listeners.clear();
}

} // namespace netcore
