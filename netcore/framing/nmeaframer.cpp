#include "netcore/framing/nmeaframer.h"

#include <algorithm>

namespace netcore {

namespace {

int hexDigit(uchar byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    const int lower = byte | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool hasMeaning(char byte)
{
    return uchar(byte) < 0x20 || uchar(byte) > 0x7E || byte == '$' || byte == '!' || byte == '*';
}

uchar sumOf(QByteArrayView payload)
{
    uchar sum = 0;
    for (const char byte : payload)
        sum ^= uchar(byte);
    return sum;
}

} // namespace

NmeaFramer::NmeaFramer(const FramingLimits &limits) : SteppedFramer(limits) {}

void NmeaFramer::step(uchar byte)
{
    if (byte == '$' || byte == '!') {
        if (length() > 1)
            endBefore(m_at == At::Outside || m_at == At::Broken ? FrameFault::Malformed
                                                                : FrameFault::Unterminated);
        m_at = At::Payload;
        m_sum = 0;
        m_hasReturn = false;
        return;
    }
    if (byte == '\n')
        return lineEnded();
    switch (m_at) {
    case At::Payload:
        if (byte == '*')
            m_at = At::HighDigit;
        else
            m_sum ^= byte;
        return;
    case At::HighDigit:
    case At::LowDigit: return digit(byte);
    case At::LineEnd:
        m_hasReturn = byte == '\r';
        m_at = m_hasReturn ? At::LineFeed : At::Broken;
        return;
    case At::LineFeed: m_at = At::Broken; return;
    case At::Outside:
    case At::Broken: return;
    }
}

void NmeaFramer::digit(uchar byte)
{
    const int value = hexDigit(byte);
    if (value < 0)
        m_at = At::Broken;
    else if (m_at == At::HighDigit)
        m_given = uchar(value << 4), m_at = At::LowDigit;
    else
        m_given = uchar(m_given | value), m_at = At::LineEnd;
}

void NmeaFramer::lineEnded()
{
    const bool isWhole = m_at == At::LineEnd || m_at == At::LineFeed;
    if (isWhole && m_given == m_sum)
        complete(1, m_hasReturn ? 5 : 4);
    else if (isWhole)
        failCheck(1, m_hasReturn ? 5 : 4);
    else
        fail(m_at == At::Payload ? FrameFault::Unterminated : FrameFault::Malformed);
}

Frame NmeaFramer::openEnd() const
{
    const bool isRubbish = m_at == At::Outside || m_at == At::Broken;
    return {.fault = isRubbish ? FrameFault::Malformed : FrameFault::Unterminated};
}

FaultDetail NmeaFramer::explain(const Frame &frame, QByteArrayView wire) const
{
    FaultDetail detail = Framer::explain(frame, wire);
    if (frame.fault != FrameFault::BadCheck)
        return detail;
    detail.at = wire.size() - frame.trailerLength + 1;
    detail.checkBits = 8;
    detail.wanted = sumOf(wire.sliced(frame.headerLength, detail.at - 2));
    detail.got = wire.sliced(detail.at, 2).toByteArray().toUInt(nullptr, 16);
    return detail;
}

Result<QByteArray> NmeaFramer::encode(QByteArrayView payload) const
{
    if (std::any_of(payload.begin(), payload.end(), hasMeaning))
        return refused(NetError::invalid(
            NETCORE_REASON("an NMEA payload holds printable ASCII characters only, and none of $ ! *")));
    const QByteArray digits = QByteArray(1, char(sumOf(payload))).toHex().toUpper();
    const QByteArray wire = '$' + payload.toByteArray() + '*' + digits + "\r\n";
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

} // namespace netcore
