#pragma once

#include "netcore/address/endpointspec.h"
#include "netcore/address/socketaddress.h"
#include "netcore/base/clock.h"
#include "netcore/base/ids.h"
#include "netcore/base/neterror.h"
#include "netcore/recording/recordingwriter.h"

#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace netcore {

enum class Transport : quint8 { Tcp, Udp, Unix };
const char *transportName(Transport transport); // "tcp"

/// RFC 9293 s.3.3.2 names for TCP, read from the kernel (TCP_INFO); the others are ours.
enum class ConnectionState : quint8 {
    Closed,
    Listen,
    SynSent,
    SynReceived,
    Established,
    FinWait1,
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
    Open,      // a UDP conversation, or a Unix stream
    Resolving, // no address yet
};
const char *stateName(ConnectionState state); // "ESTABLISHED", "CLOSE-WAIT", "OPEN", …

/// Why a connection is over.
enum class EndReason : quint8 {
    None,        // it is not over
    FinByPeer,   // the peer closed first, then we did
    ClosedByUs,  // our close
    ResetByPeer, // RST came in
    ResetByUs,   // our reset
    Failed,      // see error (refused, timed out, …)
    SelfConnect, // it had reached itself, faults row 26
    Refused,     // over the listener's own limit of connections
    SessionClosed,
};
const char *endReasonName(EndReason reason); // "reset-by-peer", as recorded; empty for None

/// What the kernel says of a TCP connection (TCP_INFO, SIOCINQ, SIOCOUTQ); -1 where it did not say.
struct TcpFacts
{
    qint64 rttUs = -1;
    qint64 rttVarUs = -1;
    qint64 congestionWindow = -1; // segments
    qint64 retransmits = -1;      // in all
    qint64 receiveQueue = -1;     // bytes that the kernel holds and we have not read
    qint64 sendQueue = -1;        // bytes that the peer has not acknowledged

    bool operator==(const TcpFacts &) const = default;
};

/// What the kernel says of a TCP listener; -1 is "not known": it did not say, or nobody looked.
///
/// Units    peers, connections; cookies since the listener was opened
struct ListenerFacts
{
    qint64 acceptQueue = -1;      // complete, and not accepted by us
    qint64 acceptQueueLimit = -1; // the backlog as granted
    qint64 halfOpen = -1;         // peers of which a SYN came and no more (SYN-RECV)
    // Of all listeners of this network namespace: the kernel does not count them for one.
    qint64 cookiesSent = -1;
    qint64 cookiesValid = -1;
    qint64 cookiesFailed = -1;
    bool answersWithCookies = false; // the half-open peers are as many as may be, and cookies are sent

    bool operator==(const ListenerFacts &) const = default;
};

/// One connection at one moment. Stays after the connection has ended, with the reason.
///
/// Units    bytes, records, bytes per second over the last second, ns of recording time
struct ConnectionSnapshot
{
    ConnectionId id = ConnectionId::None;
    SessionId session = SessionId::None;
    Transport transport = Transport::Tcp;
    bool inbound = false; // the peer opened it
    ConnectionState state = ConnectionState::Closed;
    EndReason ended = EndReason::None;
    NetError error; // with ended == Failed, ResetByPeer
    SocketAddress local;
    SocketAddress peer;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0; // handed to the kernel; never a claim of delivery
    quint64 recordsIn = 0;
    quint64 recordsOut = 0;
    double rateIn = 0;
    double rateOut = 0;
    SteadyNs since = 0;
    SteadyNs endedAt = 0;
    qint64 unsent = 0;            // bytes that wait in our own queue because the peer does not read
    bool peerNotReading = false;  // unsent has reached the high-water mark
    bool readPaused = false;      // we do not read: the peer is being slowed
    bool writeClosed = false;     // our half-close
    bool readClosed = false;      // the peer's
    bool responderPaused = false; // loop detector, faults row 68
    quint64 repliesWithheld = 0;  // by the responder's limits (rate, size, a queue that is full)
    TcpFacts tcp;
};

enum class SessionState : quint8 {
    Opening,
    Listening,
    Open,
    Waiting /* until the next reconnect */,
    Failed,
    Closed
};

/// One try to reach or bind one address: "::1 refused, 127.0.0.1 connected".
struct Attempt
{
    SocketAddress address;
    NetError error; // None: succeeded; Cancelled: another was faster
    SteadyNs durationNs = 0;
};

struct SessionSnapshot
{
    SessionId id = SessionId::None;
    QString name; // given by the user, may be empty
    EndpointSpec spec;
    SessionState state = SessionState::Opening;
    NetError error;              // with Failed, and with Waiting the last one
    QList<SocketAddress> locals; // what is really bound (a listener on "localhost" has two)
    QList<Attempt> attempts;
    int reconnectInMs = -1; // counts down while Waiting
    int reconnects = 0;
    QString responder; // one-line spec, empty for none
    QString framing;   // one-line spec, empty for raw
    quint64 accepted = 0;
    quint64 refusedConnections = 0; // over our limit, or for want of descriptors
    quint64 kernelDrops = 0;      // SO_RXQ_OVFL, events: at least as many datagrams (DatagramEvents::dropped)
    int receiveBufferAsked = 0;   // UDP; bytes
    int receiveBufferGranted = 0; // as the kernel reports it: twice what it took of the above
    bool acceptPaused = false;    // EMFILE back-off, faults row 24
    ListenerFacts listener;       // of TCP listeners that are observed
};

inline bool isOver(const SessionSnapshot &session)
{
    return session.state == SessionState::Closed || session.state == SessionState::Failed;
}

struct RecordingSnapshot
{
    RecordingState state = RecordingState::Recording;
    NetError error;
    AtBound atBound = AtBound::KeepNewest;
    quint64 maxBytes = 0;
    quint64 droppedRecords = 0;
    bool readingPaused = false; // the disk is slow: nothing is read, so peers are slowed
};

/// What changed since the last delta; at most 30 a second. Values only, ready for the GUI thread.
struct EngineDelta
{
    QList<SessionSnapshot> sessions;
    QList<SessionId> removedSessions;
    QList<ConnectionSnapshot> connections;
    QList<ConnectionId> removedConnections; // ended rows beyond the ring of 5,000, or cleared
    RecordingSnapshot recording;
};

/// Something that the network or we refused, told where it happened. Made into sentences in
/// models/errorcoach.
struct Failure
{
    SessionId session = SessionId::None;
    ConnectionId connection = ConnectionId::None;
    NetError error;
    QString where;         // endpoint text, as the user wrote it or as it was tried
    quint64 bytesDone = 0; // for a send: handed to the kernel before it failed
    quint64 bytesAsked = 0;
};

} // namespace netcore

Q_DECLARE_METATYPE(netcore::EngineDelta)
Q_DECLARE_METATYPE(netcore::Failure)
