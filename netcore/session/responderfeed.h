#pragma once

#include "netcore/framing/framer.h"
#include "netcore/session/enginecore.h"
#include "netcore/session/replyguard.h"

#include <QtCore/QQueue>

#include <vector>

namespace netcore {

class Connection;

/// Feeds what one connection receives to its session's responder, as chunks, datagrams or frames, and limits
/// what the responder sends.
///
/// Streams    a reply is sent only while the peer reads: else reading from the peer stops and what was read
///            waits here (faults row 14). Beyond this machine 20 replies a second; they wait, too.
/// Datagrams  nothing waits: replies over 20 a second (burst 40) are withheld and counted; a loop pauses the
///            responder for this peer (faults row 68); beyond this machine the replies are at most three
///            times their request, and some peers and datagrams to groups are never answered (faults row 69)
/// Frames     bad frames are not answered; a frame is at most maxFrame long
/// Thread     the engine's
class ResponderFeed final : private ResponderActions
{
public:
    static constexpr quint32 maxFrame = 1u << 20;

    ResponderFeed(EngineCore &core, Session &session, Connection &connection);
    ~ResponderFeed() override;

    void setFraming(const QString &spec);
    /// The stream is open: for responders that speak first.
    void began();
    void received(QByteArrayView input, SteadyNs at);
    /// A datagram to a multicast or broadcast address is never answered: each host that got it would (faults
    /// row 69).
    void receivedByGroup();
    /// The peer has finished: what is left is a last frame.
    void inputFinished();
    /// Goes on with what waits, where it can.
    void resume();
    /// The user lets a paused responder answer again.
    void release();
    bool isBlocked() const { return !m_waiting.empty(); }
    /// Replies are still to come, whether the peer says more or not.
    bool isBusy() const;

private:
    void reply(QByteArrayView payload) override;
    void sendToAllOthers(QByteArrayView payload) override;
    bool canReply() override;

    void cut(QByteArrayView input, SteadyNs at);
    void answerWaiting();
    void dropAnswered();
    void answer(QByteArrayView input, qsizetype wireSize);
    bool mayAnswerNow();
    bool isAnswerable(QByteArrayView input);
    bool isFramed() const;
    bool isDatagram() const;
    bool isBeyondThisMachine() const;
    qsizetype sendLimited(QByteArrayView payload, qsizetype requestSize, qsizetype repliedBefore);
    const char *objection(qsizetype bytesIn, qsizetype bytesOut);
    void withhold(const char *why);

    EngineCore &m_core;
    Session &m_session;
    Connection &m_connection;
    std::unique_ptr<Framer> m_framer; // none: chunks and datagrams as they are
    QByteArray m_bytes;               // from m_bytesFrom on: of waiting frames and of the unfinished one
    quint64 m_bytesFrom = 0;          // offset in the stream
    quint64 m_received = 0;
    QQueue<Frame> m_waiting;
    std::vector<Frame> m_cut; // re-used
    TokenBucket m_bucket;
    LoopDetector m_loops;
    bool m_finished = false;
    qsizetype m_requestSize = 0; // on the wire
    qsizetype m_replied = 0;     // to that request, on the wire
    SteadyNs m_noticedAt = 0;
};

} // namespace netcore
