#include "netcore/framing/netstringframer.h"

#include "netcore/base/ascii.h"
#include "netcore/framing/framingspec.h"

namespace netcore {

namespace {

constexpr quint64 mostDigits = 10;

} // namespace

NetstringFramer::NetstringFramer(const FramingLimits &limits) : SteppedFramer(limits) {}

void NetstringFramer::begin(bool)
{
    m_value = 0;
    m_digits = 0;
    m_atComma = false;
}

void NetstringFramer::step(uchar byte)
{
    if (m_atComma)
        return byte == ',' ? complete(m_digits + 1, 1) : lose(FrameFault::Malformed);
    if (byte == ':' && m_digits > 0)
        return skip(m_value);
    const bool leadingZero = m_digits > 0 && m_value == 0;
    if (!isDigit(byte) || leadingZero || m_digits == mostDigits)
        return lose(FrameFault::Malformed);
    m_value = m_value * 10 + (byte - '0');
    ++m_digits;
}

Result<QByteArray> NetstringFramer::encode(QByteArrayView payload) const
{
    const QByteArray wire = QByteArray::number(payload.size()) + ':' + payload.toByteArray() + ',';
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

MadeFramer makeNetstringFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<NetstringFramer>(limits);
}

} // namespace netcore
