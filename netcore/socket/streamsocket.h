#pragma once

#include "netcore/address/endpointspec.h"
#include "netcore/socket/poller.h"
#include "netcore/socket/syscalls.h"

#include <QtCore/QByteArrayView>

#include <memory>

namespace netcore {

class StreamSocket;

/// What a stream socket tells its owner. The owner may destroy the socket only from finished() or outside of
/// these calls; every other function of the socket may be called from within them.
///
/// Order   connected() · received() and sent() · peerFinished() once · failed() at most once · finished()
/// once
class StreamEvents
{
public:
    virtual ~StreamEvents() = default;
    virtual void connected() = 0; // of a connectTo(); not for an adopted socket
    /// What one read returned; valid during the call.
    virtual void received(QByteArrayView chunk, SteadyNs at) = 0;
    /// What one send handed to the kernel; also from within send().
    virtual void sent(QByteArrayView piece, SteadyNs at) = 0;
    virtual void peerFinished() = 0;                // read returned 0: the peer's FIN
    virtual void drained() = 0;                     // something had waited, and nothing waits any more
    virtual void failed(const NetError &error) = 0; // connect refused, reset …; finished() follows
    virtual void finished() = 0;                    // the descriptor is closed; called once, last
};

/// One TCP or Unix stream: connect or adopt, send, half-close, close, reset.
///
/// Flow      what the kernel does not take waits in a queue of at most `highWater` bytes; send() over it is
///           refused and nothing of it is queued. pauseReading() stops reading, so that the kernel's window
///           slows the peer; an end or reset is then seen when reading goes on, or by a send.
/// Fairness  at most `drainBudget` bytes are read, and sent from the queue, per readiness
/// Half      after peerFinished() sending goes on; when both sides have finished, the socket closes by itself
/// Errors    send() after shutdownWrite, close or the end is NetError{NotConnected}, over the queue's limit
///           NetError{LimitExceeded}. What the kernel refuses later comes by failed(), once, and never from
///           within one of our functions; what had arrived before is still received().
/// Lifetime  `calls`, `poller` and `events` outlive it
/// Thread    the engine's; asserted
/// Source    tcp(7), unix(7), RFC 9293
class StreamSocket final : private PollTarget
{
public:
    static constexpr qint64 readBufferBytes = 256 << 10; // one buffer, shared by all sockets of the thread
    static constexpr qint64 drainBudget = 1 << 20;

    StreamSocket(Syscalls &calls, Poller &poller, ConnectionId connection, StreamEvents &events,
                 qint64 highWater);
    ~StreamSocket() override; // closes without a word (no events)

    /// Starts to connect; connected() or failed() follows. What the kernel refuses at once is the result:
    /// then nothing follows, and another address may be tried. A connection that reached itself fails with
    /// SelfConnect and is reset.
    Result<void> connectTo(const SocketAddress &address, const EndpointSpec &spec);
    /// Takes over an accepted, non-blocking descriptor; it is ours also when this is refused. Without `peer`,
    /// the kernel is asked for it.
    Result<void> adopt(int fd, const SocketAddress &peer = {});

    Result<void> send(QByteArrayView bytes);
    Result<void> shutdownWrite(); // after what waits has been sent: FIN
    void close(); // after what waits has been sent (at most 5 s), then close(2); finished() follows
    void reset(); // SO_LINGER 0 and close(2) now: RST; finished() follows

    void pauseReading(bool paused);
    /// At most so many bytes a read, from now on. REQUIRES: 0 < bytes <= readBufferBytes.
    void setReadSize(qint64 bytes);
    qint64 unsent() const;
    quint64 bytesAccepted() const;   // by send(), in all
    quint64 bytesHandedOver() const; // to the kernel: never a claim of delivery
    int descriptor() const;          // -1 when closed
    SocketAddress local() const;
    SocketAddress peer() const;

    class Private;

private:
    void readable() override;
    void writable() override;
    std::unique_ptr<Private> d;
};

} // namespace netcore
