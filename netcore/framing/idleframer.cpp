#include "netcore/framing/idleframer.h"

namespace netcore {

IdleFramer::IdleFramer(SteadyNs gap, const FramingLimits &limits) : m_gap(gap), m_maxFrame(limits.maxFrame)
{
    Q_ASSERT(gap > 0);
}

void IdleFramer::feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames)
{
    if (bytes.isEmpty())
        return;
    if (at - m_last >= m_gap)
        finish(frames);
    m_last = at;
    m_end += quint64(bytes.size());
    for (; m_end - m_start > m_maxFrame; m_start += m_maxFrame) {
        frames.push_back({.offset = m_start, .length = m_maxFrame, .fault = FrameFault::TooLong});
        m_overlong = true;
    }
}

void IdleFramer::finish(std::vector<Frame> &frames)
{
    if (m_end > m_start)
        frames.push_back({.offset = m_start,
                          .length = quint32(m_end - m_start),
                          .fault = m_overlong ? FrameFault::TooLong : FrameFault::None});
    m_start = m_end;
    m_overlong = false;
}

void IdleFramer::reset()
{
    m_start = 0;
    m_end = 0;
    m_last = 0;
    m_overlong = false;
}

Result<QByteArray> IdleFramer::encode(QByteArrayView payload) const
{
    if (payload.isEmpty())
        return refused(NetError::invalid(NETCORE_REASON("an empty payload leaves no trace in a stream")));
    if (payload.size() > qsizetype(m_maxFrame))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return payload.toByteArray();
}

} // namespace netcore
