#include "netcore/session/udpsession.h"

#include "netcore/session/journal.h"
#include "netcore/session/namelookup.h"
#include "netcore/socket/socketoptions.h"

#include <algorithm>

namespace netcore {

namespace {

/// As an endpoint, so that who explains a failure knows that it is UDP.
QString placeOf(const SocketAddress &peer)
{
    return QStringLiteral("udp://") + peer.toString();
}

} // namespace

/// One of the session's sockets.
class UdpSession::Channel final : public DatagramEvents
{
public:
    explicit Channel(UdpSession &session) : m_session(session) {}

    std::unique_ptr<DatagramSocket> socket;
    quint64 kernelDrops = 0;

private:
    void received(std::span<const DatagramRun> batch) override { m_session.received(*this, batch); }
    bool mayWait() const override { return !m_session.responder(); }
    void icmp(const IcmpReport &report) override { m_session.icmp(*this, report); }
    void dropped(quint64 inAll) override
    {
        kernelDrops = inAll;
        m_session.dropsChanged();
    }
    void failed(const NetError &error) override { m_session.socketFailed(error); }

    UdpSession &m_session;
};

UdpSession::UdpSession(EngineCore &core, SessionId id, const SessionRequest &request)
    : Session(core, id, request)
{
}

UdpSession::~UdpSession() = default;

void UdpSession::start()
{
    if (!m_channels.empty())
        return;
    edit().attempts.clear();
    setState(SessionState::Opening);
    lookUp(snapshot().spec, &m_context,
           [this, generation = ++m_generation](const auto &addresses) { resolved(generation, addresses); });
}

void UdpSession::resolved(quint64 generation, const Result<QList<SocketAddress>> &addresses)
{
    if (generation != m_generation)
        return;
    if (!addresses)
        return fail(addresses.error());
    const bool listener = snapshot().spec.isListener();
    NetError error = listener ? bindAll(*addresses) : NetError{};
    for (int tries = 1; listener && snapshot().spec.port == 0 && error.kind == ErrorKind::AddressInUse &&
                        tries < triesForOnePort;
         ++tries)
        error = bindAll(*addresses);
    if (listener && m_channels.empty())
        return fail(error);
    if (!listener) {
        for (const SocketAddress &peer : *addresses) {
            error = openTowards(peer);
            if (!error.isError())
                break;
        }
        if (m_channels.empty())
            return fail(error);
    }
    opened();
}

NetError UdpSession::bindAll(QList<SocketAddress> addresses)
{
    NetError last;
    for (SocketAddress &address : addresses) {
        if (address.port() == 0 && !m_channels.empty())
            address.setPort(m_channels.front()->socket->local().port());
        const Result<void> bound = bindOne(address, {});
        if (bound)
            continue;
        last = bound.error();
        if (last.kind != ErrorKind::AddressNotAvailable && last.kind != ErrorKind::Unsupported) {
            m_channels.clear();
            break;
        }
    }
    return last;
}

Result<void> UdpSession::bindOne(const SocketAddress &local, const SocketAddress &peer)
{
    auto channel = std::make_unique<Channel>(*this);
    const SteadyNs startedAt = core().clock().steadyNow();
    core().calls().setConnection(ConnectionId::None);
    Result<std::unique_ptr<DatagramSocket>> socket =
        DatagramSocket::open(core().calls(), core().poller(), *channel, local, peer, snapshot().spec);
    const NetError error = socket ? NetError{} : socket.error();
    addAttempt({peer.isNull() ? local : peer, error, core().clock().steadyNow() - startedAt},
               ConnectionId::None);
    if (!socket)
        return refused(error);
    channel->socket = std::move(*socket);
    m_channels.push_back(std::move(channel));
    return {};
}

/// A client binds to the spec's bind address; else, to a peer on this machine, to loopback, where nobody else
/// reaches it; else to any address of the peer's family. Then it opens its first conversation.
NetError UdpSession::openTowards(const SocketAddress &peer)
{
    const Result<SocketAddress> chosen = socketoptions::bindAddress(snapshot().spec);
    if (!chosen)
        return chosen.error();
    const bool v4 = peer.family() == SocketAddress::Family::IPv4;
    const QHostAddress any(v4 ? QHostAddress::AnyIPv4 : QHostAddress::AnyIPv6);
    const QHostAddress loopback(v4 ? QHostAddress::LocalHost : QHostAddress::LocalHostIPv6);
    const bool near =
        v4 ? peer.isLoopback() : peer.host() == loopback; // not ::ffff:127.0.0.1, which ::1 cannot reach
    const SocketAddress usual(near ? loopback : any, 0);
    const SocketAddress local = chosen->isNull() ? usual : *chosen;
    if (const Result<void> bound = bindOne(local, peer); !bound)
        return bound.error();
    conversationWith(peer, m_channels.back()->socket->local(), false);
    return {};
}

void UdpSession::opened()
{
    SessionSnapshot &session = edit();
    session.locals.clear();
    for (const std::unique_ptr<Channel> &channel : m_channels)
        session.locals.append(channel->socket->local());
    session.receiveBufferAsked = m_channels.front()->socket->receiveBufferAsked();
    session.receiveBufferGranted = m_channels.front()->socket->receiveBufferGranted();
    setState(session.spec.isListener() ? SessionState::Listening : SessionState::Open);
}

UdpSession::Channel *UdpSession::channelFor(const SocketAddress &peer) const
{
    const auto sameFamily = [&](const std::unique_ptr<Channel> &channel) {
        return channel->socket->local().family() == peer.family();
    };
    const auto found = std::find_if(m_channels.begin(), m_channels.end(), sameFamily);
    if (found != m_channels.end())
        return found->get();
    // An IPv6 socket on :: without v6only reaches IPv4 peers, too; the kernel says if it cannot.
    return m_channels.empty() ? nullptr : m_channels.front().get();
}

bool UdpSession::hasLocal(const SocketAddress &address) const
{
    return std::any_of(m_channels.begin(), m_channels.end(), [&](const std::unique_ptr<Channel> &channel) {
        const SocketAddress local = channel->socket->local();
        return local == address || (local.isAny() && address.isLoopback() && local.port() == address.port());
    });
}

Conversation &UdpSession::conversationWith(const SocketAddress &peer, const SocketAddress &local,
                                           bool inbound)
{
    if (const auto found = m_conversations.find(peer); found != m_conversations.end()) {
        used(*found);
        return *found->conversation;
    }
    if (m_conversations.size() >= mostConversations)
        m_conversations.value(m_byUse.front()).conversation->close(EndReason::ClosedByUs);
    ConnectionSnapshot seed;
    seed.id = core().newConnectionId();
    seed.transport = Transport::Udp;
    seed.inbound = inbound;
    seed.state = ConnectionState::Open;
    seed.local = local;
    seed.peer = peer;
    auto &conversation =
        static_cast<Conversation &>(core().keep(std::make_unique<Conversation>(core(), *this, seed)));
    m_conversations.insert(peer, {&conversation, m_byUse.insert(m_byUse.end(), peer)});
    if (inbound) {
        ++edit().accepted;
        changed();
    }
    conversation.begin();
    return conversation;
}

void UdpSession::used(Place &place)
{
    m_byUse.splice(m_byUse.end(), m_byUse, place.use);
}

void UdpSession::connectionEnded(Connection &connection)
{
    m_lastHeard = nullptr;
    const auto found = m_conversations.find(connection.snapshot().peer);
    if (found == m_conversations.end())
        return;
    m_byUse.erase(found->use);
    m_conversations.erase(found);
}

void UdpSession::received(Channel &channel, std::span<const DatagramRun> batch)
{
    for (const DatagramRun &run : batch) {
        if (!channel.socket)
            return;
        if (!m_lastHeard || m_lastHeard->snapshot().peer != run.from)
            m_lastHeard = &conversationWith(run.from, channel.socket->local(), true);
        m_lastHeard->received(run);
    }
    m_lastHeard = nullptr; // a peer that sends on is found, and marked as used, with each batch
}

void UdpSession::icmp(Channel &channel, const IcmpReport &report)
{
    const SocketAddress peer = report.destination;
    const auto found = m_conversations.constFind(peer);
    const ConnectionId connection =
        found != m_conversations.constEnd() ? found->conversation->id() : ConnectionId::None;
    core().journal().notice(connection, QLatin1String("icmp"),
                            {{QLatin1String("session"), int(id())},
                             {QLatin1String("errno"), QLatin1String(errnoName(report.error.sysErrno))},
                             {QLatin1String("local"), channel.socket->local().toString()},
                             {QLatin1String("destination"), peer.toString()},
                             {QLatin1String("offender"), report.offender.hostToString()},
                             {QLatin1String("type"), report.type},
                             {QLatin1String("code"), report.code}},
                            Record::Refusal);
    tellFailure(report.error, connection, placeOf(peer));
}

void UdpSession::dropsChanged()
{
    quint64 inAll = 0;
    for (const std::unique_ptr<Channel> &channel : m_channels)
        inAll += channel->kernelDrops;
    core().journal().notice(ConnectionId::None, QLatin1String("kernel-drops"),
                            {{QLatin1String("session"), int(id())}, {QLatin1String("inAll"), qint64(inAll)}},
                            Record::Refusal);
    edit().kernelDrops = inAll;
    changed();
}

void UdpSession::socketFailed(const NetError &error)
{
    tellFailure(error, ConnectionId::None, snapshot().spec.toString());
}

Result<void> UdpSession::transmit(Conversation &conversation, QByteArrayView payload)
{
    const SocketAddress &peer = conversation.snapshot().peer;
    Channel *channel = channelFor(peer);
    if (!channel)
        return refused(
            NetError::of(ErrorKind::NotConnected, "sendto", NETCORE_REASON("the session is closed")));
    core().calls().setConnection(conversation.id());
    const SteadyNs at = core().clock().steadyNow();
    Result<void> sent = channel->socket->send(payload, peer);
    core().calls().setConnection(ConnectionId::None);
    if (sent)
        conversation.handedOver(payload, at);
    if (const auto place = m_conversations.find(peer); place != m_conversations.end())
        used(*place);
    return sent;
}

Result<void> UdpSession::sendTo(const QString &to, const QByteArray &payload, SendId id)
{
    if (m_channels.empty())
        return refused(
            NetError::of(ErrorKind::NotConnected, "sendto", NETCORE_REASON("the session is closed")));
    const Result<EndpointSpec> target = EndpointSpec::parse(QStringLiteral("udp://") + to);
    if (!target) {
        NetError error = target.error();
        error.position = std::max<qsizetype>(-1, error.position - qsizetype(qstrlen("udp://")));
        return refused(error);
    }
    lookUp(*target, &m_context, [this, payload, id, to, generation = m_generation](const auto &addresses) {
        if (!addresses)
            refuseSend(id, payload, addresses.error(), to);
        else if (generation == m_generation && !m_channels.empty())
            sendResolved(addresses->front(), payload, id);
        else
            refuseSend(id, payload, NetError::of(ErrorKind::NotConnected, "sendto"), to);
    });
    return {};
}

void UdpSession::sendResolved(const SocketAddress &to, const QByteArray &payload, SendId id)
{
    const SocketAddress local = channelFor(to)->socket->local();
    Conversation &conversation = conversationWith(to, local, false);
    if (const Result<void> sent = conversation.send(payload, id); !sent)
        tellFailure(sent.error(), conversation.id(), placeOf(to));
}

void UdpSession::refuseSend(SendId id, const QByteArray &payload, const NetError &error, const QString &where)
{
    SendOutcome outcome;
    outcome.id = id;
    outcome.bytesAsked = quint64(payload.size());
    outcome.error = error;
    core().tellOutcome(outcome);
    tellFailure(error, ConnectionId::None, where);
}

void UdpSession::closeSockets()
{
    ++m_generation;
    m_channels.clear();
}

} // namespace netcore
