#include "netcore/automation/replay.h"

#include <algorithm>
#include <cmath>

namespace netcore {

namespace {

constexpr qsizetype mostOfOneSend = 1 << 20;
constexpr SteadyNs millisecond = 1'000'000;
constexpr qint64 longestTimer = 3'600'000; // then looked at again

} // namespace

Result<ReplayPace> ReplayPace::parse(QStringView text)
{
    const QLatin1String scaled("scaled=");
    if (text == QLatin1String("original"))
        return ReplayPace{1};
    if (text == QLatin1String("none"))
        return ReplayPace{0};
    if (!text.startsWith(scaled))
        return refused(NetError::invalid(NETCORE_REASON("a timing is original, scaled=0.5 or none"), 0));
    bool isNumber = false;
    const double factor = text.sliced(scaled.size()).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(factor) || factor < 0 || factor > 1e6)
        return refused(NetError::invalid(
            NETCORE_REASON("the factor is a number from 0 to 1000000: 0.5 is twice as fast"), scaled.size()));
    return ReplayPace{factor};
}

QString ReplayPace::toString() const
{
    if (factor == 1)
        return QStringLiteral("original");
    return factor == 0 ? QStringLiteral("none") : QStringLiteral("scaled=%1").arg(factor);
}

Replay::Replay(EngineHandle &engine, std::shared_ptr<const ReplayScript> script, const ReplayPace &pace,
               QObject *parent)
    : QObject(parent), m_engine(engine), m_script(std::move(script)), m_reader(m_script->store), m_pace(pace)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Replay::scheduleNext);
    connect(&m_engine, &EngineHandle::sendFinished, this, &Replay::taken);
}

void Replay::start(ConnectionId to)
{
    m_to = to;
    m_next = 0;
    m_bytesDone = 0;
    m_running = true;
    m_begun = m_clock.steadyNow();
    scheduleNext();
}

void Replay::stop()
{
    if (m_running)
        end(NetError::of(ErrorKind::Cancelled, "replay"));
}

void Replay::end(const NetError &error)
{
    m_running = false;
    m_waitsFor = SendId::None;
    m_timer.stop();
    Q_EMIT finished(error);
}

/// Sends the next step now, or waits for its moment.
void Replay::scheduleNext()
{
    if (m_next == m_script->steps.size())
        return end({});
    const SteadyNs recorded = m_script->steps[m_next].record.time - m_script->steps.front().record.time;
    const double due = double(recorded) * m_pace.factor;
    const double left = due - double(m_clock.steadyNow() - m_begun);
    if (left > 0) // a timer has milliseconds: rather a little late than early
        m_timer.start(int(std::min<double>(std::ceil(left / millisecond), longestTimer)));
    else
        sendStep();
}

void Replay::sendStep()
{
    const Record &record = m_script->steps[m_next].record;
    if (!m_reader.readPayload(record, m_payload))
        return end(NetError::of(ErrorKind::Damaged, "replay",
                                NETCORE_REASON("a record of the conversation cannot be read (any more)")));
    m_offset = 0;
    sendPiece();
}

void Replay::sendPiece()
{
    m_waitsFor =
        m_engine.send(m_to, m_script->datagrams ? m_payload : m_payload.mid(m_offset, mostOfOneSend));
}

void Replay::taken(const SendOutcome &outcome)
{
    if (m_waitsFor == SendId::None || outcome.id != m_waitsFor)
        return;
    m_waitsFor = SendId::None;
    m_bytesDone += outcome.handedToKernel;
    if (outcome.error.isError())
        return end(outcome.error);
    m_offset += qsizetype(outcome.bytesAsked);
    if (!m_script->datagrams && m_offset < m_payload.size())
        return sendPiece();
    ++m_next;
    Q_EMIT progressed(m_next, m_bytesDone);
    if (m_running)
        scheduleNext();
}

} // namespace netcore
