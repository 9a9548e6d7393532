#pragma once

#include "netcore/socket/sendqueue.h"
#include "netcore/socket/streamsocket.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

namespace netcore {

/// The state of one stream socket and its steps. Used by streamsocket.cpp and streamtransfer.cpp only.
class StreamSocket::Private
{
public:
    enum class State : quint8 { Idle, Connecting, Open, Ending, Done };

    Private(Syscalls &syscalls, Poller &itsPoller, ConnectionId id, StreamEvents &itsEvents, qint64 limit,
            PollTarget *itsTarget);
    ~Private();

    /// The calls, marked as this connection's: an event's receiver may have used another socket in between.
    Syscalls &calls();

    // life
    Result<void> openAndConnect(const SocketAddress &address, const EndpointSpec &spec);
    Result<void> prepare(const SocketAddress &address, const EndpointSpec &spec);
    void connectEnded();
    bool reachedItself();
    void updateInterest();
    unsigned wantedInterest() const;
    void shutdownNow();
    void finishLater(bool readRest);
    void finish(bool readRest);
    void closeDescriptor();
    void startCloseTimer();
    QObject *contextObject();

    // transfer
    void receiveAvailable();
    void receiveRest();
    void peerEnded();
    void lookForReset();
    qsizetype handOver(QByteArrayView bytes);
    void flushQueue();
    void queueEmptied();

    Syscalls &m_calls;
    Poller &poller;
    StreamEvents &events;
    PollTarget *const target;
    QThread *const thread = QThread::currentThread();
    std::unique_ptr<QObject> context; // made when something is to happen later
    SendQueue queue;
    SocketAddress local;
    SocketAddress peer;
    NetError failure;
    const qint64 highWater;
    qint64 readSize = readBufferBytes;
    qint64 inHand = 0; // of the send() that is being handed over right now
    quint64 accepted = 0;
    quint64 handedOver = 0;
    const ConnectionId connection;
    int fd = -1;
    unsigned interest = Poller::None;
    State state = State::Idle;
    bool paused = false;
    bool peerFinished = false;
    bool shutdownWanted = false;
    bool writeShut = false;
    bool closing = false;
};

} // namespace netcore
