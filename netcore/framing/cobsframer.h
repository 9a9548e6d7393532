#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

class SpecReader;

/// Cuts a byte stream at zero bytes, which stuffing keeps out of the data: `cobs`.
///
/// Wire shape   blocks of a code byte n and n - 1 bytes, each but the last and those of code FF standing for
/// a zero
///              after it; then 00. Zeros in a row are one boundary: the first ends a frame, the others are
///              the header of the next.
/// Errors       a code that points past the frame's end is Malformed
/// Resync       the next zero ends a wrong frame, too
/// Limits       as SteppedFramer; keeps no bytes
/// Thread       plain value, any one thread
/// Source       Cheshire and Baker, "Consistent Overhead Byte Stuffing", IEEE/ACM Trans. Networking 7(2),
/// 1999
class CobsFramer final : public SteppedFramer
{
public:
    explicit CobsFramer(const FramingLimits &limits);

    Result<QByteArray> encode(QByteArrayView payload) const override;
    QByteArray decode(const Frame &frame, QByteArrayView wire) const override;
    bool isVerbatim() const override { return false; }
    FaultDetail explain(const Frame &frame, QByteArrayView wire) const override;

protected:
    void step(uchar byte) override;
    void begin(bool ofStream) override;
    qsizetype withoutMeaning(QByteArrayView bytes) override;

private:
    quint64 m_zeros = 0;   // at the beginning of the frame
    bool m_inside = false; // a byte that is no zero has come
    int m_left = 0;        // bytes of the block before the next code
};

MadeFramer makeCobsFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
