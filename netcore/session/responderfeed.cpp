#include "netcore/session/responderfeed.h"

#include "netcore/session/connection.h"
#include "netcore/session/journal.h"
#include "netcore/session/session.h"

#include <algorithm>
#include <array>

namespace netcore {

namespace {

constexpr int mostTimesTheRequest = 3;
constexpr SteadyNs noticeEvery = 1'000'000'000;

/// Services that answer anything, or that a flood pretends to come from: daytime, qotd, chargen, time, dns,
/// tftp, ntp, echo.
bool isReflectorPort(quint16 port)
{
    constexpr std::array<quint16, 8> ports{7, 13, 17, 19, 37, 53, 69, 123};
    return std::find(ports.begin(), ports.end(), port) != ports.end();
}

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

bool ResponderFeed::isDatagram() const
{
    return m_connection.snapshot().transport == Transport::Udp;
}

bool ResponderFeed::isBeyondThisMachine() const
{
    return !m_connection.snapshot().peer.isLoopback();
}

void ResponderFeed::received(QByteArrayView input, SteadyNs at)
{
    if (!m_session.responder())
        return;
    if (!m_framer && !isBlocked() && mayAnswerNow()) {
        answer(input); // the usual way: nothing is copied
        return;
    }
    cut(input, at);
    answerWaiting();
}

void ResponderFeed::cut(QByteArrayView input, SteadyNs at)
{
    m_cut.clear();
    if (m_framer) {
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
    m_waiting.insert(m_waiting.end(), m_cut.begin(), m_cut.end());
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
            answer(m_framer ? m_framer->decode(frame, wire) : wire);
    }
    dropAnswered();
    if (!m_connection.isLive())
        return;
    m_connection.pauseReading(isBlocked());
    if (m_finished && !isBlocked() && !m_framer && m_session.responder())
        m_session.responder()->inputFinished(m_connection.id(), *this);
}

void ResponderFeed::inputFinished()
{
    if (!m_session.responder() || m_finished)
        return;
    m_finished = true;
    if (m_framer) {
        m_cut.clear();
        m_framer->finish(m_cut);
        m_waiting.insert(m_waiting.end(), m_cut.begin(), m_cut.end());
    }
    answerWaiting();
}

void ResponderFeed::dropAnswered()
{
    const quint64 pending = m_framer ? m_framer->pending() : 0;
    const quint64 keepFrom = m_waiting.empty() ? m_received - pending : m_waiting.front().offset;
    m_bytes.remove(0, qsizetype(keepFrom - m_bytesFrom));
    m_bytesFrom = keepFrom;
    if (m_framer && isDatagram()) { // each datagram is a stream of its own
        m_framer->reset();
        m_bytes.clear();
        m_bytesFrom = m_received = 0;
    }
}

void ResponderFeed::resume()
{
    if (isBlocked())
        answerWaiting();
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

void ResponderFeed::answer(QByteArrayView input)
{
    Responder *responder = m_session.responder();
    if (!responder || !isAnswerable(input))
        return;
    m_requestSize = input.size();
    responder->received(m_connection.id(), input, *this);
    if (isDatagram() || m_framer)
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
    if (isReflectorPort(peer.port()) || peer.isMulticast() || m_core.answersItself(peer)) {
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
    sendLimited(payload, m_requestSize);
}

void ResponderFeed::sendToAllOthers(QByteArrayView payload)
{
    for (Connection *other : m_session.live()) {
        if (other != &m_connection && other->isLive())
            other->feed().sendLimited(payload, m_requestSize);
    }
}

void ResponderFeed::sendLimited(QByteArrayView payload, qsizetype requestSize)
{
    QByteArray framed;
    if (m_framer) {
        Result<QByteArray> wire = m_framer->encode(payload);
        if (!wire)
            return withhold(wire.error().reason);
        framed = *wire;
        payload = framed;
    }
    const bool limited = isDatagram() || isBeyondThisMachine();
    if (isDatagram() && isBeyondThisMachine() && payload.size() > mostTimesTheRequest * requestSize)
        return withhold("over three times the request");
    if (limited && !m_bucket.take(m_core.clock().steadyNow()) && isDatagram())
        return withhold("over 20 replies a second");
    if (const Result<void> sent = m_connection.send(payload, SendId::None); !sent)
        withhold("the send was refused");
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
