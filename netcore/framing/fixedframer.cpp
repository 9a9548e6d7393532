#include "netcore/framing/fixedframer.h"

#include "netcore/framing/framingspec.h"

namespace netcore {

FixedFramer::FixedFramer(quint32 size) : m_size(size)
{
    Q_ASSERT(size > 0);
}

void FixedFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    m_pending += quint64(bytes.size());
    frames.reserve(frames.size() + m_pending / m_size);
    for (; m_pending >= m_size; m_pending -= m_size) {
        frames.push_back({.offset = m_start, .length = m_size});
        m_start += m_size;
    }
}

void FixedFramer::finish(std::vector<Frame> &frames)
{
    if (m_pending > 0)
        frames.push_back(
            {.offset = m_start, .length = quint32(m_pending), .fault = FrameFault::Unterminated});
    m_start += m_pending;
    m_pending = 0;
}

void FixedFramer::reset()
{
    m_start = 0;
    m_pending = 0;
}

Result<QByteArray> FixedFramer::encode(QByteArrayView payload) const
{
    if (payload.size() != qsizetype(m_size))
        return refused(NetError::invalid(NETCORE_REASON("the payload does not have the size of a frame")));
    return payload.toByteArray();
}

MadeFramer makeFixedFramer(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument argument = spec.takeWord();
    const Result<qint64> size = numberOf(argument, 1, limits.maxFrame);
    if (!size)
        return refused(size.error());
    return std::make_unique<FixedFramer>(quint32(*size));
}

} // namespace netcore
