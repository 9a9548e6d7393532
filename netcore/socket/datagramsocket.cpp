#include "netcore/socket/datagramsocket.h"

#include "netcore/socket/datagrambatch.h"
#include "netcore/socket/errorqueue.h"
#include "netcore/socket/finetimer.h"
#include "netcore/socket/floodpace.h"
#include "netcore/socket/socketoptions.h"
#include "netcore/socket/tcpinfo.h"

#include <QtCore/QThread>
#include <QtNetwork/QNetworkInterface>

#include <algorithm>
#include <cerrno>

#include <netinet/in.h>
#include <netinet/udp.h>

namespace netcore {

namespace {

/// Errors of the network that may come by any call on the socket, and leave it usable.
bool isNetworkError(int error)
{
    switch (kindOfErrno(error)) {
    case ErrorKind::Refused:
    case ErrorKind::HostUnreachable:
    case ErrorKind::NetworkUnreachable:
    case ErrorKind::PermissionDenied:
    case ErrorKind::MessageTooLong:
    case ErrorKind::TimedOut:
    case ErrorKind::Unsupported: return true;
    default: return error == EPROTO || error == ENOPROTOOPT || error == ENONET;
    }
}

bool isBroadcast(const SocketAddress &address)
{
    if (address.family() != SocketAddress::Family::IPv4)
        return false;
    const QHostAddress host = address.host();
    if (host == QHostAddress(QHostAddress::Broadcast))
        return true;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (entry.broadcast() == host)
                return true;
        }
    }
    return false;
}

/// A socket bound to an address of this machine gets what was sent to that address alone: then the kernel
/// need not say it with each datagram.
bool mayHearGroups(const SocketAddress &bound)
{
    return !QNetworkInterface::allAddresses().contains(bound.host());
}

} // namespace

class DatagramSocket::Private
{
public:
    Private(Syscalls &syscalls, Poller &itsPoller, DatagramEvents &itsEvents)
        : m_calls(syscalls), poller(itsPoller), events(itsEvents), connection(syscalls.connection())
    {
    }
    ~Private();

    Syscalls &calls()
    {
        Q_ASSERT(QThread::currentThread() == thread);
        m_calls.setConnection(connection);
        return m_calls;
    }
    Result<void> openAndBind(const SocketAddress &address, const SocketAddress &to, const EndpointSpec &spec);
    Result<void> prepare(const SocketAddress &address, const EndpointSpec &spec);
    Result<void> setBuffers(const EndpointSpec &spec);
    Result<void> bindAndConnect(const SocketAddress &address, const SocketAddress &to,
                                const EndpointSpec &spec);
    void receiveAvailable();
    bool receiveBatch(qint64 &budget);
    void pace();
    void watch(unsigned interest);
    void receiveRefused(int error);
    int takeErrors();
    void lookForDrops();
    void noteDrops(quint32 count);
    NetError explained(int error, const SocketAddress &to) const;

    Syscalls &m_calls;
    Poller &poller;
    DatagramEvents &events;
    QThread *const thread = QThread::currentThread();
    const ConnectionId connection;
    SocketAddress local;
    SocketAddress peer; // of a connected socket
    FloodPace flood;
    FineTimer timer{poller, [this] { receiveAvailable(); }};
    quint64 drops = 0;
    qint64 messagesRead = 0; // in this turn
    qint64 bytesRead = 0;
    unsigned interest = Poller::None;
    int fd = -1;
    int asked = 0;
    int granted = 0;
    bool broadcast = false;
    bool paused = false;
    bool broken = false;
};

DatagramSocket::Private::~Private()
{
    if (fd < 0)
        return;
    poller.remove(fd);
    calls().close(fd);
}

Result<void> DatagramSocket::Private::openAndBind(const SocketAddress &address, const SocketAddress &to,
                                                  const EndpointSpec &spec)
{
    const CallResult made = calls().socket(socketoptions::nativeFamily(address.family()), SOCK_DGRAM, 0);
    if (!made.ok())
        return refused(NetError::fromErrno(made.error, "socket"));
    fd = static_cast<int>(made.value);
    if (auto prepared = prepare(address, spec); !prepared)
        return prepared;
    return bindAndConnect(address, to, spec);
}

Result<void> DatagramSocket::Private::prepare(const SocketAddress &address, const EndpointSpec &spec)
{
    if (auto set = socketoptions::applyV6Only(calls(), fd, address, spec); !set)
        return set;
    if (spec.number(u"reuseaddr", 0) != 0) {
        if (auto set = socketoptions::set(calls(), fd, SOL_SOCKET, SO_REUSEADDR, 1); !set)
            return set;
    }
    broadcast = spec.number(u"broadcast", 0) != 0;
    if (broadcast) {
        if (auto set = socketoptions::set(calls(), fd, SOL_SOCKET, SO_BROADCAST, 1); !set)
            return set;
    }
    if (auto set = socketoptions::applyTtl(calls(), fd, address.family(), spec); !set)
        return set;
    if (auto set = setBuffers(spec); !set)
        return set;
    if (auto set = enableErrorQueue(calls(), fd, address.family()); !set)
        return set;
    if (mayHearGroups(address)) {
        if (auto set = DatagramBatch::enableDestinations(calls(), fd, address.family()); !set)
            return set;
    }
    // Not every kernel has it: then each message is one datagram.
    static_cast<void>(calls().setOption(fd, IPPROTO_UDP, UDP_GRO, 1));
    return socketoptions::set(calls(), fd, SOL_SOCKET, SO_RXQ_OVFL, 1);
}

/// With CAP_NET_ADMIN the kernel grants more than net.core.rmem_max.
Result<void> DatagramSocket::Private::setBuffers(const EndpointSpec &spec)
{
    asked = spec.number(u"rcvbuf", largestReceiveBuffer);
    if (!calls().setOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, asked).ok()) {
        if (auto set = socketoptions::set(calls(), fd, SOL_SOCKET, SO_RCVBUF, asked); !set)
            return set;
    }
    const CallResult read = calls().getOption(fd, SOL_SOCKET, SO_RCVBUF, granted);
    if (!read.ok())
        return refused(NetError::fromErrno(read.error, "getsockopt"));
    if (!spec.option(u"sndbuf"))
        return {};
    return socketoptions::set(calls(), fd, SOL_SOCKET, SO_SNDBUF, spec.number(u"sndbuf", 0));
}

Result<void> DatagramSocket::Private::bindAndConnect(const SocketAddress &address, const SocketAddress &to,
                                                     const EndpointSpec &spec)
{
    const CallResult bound = calls().bind(fd, address);
    if (!bound.ok())
        return refused(NetError::fromErrno(bound.error, "bind"));
    if (spec.number(u"connected", 0) != 0) {
        const CallResult done = calls().connect(fd, to);
        if (!done.ok()) {
            NetError error = explained(done.error, to);
            error.call = "connect";
            return refused(error);
        }
        peer = to;
    }
    calls().getSocketName(fd, local);
    return {};
}

void DatagramSocket::Private::watch(unsigned wanted)
{
    if (!broken && wanted != interest && poller.modify(fd, wanted))
        interest = wanted;
}

void DatagramSocket::Private::receiveAvailable()
{
    messagesRead = bytesRead = 0;
    bool more = true;
    for (qint64 budget = drainBudget; more && budget > 0 && !paused && !broken;)
        more = receiveBatch(budget);
    if (paused || broken)
        return;
    if (more)
        watch(Poller::Read); // nothing to wait for: we are called again
    else
        pace();
}

/// Under flood the socket is not watched for a while, so that one call finds many datagrams.
void DatagramSocket::Private::pace()
{
    const SteadyNs wait = flood.afterDrain(m_calls.now(), messagesRead, bytesRead, granted);
    const bool waits = wait > 0 && events.mayWait() && timer.start(wait);
    watch(waits ? Poller::None : Poller::Read);
}

/// False where nothing is left to read in this turn.
bool DatagramSocket::Private::receiveBatch(qint64 &budget)
{
    DatagramBatch &batch = DatagramBatch::ofThisThread();
    const CallResult got = calls().receiveMany(fd, batch.prepare(), DatagramBatch::capacity, MSG_DONTWAIT);
    if (got.error == EAGAIN) {
        // Woken for nothing to read: then the error queue holds something that no call has told.
        takeErrors();
        lookForDrops();
        return false;
    }
    if (!got.ok()) {
        receiveRefused(got.error);
        return !broken;
    }
    const auto count = static_cast<size_t>(got.value);
    const std::span<const DatagramRun> runs = batch.received(count, m_calls.now());
    const std::optional<quint32> counted = batch.drops();
    qint64 bytes = 0;
    for (const DatagramRun &run : runs)
        bytes += run.bytes.size();
    messagesRead += got.value;
    bytesRead += bytes;
    budget -= bytes + got.value * FloodPace::bytesBeside;
    events.received(runs);
    if (counted)
        noteDrops(*counted);
    if (count == DatagramBatch::capacity)
        return true;
    lookForDrops();
    return false;
}

/// What came with a datagram is as old as the datagram, and would miss the end of a burst.
void DatagramSocket::Private::lookForDrops()
{
    if (const qint64 now = sampleDrops(fd); now >= 0)
        noteDrops(static_cast<quint32>(now));
}

void DatagramSocket::Private::receiveRefused(int error)
{
    if (takeErrors() > 0)
        return;
    if (isNetworkError(error)) { // the error queue was full: the errno is all that there is
        IcmpReport report;
        report.error = NetError::fromErrno(error, "recvmmsg");
        report.destination = peer;
        events.icmp(report);
        return;
    }
    watch(Poller::None);
    broken = true;
    events.failed(NetError::fromErrno(error, "recvmmsg"));
}

int DatagramSocket::Private::takeErrors()
{
    return drainErrorQueue(calls(), fd, [this](const IcmpReport &report) { events.icmp(report); });
}

/// The kernel counts in 32 bits and wraps.
void DatagramSocket::Private::noteDrops(quint32 count)
{
    const quint32 more = count - static_cast<quint32>(drops);
    if (more == 0 || more > 0x7fffffffu) // an older count than we know: it came with an earlier datagram
        return;
    drops += more;
    events.dropped(drops);
}

NetError DatagramSocket::Private::explained(int error, const SocketAddress &to) const
{
    NetError told = NetError::fromErrno(error, "send");
    if (error == EACCES && !broadcast && isBroadcast(to))
        told.reason = NETCORE_REASON("sending to a broadcast address needs the option broadcast=1");
    else if (error == EMSGSIZE)
        told.reason =
            NETCORE_REASON("a UDP datagram carries at most 65,507 bytes over IPv4 and 65,527 over IPv6");
    else if (error == EINVAL && to.isLinkLocalWithoutScope())
        told.kind = ErrorKind::NoScopeId;
    return told;
}

DatagramSocket::DatagramSocket(std::unique_ptr<Private> p) : d(std::move(p)) {}

DatagramSocket::~DatagramSocket() = default;

Result<std::unique_ptr<DatagramSocket>>
DatagramSocket::open(Syscalls &calls, Poller &poller, DatagramEvents &events, const SocketAddress &address,
                     const SocketAddress &peer, const EndpointSpec &spec)
{
    std::unique_ptr<DatagramSocket> socket(
        new DatagramSocket(std::make_unique<Private>(calls, poller, events)));
    if (auto opened = socket->d->openAndBind(address, peer, spec); !opened)
        return refused(opened.error());
    if (auto added = poller.add(socket->d->fd, Poller::Read, socket.get()); !added)
        return refused(added.error());
    socket->d->interest = Poller::Read;
    return socket;
}

Result<void> DatagramSocket::send(QByteArrayView payload, const SocketAddress &to)
{
    const auto sendOnce = [&] {
        const auto length = static_cast<size_t>(payload.size());
        return d->peer.isNull() ? d->calls().sendTo(d->fd, payload.data(), length, MSG_DONTWAIT, to)
                                : d->calls().send(d->fd, payload.data(), length, MSG_DONTWAIT);
    };
    CallResult sent = sendOnce();
    if (!sent.ok() && sent.error != EAGAIN && d->takeErrors() > 0 && sent.error != EMSGSIZE)
        sent = sendOnce(); // what was told concerned an earlier datagram
    if (sent.ok())
        return {};
    return refused(d->explained(sent.error, d->peer.isNull() ? to : d->peer));
}

Result<qsizetype> DatagramSocket::sendBatch(std::span<const OutgoingDatagram> datagrams)
{
    qsizetype handedOver = 0;
    bool repeated = false;
    while (!datagrams.empty()) {
        OutgoingBatch batch(datagrams, !d->peer.isNull());
        const CallResult sent = d->calls().sendMany(d->fd, batch.headers(), batch.count(), MSG_DONTWAIT);
        if (sent.ok()) {
            handedOver += sent.value;
            datagrams = datagrams.subspan(static_cast<size_t>(sent.value));
            repeated = false;
            continue;
        }
        const bool worthRepeating = sent.error != EAGAIN && d->takeErrors() > 0 && sent.error != EMSGSIZE;
        if (worthRepeating && !std::exchange(repeated, true))
            continue;
        if (handedOver > 0)
            break;
        return refused(d->explained(sent.error, d->peer.isNull() ? datagrams.front().to : d->peer));
    }
    return handedOver;
}

SocketAddress DatagramSocket::local() const
{
    return d->local;
}

int DatagramSocket::descriptor() const
{
    return d->fd;
}

int DatagramSocket::receiveBufferAsked() const
{
    return d->asked;
}

int DatagramSocket::receiveBufferGranted() const
{
    return d->granted;
}

void DatagramSocket::pauseReading(bool paused)
{
    d->paused = paused;
    d->timer.stop();
    d->watch(paused ? Poller::None : Poller::Read);
}

void DatagramSocket::readable()
{
    d->receiveAvailable();
}

} // namespace netcore
