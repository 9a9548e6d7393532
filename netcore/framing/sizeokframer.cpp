#include "netcore/framing/sizeokframer.h"

#include "netcore/base/ascii.h"

#include <limits>

namespace netcore {

SizeOkFramer::SizeOkFramer(Role role, const QByteArray &end, const FramingLimits &limits)
    : SteppedFramer(limits), m_role(role), m_endOfSize(end), m_isReceiver(role == Role::Receiver)
{
    Q_ASSERT(end.size() <= longestEnd);
}

void SizeOkFramer::begin(bool ofStream)
{
    m_first = ofStream;
    m_digits = 0;
    m_ended = 0;
    m_size = 0;
    m_sawO = false;
}

void SizeOkFramer::step(uchar byte)
{
    if (m_first && m_role == Role::ByFirstByte)
        m_isReceiver = !isDigit(byte);
    m_first = false;
    if (m_isReceiver)
        inAnswer(byte);
    else if (isDigit(byte) && m_ended == 0)
        inDigits(byte);
    else
        afterDigits(byte);
}

void SizeOkFramer::inDigits(uchar byte)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    const quint64 digit = byte - '0';
    m_size = m_size > (most - digit) / 10 ? most : m_size * 10 + digit;
    m_header = ++m_digits;
    if (m_digits > mostDigits)
        lose(FrameFault::BadLength, m_size);
    else if (m_size == 0 && m_endOfSize.isEmpty())
        complete(1);
}

/// The parser stops at the first byte that is no digit.
void SizeOkFramer::afterDigits(uchar byte)
{
    if (m_digits == 0 || (!m_endOfSize.isEmpty() && byte != uchar(m_endOfSize[m_ended])))
        return lose(FrameFault::BadLength, m_size);
    if (m_endOfSize.isEmpty())
        return skip(m_size - 1); // this byte is the first of the data
    if (++m_ended < m_endOfSize.size())
        return;
    m_header = m_digits + int(m_ended);
    skip(m_size);
}

void SizeOkFramer::inAnswer(uchar byte)
{
    if (m_sawO && byte == 'k')
        complete(0, 2);
    else
        m_sawO = byte == 'o';
}

Result<QByteArray> SizeOkFramer::encode(QByteArrayView payload) const
{
    if (m_role == Role::Receiver) {
        SizeOkFramer fresh(m_role, m_endOfSize, {maxFrame()});
        return onlyFrame(fresh, payload.toByteArray() + "ok",
                         NETCORE_REASON("the payload contains \"ok\", so that the peer would cut it there"));
    }
    if (m_endOfSize.isEmpty() && !payload.isEmpty() && isDigit(uchar(payload.front())))
        return refused(NetError::invalid(
            NETCORE_REASON("the payload begins with a digit, which would stick to its size: use end=0A"), 0));
    const QByteArray wire = QByteArray::number(payload.size()) + m_endOfSize + payload.toByteArray();
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

} // namespace netcore
