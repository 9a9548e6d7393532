#include "netcore/framing/cobsframer.h"

#include "netcore/framing/bytescan.h"
#include "netcore/framing/framingspec.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr quint64 mostZeros = 60'000; // of one header, whose length has 16 bits
constexpr int longestBlock = 254;

} // namespace

CobsFramer::CobsFramer(const FramingLimits &limits) : SteppedFramer(limits) {}

void CobsFramer::begin(bool)
{
    m_zeros = 0;
    m_inside = false;
    m_left = 0;
}

/// Up to the next zero, block by block.
qsizetype CobsFramer::withoutMeaning(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *const zero = findByte(at, at + bytes.size(), '\0');
    while (zero - at > m_left) {
        at += m_left;
        m_left = uchar(*at++) - 1;
    }
    m_left -= int(zero - at);
    m_inside = m_inside || zero > bytes.data();
    return zero - bytes.data();
}

/// A zero: withoutMeaning() leaves no other byte.
void CobsFramer::step(uchar)
{
    if (m_inside)
        return m_left == 0 ? complete(m_zeros, 1) : fail(FrameFault::Malformed);
    if (++m_zeros == std::min<quint64>(mostZeros, maxFrame()))
        fail(FrameFault::Unframed);
}

Result<QByteArray> CobsFramer::encode(QByteArrayView payload) const
{
    QByteArray wire;
    wire.reserve(payload.size() + payload.size() / longestBlock + 2);
    qsizetype code = 0; // where the open block's code stands
    wire += '\1';
    for (qsizetype i = 0; i < payload.size(); ++i) {
        if (payload[i] != '\0') {
            wire += payload[i];
            wire[code] = char(uchar(wire[code]) + 1);
        }
        const bool isFull = wire[code] == '\xFF';
        if (payload[i] == '\0' || (isFull && i + 1 < payload.size())) {
            code = wire.size();
            wire += '\1';
        }
    }
    wire += '\0';
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

QByteArray CobsFramer::decode(const Frame &frame, QByteArrayView wire) const
{
    if (frame.fault != FrameFault::None)
        return wire.toByteArray();
    const QByteArrayView blocks = wire.sliced(frame.headerLength).chopped(frame.trailerLength);
    QByteArray payload;
    payload.reserve(blocks.size());
    for (qsizetype at = 0; at < blocks.size();) {
        const int code = uchar(blocks[at]);
        payload += blocks.sliced(at + 1, code - 1);
        at += code;
        if (code <= longestBlock && at < blocks.size())
            payload += '\0';
    }
    return payload;
}

FaultDetail CobsFramer::explain(const Frame &frame, QByteArrayView wire) const
{
    FaultDetail detail = Framer::explain(frame, wire);
    if (frame.fault == FrameFault::Malformed)
        detail.reason = NETCORE_REASON("a code of the frame points past its end");
    return detail;
}

MadeFramer makeCobsFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<CobsFramer>(limits);
}

} // namespace netcore
