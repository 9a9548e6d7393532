#include "netcore/session/responderfeed.h"

#include "netcore/session/connection.h"
#include "netcore/session/journal.h"
#include "netcore/session/session.h"

#include <algorithm>
#include <iterator>

namespace netcore {

namespace {

constexpr SteadyNs noticeEvery = 1'000'000'000;

bool isRaw(const QString &spec)
{
    const QString trimmed = spec.trimmed();
    return trimmed.isEmpty() || trimmed == QLatin1String("raw");
}

} // namespace

ResponderFeed::ResponderFeed(EngineCore &core, Session &session, Connection &connection)
    : m_core(core), m_session(session), m_connection(connection)
{
    setFraming(session.snapshot().framing);
}

ResponderFeed::~ResponderFeed() = default;

void ResponderFeed::setFraming(const QString &spec)
{
    m_waiting.clear();
    m_bytes.clear();
    m_bytesFrom = m_received = 0;
    m_framer.reset();
    if (isRaw(spec))
        return;
    FramingLimits limits;
    limits.maxFrame = maxFrame;
    if (Result<std::unique_ptr<Framer>> framer = makeFramer(spec, limits))
        m_framer = std::move(*framer);
}

bool ResponderFeed::isFramed() const
{
    const Responder *responder = m_session.responder();
    return m_framer && !(responder && responder->takesChunks());
}

bool ResponderFeed::isDatagram() const
{
    return m_connection.snapshot().transport == Transport::Udp;
}

bool ResponderFeed::isBeyondThisMachine() const
{
    return !m_connection.snapshot().peer.isLoopback();
}

void ResponderFeed::began()
{
    if (m_session.responder())
        m_session.responder()->began(m_connection.id(), *this);
}

bool ResponderFeed::isBusy() const
{
    return isBlocked() || (m_session.responder() && m_session.responder()->owes(m_connection.id()));
}

bool ResponderFeed::canReply()
{
    return m_connection.isLive() && mayAnswerNow();
}

void ResponderFeed::received(QByteArrayView input, SteadyNs at)
{
    if (!m_session.responder())
        return;
    if (!isFramed() && !isBlocked() && mayAnswerNow()) {
        answer(input, input.size()); // the usual way: nothing is copied
        return;
    }
    cut(input, at);
    answerWaiting();
}

void ResponderFeed::receivedByGroup()
{
    if (m_session.responder())
        withhold("the datagram was sent to a multicast or broadcast address");
}

void ResponderFeed::cut(QByteArrayView input, SteadyNs at)
{
    m_cut.clear();
    if (isFramed()) {
        m_framer->feed(input, at, m_cut);
        if (isDatagram())
            m_framer->finish(m_cut);
    } else {
        Frame whole;
        whole.offset = m_received;
        whole.length = quint32(input.size());
        m_cut.push_back(whole);
    }
    m_bytes.append(input);
    m_received += quint64(input.size());
    std::copy(m_cut.begin(), m_cut.end(), std::back_inserter(m_waiting));
}

void ResponderFeed::answerWaiting()
{
    // The responder may end the connection or change the framing while it answers: look again each time.
    while (!m_waiting.empty() && m_connection.isLive() && mayAnswerNow()) {
        const Frame frame = m_waiting.front();
        m_waiting.pop_front();
        const QByteArray wire = m_bytes.mid(qsizetype(frame.offset - m_bytesFrom), frame.length);
        if (frame.fault != FrameFault::None)
            withhold("bad frame");
        else
            answer(isFramed() ? m_framer->decode(frame, wire) : wire, wire.size());
    }
    dropAnswered();
    if (!m_connection.isLive())
        return;
    m_connection.pauseReading(isBlocked());
    if (m_finished && !isBlocked() && !isFramed() && m_session.responder())
        m_session.responder()->inputFinished(m_connection.id(), *this);
}

void ResponderFeed::inputFinished()
{
    if (!m_session.responder() || m_finished)
        return;
    m_finished = true;
    if (isFramed()) {
        m_cut.clear();
        m_framer->finish(m_cut);
        std::copy(m_cut.begin(), m_cut.end(), std::back_inserter(m_waiting));
    }
    answerWaiting();
}

void ResponderFeed::dropAnswered()
{
    const quint64 pending = isFramed() ? m_framer->pending() : 0;
    const quint64 keepFrom = m_waiting.empty() ? m_received - pending : m_waiting.front().offset;
    m_bytes.remove(0, qsizetype(keepFrom - m_bytesFrom));
    m_bytesFrom = keepFrom;
    if (isFramed() && isDatagram()) { // each datagram is a stream of its own
        m_framer->reset();
        m_bytes.clear();
        m_bytesFrom = m_received = 0;
    }
}

void ResponderFeed::resume()
{
    if (isBlocked())
        answerWaiting();
    if (m_session.responder() && m_connection.isLive())
        m_session.responder()->goOn(m_connection.id(), *this);
}

void ResponderFeed::release()
{
    m_loops.reset();
    m_connection.setResponderPaused(false);
    resume();
}

bool ResponderFeed::mayAnswerNow()
{
    if (isDatagram())
        return true;
    if (!m_connection.canTakeReply())
        return false;
    return !isBeyondThisMachine() || m_bucket.has(m_core.clock().steadyNow());
}

void ResponderFeed::answer(QByteArrayView input, qsizetype wireSize)
{
    Responder *responder = m_session.responder();
    if (!responder || !isAnswerable(input))
        return;
    m_requestSize = wireSize;
    m_replied = 0;
    responder->received(m_connection.id(), input, *this);
    if (isDatagram() || isFramed())
        responder->inputFinished(m_connection.id(), *this);
}

bool ResponderFeed::isAnswerable(QByteArrayView input)
{
    if (!isDatagram())
        return true;
    if (m_connection.snapshot().responderPaused) {
        m_connection.countWithheld();
        return false;
    }
    const SocketAddress &peer = m_connection.snapshot().peer;
    if (replyguard::isNeverAnswered(peer) || m_core.answersItself(peer)) {
        withhold("this peer is never answered");
        return false;
    }
    if (!m_loops.isLoop(input, m_core.clock().steadyNow()))
        return true;
    m_connection.setResponderPaused(true);
    m_connection.countWithheld();
    m_core.journal().notice(
        m_connection.id(), QLatin1String("responder-paused"),
        {{QLatin1String("why"), QLatin1String("the same datagram came over 50 times in 5 s")}},
        Record::Refusal);
    return false;
}

void ResponderFeed::reply(QByteArrayView payload)
{
    m_replied += sendLimited(payload, m_requestSize, m_replied);
}

void ResponderFeed::sendToAllOthers(QByteArrayView payload)
{
    for (Connection *other : m_session.live()) {
        if (other != &m_connection && other->isLive())
            other->feed()->sendLimited(payload, m_requestSize, 0);
    }
}

/// How many bytes were sent.
qsizetype ResponderFeed::sendLimited(QByteArrayView payload, qsizetype requestSize, qsizetype repliedBefore)
{
    QByteArray framed;
    if (isFramed()) {
        Result<QByteArray> wire = m_framer->encode(payload);
        if (!wire) {
            withhold(wire.error().reason);
            return 0;
        }
        framed = *wire;
        payload = framed;
    }
    const char *against = objection(requestSize, repliedBefore + payload.size());
    if (!against && !m_connection.send(payload, SendId::None))
        against = "the send was refused";
    if (against)
        withhold(against);
    return against ? 0 : payload.size();
}

/// Why a reply must not go out, or null, and then it has taken its token.
const char *ResponderFeed::objection(qsizetype bytesIn, qsizetype bytesOut)
{
    const SocketAddress &peer = m_connection.snapshot().peer;
    if (!isDatagram()) { // the token of a stream was waited for, see mayAnswerNow()
        if (isBeyondThisMachine())
            static_cast<void>(m_bucket.take(m_core.clock().steadyNow()));
        return nullptr;
    }
    if (replyguard::isNeverAnswered(peer))
        return "this peer is never answered";
    if (replyguard::isTooMuch(peer, bytesIn, bytesOut))
        return "over three times the request";
    return m_bucket.take(m_core.clock().steadyNow()) ? nullptr : "over 20 replies a second";
}

void ResponderFeed::withhold(const char *why)
{
    m_connection.countWithheld();
    const SteadyNs now = m_core.clock().steadyNow();
    if (m_noticedAt != 0 && now - m_noticedAt < noticeEvery)
        return;
    m_noticedAt = now;
    m_core.journal().notice(m_connection.id(), QLatin1String("reply-withheld"),
                            {{QLatin1String("why"), QLatin1String(why)},
                             {QLatin1String("inAll"), qint64(m_connection.snapshot().repliesWithheld)}},
                            Record::Refusal);
}

} // namespace netcore
