#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

class SpecReader;

/// Cuts a byte stream by a length in base 128 before each message: `varint`.
///
/// Wire shape   the length, 7 bits a byte, least significant first, the high bit of all but the last byte
/// set; then
///              so many bytes
/// Errors       a length of more than 10 bytes or 64 bits is BadLength; nothing can resynchronise it, so that
/// all
///              after it is Unframed
/// Limits       as SteppedFramer: a length over maxFrame is TooLong at once, and what it declared is passed
/// over Thread       plain value, any one thread Source       protobuf.dev, "Encoding", Base 128 Varints; the
/// delimited form of its parseDelimitedFrom
class VarintFramer final : public SteppedFramer
{
public:
    explicit VarintFramer(const FramingLimits &limits);
    Result<QByteArray> encode(QByteArrayView payload) const override;

protected:
    void step(uchar byte) override;
    void skipped() override { complete(m_headerLength); }
    void begin(bool ofStream) override;

private:
    quint64 m_value = 0;
    quint64 m_headerLength = 0;
};

MadeFramer makeVarintFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
