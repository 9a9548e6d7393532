#include "netcore/session/streamconnection.h"

#include "netcore/session/journal.h"
#include "netcore/session/session.h"
#include "netcore/socket/socketoptions.h"
#include "netcore/socket/tcpinfo.h"

#include <algorithm>

#include <netinet/in.h>
#include <netinet/tcp.h>

namespace netcore {

namespace {

/// A responder stops reading from a peer while this share of the high-water mark waits to be sent.
constexpr int replyShare = 2;

ConnectionState stateOfKernel(int state)
{
    switch (state) {
    case TCP_ESTABLISHED: return ConnectionState::Established;
    case TCP_SYN_SENT: return ConnectionState::SynSent;
    case TCP_SYN_RECV: return ConnectionState::SynReceived;
    case TCP_FIN_WAIT1: return ConnectionState::FinWait1;
    case TCP_FIN_WAIT2: return ConnectionState::FinWait2;
    case TCP_TIME_WAIT: return ConnectionState::TimeWait;
    case TCP_CLOSE_WAIT: return ConnectionState::CloseWait;
    case TCP_LAST_ACK: return ConnectionState::LastAck;
    case TCP_LISTEN: return ConnectionState::Listen;
    case TCP_CLOSING: return ConnectionState::Closing;
    default: return ConnectionState::Closed;
    }
}

} // namespace

StreamConnection::StreamConnection(EngineCore &core, Session &session, const ConnectionSnapshot &seed)
    : Connection(core, session, seed)
{
}

StreamConnection::~StreamConnection() = default;

void StreamConnection::adopt(int fd)
{
    m_link = std::make_unique<StreamLink>(core(), id(), static_cast<StreamEvents &>(*this));
    if (const Result<void> taken = m_link->socket().adopt(fd, snapshot().peer); !taken) {
        end(EndReason::Failed, taken.error());
        return;
    }
    begin();
}

void StreamConnection::established(std::unique_ptr<StreamLink> link)
{
    m_link = std::move(link);
    m_link->setTarget(*this);
    begin();
}

void StreamConnection::begin()
{
    takeAddresses();
    constexpr auto usual = int(StreamSocket::readBufferBytes);
    m_link->socket().setReadSize(session().snapshot().spec.number(u"read", usual));
    const bool tcp = snapshot().transport == Transport::Tcp;
    edit().state = tcp ? ConnectionState::Established : ConnectionState::Open;
    describe();
    if (ResponderFeed *fed = feed())
        fed->began();
}

void StreamConnection::takeAddresses()
{
    edit().local = m_link->socket().local();
    // An unnamed Unix peer has no address of its own: keep the one that we connected to.
    if (const SocketAddress peer = m_link->socket().peer(); !peer.isNull())
        edit().peer = peer;
}

void StreamConnection::connectFailed(EndReason reason, const NetError &error)
{
    end(reason, error);
}

Result<void> StreamConnection::roomFor(qsizetype size) const
{
    if (!isOpen() || snapshot().writeClosed || m_asked != EndReason::None)
        return refused(NetError::of(ErrorKind::NotConnected, "send",
                                    NETCORE_REASON("the connection cannot send any more")));
    if (core().unsentInAll() + size > core().options().totalHighWater)
        return refused(NetError::of(ErrorKind::LimitExceeded, "send",
                                    NETCORE_REASON("too much unsent data waits in all connections")));
    return {};
}

Result<void> StreamConnection::send(QByteArrayView payload, SendId id)
{
    const PendingSend pending{id, quint64(payload.size()), 0};
    m_sends.push_back(pending); // before the call: sent() is told from within it
    Result<void> result = roomFor(payload.size());
    if (result)
        result = m_link->socket().send(payload);
    if (!result) {
        // A refused send has put nothing into the queue, so it is still the last one, if it is there at all.
        if (!m_sends.empty())
            m_sends.pop_back();
        if (result.error().kind == ErrorKind::LimitExceeded)
            edit().peerNotReading = true;
        tell(pending, result.error());
    } else if (payload.isEmpty() && !m_sends.empty()) {
        m_sends.pop_back();
        tell(pending, {});
    }
    updateUnsent();
    return result;
}

void StreamConnection::sent(QByteArrayView piece, SteadyNs at)
{
    recordOut(RecordKind::Chunk, piece, at);
    quint64 left = quint64(piece.size());
    while (left > 0 && !m_sends.empty()) {
        PendingSend &first = m_sends.front();
        const quint64 part = std::min(left, first.asked - first.done);
        first.done += part;
        left -= part;
        if (first.done < first.asked)
            break;
        const PendingSend whole = first;
        m_sends.pop_front();
        tell(whole, {});
    }
    updateUnsent();
}

void StreamConnection::updateUnsent()
{
    const qint64 unsent = isOpen() ? m_link->socket().unsent() : 0;
    if (unsent == snapshot().unsent)
        return;
    core().unsentChanged(unsent - snapshot().unsent);
    edit().unsent = unsent;
    const qint64 mark = core().options().connectionHighWater;
    if (unsent >= mark)
        edit().peerNotReading = true;
    else if (unsent < mark / 2)
        edit().peerNotReading = false;
    changed();
}

bool StreamConnection::canTakeReply() const
{
    const EngineOptions &options = core().options();
    return snapshot().unsent < options.connectionHighWater / replyShare &&
           core().unsentInAll() < options.totalHighWater / replyShare;
}

void StreamConnection::pauseReading(bool paused)
{
    if (!isOpen() || snapshot().readPaused == paused)
        return;
    edit().readPaused = paused;
    m_link->socket().pauseReading(paused);
    changed();
}

void StreamConnection::received(QByteArrayView chunk, SteadyNs at)
{
    recordIn(RecordKind::Chunk, chunk, at);
    if (ResponderFeed *fed = feed())
        fed->received(chunk, at);
}

void StreamConnection::drained()
{
    updateUnsent();
    if (ResponderFeed *fed = feed())
        fed->resume();
    sample(false);
    closeAfterPeer();
}

void StreamConnection::peerFinished()
{
    edit().readClosed = true;
    changed();
    sample(false);
    if (ResponderFeed *fed = feed())
        fed->inputFinished();
    closeAfterPeer();
}

void StreamConnection::closeAfterPeer()
{
    if (!isOpen() || !snapshot().readClosed || m_asked != EndReason::None)
        return;
    const bool automatic = session().responder() || session().snapshot().spec.number(u"reconnect", 0) != 0;
    if (automatic && !isAnswering() && m_link->socket().unsent() == 0)
        close(EndReason::FinByPeer);
}

Result<void> StreamConnection::setNoDelay(bool on)
{
    if (!isOpen() || snapshot().transport != Transport::Tcp)
        return {};
    return socketoptions::set(core().calls(), m_link->socket().descriptor(), IPPROTO_TCP, TCP_NODELAY, on);
}

Result<void> StreamConnection::shutdownWrite()
{
    if (!isOpen())
        return refused(NetError::of(ErrorKind::NotConnected, "shutdown"));
    if (snapshot().writeClosed)
        return {};
    Result<void> result = m_link->socket().shutdownWrite();
    if (!result)
        return result;
    edit().writeClosed = true;
    m_weFinishedFirst = !snapshot().readClosed;
    changed();
    sample(false);
    return {};
}

void StreamConnection::close(EndReason reason)
{
    if (!isLive())
        return;
    if (m_asked == EndReason::None)
        m_asked = reason;
    if (m_link)
        m_link->socket().close();
    else
        end(reason, {});
}

void StreamConnection::reset()
{
    if (!isLive())
        return;
    m_asked = EndReason::ResetByUs;
    if (m_link)
        m_link->socket().reset();
    else
        end(EndReason::ResetByUs, {});
}

void StreamConnection::abandon()
{
    if (!isLive())
        return;
    close(EndReason::SessionClosed);
    if (isLive())
        finished(); // it waits for its peer to read; the socket goes with this object
}

void StreamConnection::failed(const NetError &error)
{
    m_error = error;
}

EndReason StreamConnection::reasonOfEnd() const
{
    if (m_asked == EndReason::ResetByUs || m_asked == EndReason::Refused)
        return m_asked;
    if (m_error.kind == ErrorKind::Reset || m_error.kind == ErrorKind::BrokenPipe)
        return EndReason::ResetByPeer;
    if (m_error.isError())
        return EndReason::Failed;
    if (m_asked == EndReason::None) // both sides have sent their FIN
        return m_weFinishedFirst ? EndReason::ClosedByUs : EndReason::FinByPeer;
    return snapshot().readClosed && !m_weFinishedFirst ? EndReason::FinByPeer : m_asked;
}

void StreamConnection::finished()
{
    if (!isLive())
        return;
    finishSends(m_error.isError() ? m_error
                                  : NetError::of(ErrorKind::NotConnected, "send",
                                                 NETCORE_REASON("the connection was closed first")));
    core().unsentChanged(-snapshot().unsent);
    edit().unsent = 0;
    edit().readPaused = edit().peerNotReading = false;
    end(reasonOfEnd(), m_error);
}

void StreamConnection::finishSends(const NetError &error)
{
    while (!m_sends.empty()) {
        const PendingSend unfinished = m_sends.front();
        m_sends.pop_front();
        tell(unfinished, error);
    }
}

void StreamConnection::tell(const PendingSend &send, const NetError &error)
{
    if (send.id == SendId::None)
        return;
    SendOutcome outcome;
    outcome.id = send.id;
    outcome.connection = id();
    outcome.bytesAsked = send.asked;
    outcome.handedToKernel = send.done;
    outcome.error = error;
    outcome.local = snapshot().local;
    outcome.peer = snapshot().peer;
    core().tellOutcome(outcome);
}

void StreamConnection::sample(bool all)
{
    if (!isOpen() || snapshot().transport != Transport::Tcp)
        return;
    const int fd = m_link->socket().descriptor();
    const std::optional<TcpInfo> info = sampleTcpInfo(fd);
    if (!info)
        return;
    setState(stateOfKernel(info->state));
    if (!all)
        return;
    const QueueSizes queues = sampleQueues(fd);
    const TcpFacts facts{info->rttUs,    info->rttVarUs, info->congestionWindow, info->totalRetransmits,
                         queues.receive, queues.send};
    if (facts == snapshot().tcp)
        return;
    edit().tcp = facts;
    changed();
}

} // namespace netcore
