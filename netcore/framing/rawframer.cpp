#include "netcore/framing/rawframer.h"

#include "netcore/framing/framingspec.h"

namespace netcore {

RawFramer::RawFramer(const FramingLimits &limits) : m_piece(limits.maxFrame) {}

void RawFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    m_pending += quint64(bytes.size());
    for (; m_pending >= m_piece; m_pending -= m_piece) {
        frames.push_back({.offset = m_start, .length = m_piece});
        m_start += m_piece;
    }
}

void RawFramer::finish(std::vector<Frame> &frames)
{
    if (m_pending > 0)
        frames.push_back({.offset = m_start, .length = quint32(m_pending)});
    m_start += m_pending;
    m_pending = 0;
}

void RawFramer::reset()
{
    m_start = 0;
    m_pending = 0;
}

Result<QByteArray> RawFramer::encode(QByteArrayView payload) const
{
    return payload.toByteArray();
}

MadeFramer makeRawFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<RawFramer>(limits);
}

} // namespace netcore
