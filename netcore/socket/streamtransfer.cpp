// The reading and the writing half of a stream socket.
#include "netcore/socket/streamsocket_p.h"

#include <algorithm>
#include <cerrno>

#include <poll.h>

namespace netcore {

namespace {

/// Hot in the cache whichever socket uses it: nothing received stays in it longer than one call.
char *receiveBuffer()
{
    thread_local const std::unique_ptr<char[]> buffer(new char[StreamSocket::readBufferBytes]);
    return buffer.get();
}

bool isHungUp(int fd)
{
    pollfd look{fd, 0, 0};
    return ::poll(&look, 1, 0) == 1 && (look.revents & POLLHUP);
}

constexpr qint64 restAtMost = 8 << 20; // more than a receive buffer holds, so that a fast peer cannot keep us

} // namespace

void StreamSocket::Private::receiveAvailable()
{
    for (qint64 budget = drainBudget; budget > 0;) {
        const CallResult got = calls().receive(fd, receiveBuffer(), size_t(readSize), 0);
        if (got.error == EAGAIN)
            return;
        if (!got.ok()) {
            failure = NetError::fromErrno(got.error, "recv");
            return finish(false);
        }
        if (got.value == 0)
            return peerEnded();
        events.received(QByteArrayView(receiveBuffer(), got.value), m_calls.now());
        const bool goOn = state == State::Open && fd >= 0 && !paused;
        if (!goOn || got.value < readSize) // a short read has emptied it; if not, we are called again
            return;
        budget -= got.value;
    }
}

/// What had arrived before the end is not lost. After a failure a read of 0 is no FIN.
void StreamSocket::Private::receiveRest()
{
    for (qint64 budget = restAtMost; budget > 0 && fd >= 0;) {
        const CallResult got = calls().receive(fd, receiveBuffer(), size_t(readSize), 0);
        if (got.value > 0) {
            events.received(QByteArrayView(receiveBuffer(), got.value), m_calls.now());
            budget -= got.value;
            continue;
        }
        if (got.value == 0 && !failure.isError()) {
            peerFinished = true;
            events.peerFinished();
        } else if (got.error != EAGAIN && got.value < 0 && !failure.isError()) {
            failure = NetError::fromErrno(got.error, "recv");
        }
        return;
    }
}

void StreamSocket::Private::peerEnded()
{
    peerFinished = true;
    updateInterest();
    events.peerFinished();
    if (state == State::Open && fd >= 0 && writeShut && !closing)
        finish(false);
}

/// After the peer's FIN only a reset can still come, or (Unix) the end of both directions at once.
void StreamSocket::Private::lookForReset()
{
    int error = 0;
    calls().getOption(fd, SOL_SOCKET, SO_ERROR, error);
    if (error != 0) {
        failure = NetError::fromErrno(error, "getsockopt");
        finish(false);
    } else if (isHungUp(fd) && queue.isEmpty()) {
        finish(false);
    }
}

/// Hands over what the kernel takes. Sets `failure` where it refuses.
qsizetype StreamSocket::Private::handOver(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && fd >= 0) {
        const QByteArrayView rest = bytes.sliced(taken);
        const CallResult done = calls().send(fd, rest.data(), static_cast<size_t>(rest.size()), 0);
        if (done.error == EAGAIN)
            break;
        if (!done.ok()) {
            failure = NetError::fromErrno(done.error, "send");
            break;
        }
        taken += done.value;
        handedOver += static_cast<quint64>(done.value);
        inHand = bytes.size() - taken;
        events.sent(rest.first(done.value), m_calls.now());
    }
    inHand = 0;
    return taken;
}

void StreamSocket::Private::flushQueue()
{
    for (qint64 budget = drainBudget; budget > 0 && !queue.isEmpty();) {
        const QByteArray head = queue.head();
        const QByteArrayView rest = QByteArrayView(head).sliced(queue.headOffset());
        const CallResult done = calls().send(fd, rest.data(), static_cast<size_t>(rest.size()), 0);
        if (done.error == EAGAIN)
            return;
        if (!done.ok()) {
            failure = NetError::fromErrno(done.error, "send");
            return finish(true);
        }
        queue.take(done.value);
        handedOver += static_cast<quint64>(done.value);
        budget -= done.value;
        events.sent(rest.first(done.value), m_calls.now());
        if (fd < 0)
            return;
    }
    if (queue.isEmpty())
        queueEmptied();
}

void StreamSocket::Private::queueEmptied()
{
    if (shutdownWanted && !writeShut)
        shutdownNow();
    updateInterest();
    events.drained();
    if (state != State::Open || fd < 0 || !queue.isEmpty())
        return;
    if (closing || (writeShut && peerFinished))
        finish(closing);
}

} // namespace netcore
