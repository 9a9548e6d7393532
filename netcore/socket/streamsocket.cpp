#include "netcore/socket/streamsocket.h"

#include "netcore/socket/socketoptions.h"
#include "netcore/socket/streamsocket_p.h"

#include <QtCore/QTimer>

#include <cerrno>
#include <chrono>

namespace netcore {

using namespace std::chrono_literals;
constexpr auto closeAtMost = 5s;

StreamSocket::Private::Private(Syscalls &syscalls, Poller &itsPoller, ConnectionId id,
                               StreamEvents &itsEvents, qint64 limit, PollTarget *itsTarget)
    : m_calls(syscalls)
    , poller(itsPoller)
    , events(itsEvents)
    , target(itsTarget)
    , highWater(limit)
    , connection(id)
{
}

StreamSocket::Private::~Private()
{
    closeDescriptor();
}

Syscalls &StreamSocket::Private::calls()
{
    Q_ASSERT(QThread::currentThread() == thread);
    m_calls.setConnection(connection);
    return m_calls;
}

Result<void> StreamSocket::Private::openAndConnect(const SocketAddress &address, const EndpointSpec &spec)
{
    const CallResult made = calls().socket(socketoptions::nativeFamily(address.family()), SOCK_STREAM, 0);
    if (!made.ok())
        return refused(NetError::fromErrno(made.error, "socket"));
    fd = static_cast<int>(made.value);
    if (auto prepared = prepare(address, spec); !prepared)
        return prepared;
    const CallResult started = calls().connect(fd, address);
    if (!started.ok() && started.error != EINPROGRESS) {
        NetError error = NetError::fromErrno(started.error, "connect");
        if (started.error == EINVAL && address.isLinkLocalWithoutScope())
            error.kind = ErrorKind::NoScopeId; // faults row 23
        return refused(error);
    }
    return poller.add(fd, Poller::Write, target);
}

Result<void> StreamSocket::Private::prepare(const SocketAddress &address, const EndpointSpec &spec)
{
    if (auto applied = socketoptions::applyStream(calls(), fd, address.family(), spec); !applied)
        return applied;
    if (address.family() == SocketAddress::Family::Unix)
        return {};
    const Result<SocketAddress> own = socketoptions::bindAddress(spec);
    if (!own)
        return refused(own.error());
    if (own->isNull())
        return {};
    if (own->port() != 0) {
        if (auto set = socketoptions::set(calls(), fd, SOL_SOCKET, SO_REUSEADDR, 1); !set)
            return set;
    }
    const CallResult bound = calls().bind(fd, *own);
    return bound.ok() ? Result<void>() : refused(NetError::fromErrno(bound.error, "bind"));
}

void StreamSocket::Private::connectEnded()
{
    int error = 0;
    const CallResult asked = calls().getOption(fd, SOL_SOCKET, SO_ERROR, error);
    if (asked.ok() && error == 0)
        error = calls().getPeerName(fd, peer).error;
    if (error != 0) {
        failure = NetError::fromErrno(error, "connect");
        return finish(false);
    }
    calls().getSocketName(fd, local);
    if (reachedItself()) {
        failure = NetError::of(ErrorKind::SelfConnect, "connect",
                               NETCORE_REASON("the connection reached itself: nothing listens at this port"));
        calls().setLinger(fd, true, 0);
        return finish(false);
    }
    state = State::Open;
    updateInterest();
    events.connected();
}

bool StreamSocket::Private::reachedItself()
{
    return local.family() != SocketAddress::Family::Unix && local == peer;
}

unsigned StreamSocket::Private::wantedInterest() const
{
    if (state == State::Connecting)
        return Poller::Write;
    if (state != State::Open)
        return Poller::None;
    unsigned wanted = Poller::None;
    if (!queue.isEmpty())
        wanted |= Poller::Write;
    if (peerFinished)
        wanted |= Poller::Errors;
    else if (!paused)
        wanted |= Poller::Read;
    return wanted;
}

void StreamSocket::Private::updateInterest()
{
    const unsigned wanted = wantedInterest();
    if (fd < 0 || wanted == interest)
        return;
    if (poller.modify(fd, wanted))
        interest = wanted;
}

void StreamSocket::Private::shutdownNow()
{
    calls().shutdown(fd, SHUT_WR); // refused only where the connection has ended: reading tells
    writeShut = true;
}

/// Ends the socket from the event loop, so that no event comes from within our owner's own call.
void StreamSocket::Private::finishLater(bool readRest)
{
    poller.later(contextObject(), [this, readRest] { finish(readRest); });
}

/// The only way out. After finished() this object may be gone: nothing may follow in any caller.
void StreamSocket::Private::finish(bool readRest)
{
    if (state == State::Done)
        return;
    state = State::Ending;
    if (readRest && fd >= 0 && !peerFinished)
        receiveRest();
    closeDescriptor();
    queue.clear();
    state = State::Done;
    if (failure.isError())
        events.failed(failure);
    events.finished();
}

void StreamSocket::Private::closeDescriptor()
{
    if (fd < 0)
        return;
    poller.remove(fd);
    calls().close(fd);
    fd = -1;
    interest = Poller::None;
}

void StreamSocket::Private::startCloseTimer()
{
    auto *timer = new QTimer(contextObject());
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, timer, [this] {
        failure = NetError::of(ErrorKind::TimedOut, "close",
                               NETCORE_REASON("the peer did not read what still waited to be sent"));
        finishLater(true);
    });
    timer->start(closeAtMost);
}

QObject *StreamSocket::Private::contextObject()
{
    if (!context)
        context = std::make_unique<QObject>();
    return context.get();
}

StreamSocket::StreamSocket(Syscalls &calls, Poller &poller, ConnectionId connection, StreamEvents &events,
                           qint64 highWater)
    : d(std::make_unique<Private>(calls, poller, connection, events, highWater,
                                  static_cast<PollTarget *>(this)))
{
}

StreamSocket::~StreamSocket() = default;

Result<void> StreamSocket::connectTo(const SocketAddress &address, const EndpointSpec &spec)
{
    Q_ASSERT(d->state == Private::State::Idle);
    if (auto started = d->openAndConnect(address, spec); !started) {
        d->closeDescriptor();
        return started;
    }
    d->interest = Poller::Write;
    d->peer = address;
    d->state = Private::State::Connecting;
    return {};
}

Result<void> StreamSocket::adopt(int fd, const SocketAddress &peer)
{
    Q_ASSERT(d->state == Private::State::Idle);
    d->fd = fd;
    d->calls().getSocketName(fd, d->local);
    d->peer = peer;
    if (peer.isNull())
        d->calls().getPeerName(fd, d->peer);
    if (auto added = d->poller.add(fd, Poller::Read, this); !added) {
        d->closeDescriptor();
        return added;
    }
    d->interest = Poller::Read;
    d->state = Private::State::Open;
    return {};
}

Result<void> StreamSocket::send(QByteArrayView bytes)
{
    Q_ASSERT(QThread::currentThread() == d->thread);
    if (d->state != Private::State::Open || d->closing || d->shutdownWanted || d->failure.isError())
        return refused(NetError::of(ErrorKind::NotConnected, "send",
                                    NETCORE_REASON("the connection is not open for sending")));
    if (unsent() + bytes.size() > d->highWater)
        return refused(NetError::of(ErrorKind::LimitExceeded, "send",
                                    NETCORE_REASON("the peer does not read: too much waits to be sent")));
    d->accepted += static_cast<quint64>(bytes.size());
    if (!d->queue.isEmpty() || d->inHand > 0) {
        d->queue.append(bytes);
        return {};
    }
    const qsizetype taken = d->handOver(bytes);
    if (d->failure.isError())
        d->finishLater(true);
    else if (d->state == Private::State::Open && d->fd >= 0)
        d->queue.prepend(bytes.sliced(taken)); // before what sent() may have added
    d->updateInterest();
    return {};
}

Result<void> StreamSocket::shutdownWrite()
{
    Q_ASSERT(QThread::currentThread() == d->thread);
    if (d->state != Private::State::Open || d->fd < 0)
        return refused(NetError::of(ErrorKind::NotConnected, "shutdown",
                                    NETCORE_REASON("the connection is not open for sending")));
    if (d->shutdownWanted)
        return {};
    d->shutdownWanted = true;
    if (unsent() > 0)
        return {};
    d->shutdownNow();
    if (d->peerFinished)
        d->finishLater(false);
    return {};
}

void StreamSocket::close()
{
    Q_ASSERT(QThread::currentThread() == d->thread);
    const bool ended = d->state == Private::State::Ending || d->state == Private::State::Done;
    if (ended || d->closing || d->state == Private::State::Idle)
        return;
    d->closing = true;
    if (unsent() > 0)
        d->startCloseTimer();
    else
        d->finishLater(d->state == Private::State::Open);
}

void StreamSocket::reset()
{
    Q_ASSERT(QThread::currentThread() == d->thread);
    if (d->fd < 0 || d->state == Private::State::Ending)
        return;
    d->calls().setLinger(d->fd, true, 0);
    d->closeDescriptor();
    d->queue.clear();
    d->closing = true;
    d->finishLater(false);
}

void StreamSocket::setReadSize(qint64 bytes)
{
    Q_ASSERT(bytes > 0 && bytes <= readBufferBytes);
    d->readSize = bytes;
}

void StreamSocket::pauseReading(bool paused)
{
    d->paused = paused;
    d->updateInterest();
}

qint64 StreamSocket::unsent() const
{
    return d->queue.size() + d->inHand;
}

quint64 StreamSocket::bytesAccepted() const
{
    return d->accepted;
}

quint64 StreamSocket::bytesHandedOver() const
{
    return d->handedOver;
}

int StreamSocket::descriptor() const
{
    return d->fd;
}

SocketAddress StreamSocket::local() const
{
    return d->local;
}

SocketAddress StreamSocket::peer() const
{
    return d->peer;
}

void StreamSocket::readable()
{
    if (d->state != Private::State::Open)
        return;
    if (d->peerFinished)
        d->lookForReset();
    else
        d->receiveAvailable();
}

void StreamSocket::writable()
{
    if (d->state == Private::State::Connecting)
        d->connectEnded();
    else if (d->state == Private::State::Open)
        d->flushQueue();
}

} // namespace netcore
