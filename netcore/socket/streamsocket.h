#pragma once

#include "netcore/address/endpointspec.h"
#include "netcore/socket/poller.h"
#include "netcore/socket/syscalls.h"

#include <QtCore/QByteArrayView>

#include <deque>

namespace netcore {

class StreamSocket;

/// What a stream socket tells its owner. The owner may destroy the socket only from finished() or outside of
/// these calls.
class StreamEvents
{
public:
    virtual ~StreamEvents() = default;
    virtual void connected() = 0; // of a connect(); not for an accepted socket
    virtual void received(QByteArrayView chunk,
                          SteadyNs at) = 0;                   // what one read returned; valid during the call
    virtual void sent(QByteArrayView piece, SteadyNs at) = 0; // what one send handed to the kernel
    virtual void peerFinished() = 0;                          // read returned 0: the peer's FIN
    virtual void drained() = 0;                               // nothing waits to be sent any more
    virtual void failed(const NetError &error) = 0; // connect refused, reset …; finished() follows
    virtual void finished() = 0;                    // the descriptor is closed; called once, last
};

/// One TCP or Unix stream: connect or adopt, send, half-close, close, reset.
///
/// Flow      what the kernel does not take waits in a queue of at most `highWater` bytes; send() over it is
/// refused and
///           nothing of it is queued. pauseReading() stops reading, so that the kernel's window slows the
///           peer.
/// Fairness  at most `drainBudget` bytes are read per readiness
/// Errors    send() after shutdownWrite or the end is NetError{NotConnected}
/// Thread    the engine's; asserted
class StreamSocket final : private PollTarget
{
public:
    static constexpr qint64 readBufferBytes = 256 << 10; // one buffer, shared by all sockets of the thread
    static constexpr qint64 drainBudget = 1 << 20;

    StreamSocket(Syscalls &calls, Poller &poller, ConnectionId connection, StreamEvents &events,
                 qint64 highWater);
    ~StreamSocket() override; // closes without a word (no events)

    /// Starts to connect; connected() or failed() follows, never from within this call.
    Result<void> connectTo(const SocketAddress &address, const EndpointSpec &spec);
    /// Takes over an accepted, non-blocking descriptor.
    Result<void> adopt(int fd);

    Result<void> send(QByteArrayView bytes);
    Result<void> shutdownWrite(); // after what waits has been sent: FIN
    void close();                 // after what waits has been sent (at most 5 s), then close(2)
    void reset();                 // SO_LINGER 0 and close(2): RST

    void pauseReading(bool paused);
    qint64 unsent() const;
    int descriptor() const; // -1 when closed
    SocketAddress local() const;
    SocketAddress peer() const;

    class Private;

private:
    void readable() override;
    void writable() override;
    std::unique_ptr<Private> d;
};

} // namespace netcore
