#include "netcore/framing/anylineframer.h"

#include "netcore/framing/bytescan.h"

namespace netcore {

AnyLineFramer::AnyLineFramer(const FramingLimits &limits) : SteppedFramer(limits) {}

void AnyLineFramer::begin(bool)
{
    m_afterCr = false;
}

qsizetype AnyLineFramer::withoutMeaning(QByteArrayView bytes)
{
    if (m_afterCr)
        return 0;
    return findEither(bytes.data(), bytes.data() + bytes.size(), '\r', '\n') - bytes.data();
}

void AnyLineFramer::step(uchar byte)
{
    if (m_afterCr && byte == '\n')
        return complete(0, 2);
    if (m_afterCr) {
        endBefore(FrameFault::None, 0, 1, 1);
        return step(byte);
    }
    if (byte == '\n')
        complete(0, 1);
    else
        m_afterCr = byte == '\r';
}

Frame AnyLineFramer::openEnd() const
{
    if (m_afterCr)
        return {.trailerLength = 1};
    return {.fault = FrameFault::Unterminated};
}

Result<QByteArray> AnyLineFramer::encode(QByteArrayView payload) const
{
    for (qsizetype i = 0; i < payload.size(); ++i) {
        if (payload[i] == '\r' || payload[i] == '\n')
            return refused(NetError::invalid(
                NETCORE_REASON("the payload contains the delimiter, so that the peer would cut it there"),
                i));
    }
    if (payload.size() >= qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return payload.toByteArray() + '\n';
}

} // namespace netcore
