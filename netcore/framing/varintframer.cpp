#include "netcore/framing/varintframer.h"

#include "netcore/framing/framingspec.h"

namespace netcore {

VarintFramer::VarintFramer(const FramingLimits &limits) : SteppedFramer(limits) {}

void VarintFramer::begin(bool)
{
    m_value = 0;
    m_headerLength = 0;
}

void VarintFramer::step(uchar byte)
{
    const int shift = 7 * int(m_headerLength++);
    const bool overflows = shift == 63 && byte > 1;
    if (overflows)
        return lose(FrameFault::BadLength, m_value);
    m_value |= quint64(byte & 0x7F) << shift;
    if (byte < 0x80)
        skip(m_value);
}

Result<QByteArray> VarintFramer::encode(QByteArrayView payload) const
{
    QByteArray wire;
    quint64 left = quint64(payload.size());
    for (; left >= 0x80; left >>= 7)
        wire += char(left | 0x80);
    wire += char(left);
    wire += payload;
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

MadeFramer makeVarintFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<VarintFramer>(limits);
}

} // namespace netcore
