#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

class SpecReader;

/// Cuts a byte stream of netstrings: `netstring`.
///
/// Wire shape   `5:hello,`: the length in decimal without leading zeros, a colon, so many bytes, a comma
/// Errors       no digit where one must be, a leading zero, more than 10 digits, or no comma at the end is
/// Malformed;
///              nothing can resynchronise it, so that all after it is Unframed
/// Limits       as SteppedFramer: a length over maxFrame is TooLong at once, and what it declared is passed
/// over Thread       plain value, any one thread Source       D. J. Bernstein, "Netstrings", 1997
class NetstringFramer final : public SteppedFramer
{
public:
    explicit NetstringFramer(const FramingLimits &limits);
    Result<QByteArray> encode(QByteArrayView payload) const override;

protected:
    void step(uchar byte) override;
    void skipped() override { m_atComma = true; }
    void begin(bool ofStream) override;

private:
    quint64 m_value = 0;
    quint64 m_digits = 0;
    bool m_atComma = false;
};

MadeFramer makeNetstringFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
