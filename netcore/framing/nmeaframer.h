#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

/// Cuts a byte stream into NMEA sentences: `nmea`.
///
/// Wire shape   '$' or '!', payload, '*', two hex digits, CR LF (LF alone is taken, too); the digits are the
/// exclusive or
///              of the payload's bytes
/// Errors       another sum is BadCheck, none Unterminated; what is no sentence is
/// Malformed up
///              to the next '$' or '!' or LF; a sentence that another one interrupts is Unterminated
/// Thread       plain value, any one thread
/// Source       NMEA 0183 (as IEC 61162-1 s.7.3), checked against the examples of the GPS receivers' manuals
class NmeaFramer final : public SteppedFramer
{
public:
    explicit NmeaFramer(const FramingLimits &limits);

    /// '$' is put before it. Refused where the payload holds a character that has a meaning of its own.
    Result<QByteArray> encode(QByteArrayView payload) const override;
    FaultDetail explain(const Frame &frame, QByteArrayView wire) const override;

private:
    enum class At : quint8 { Outside, Payload, HighDigit, LowDigit, LineEnd, LineFeed, Broken };

    void step(uchar byte) override;
    void begin(bool) override { m_at = At::Outside; }
    Frame openEnd() const override;
    void digit(uchar byte);
    void lineEnded();

    At m_at = At::Outside;
    uchar m_sum = 0;
    uchar m_given = 0;
    bool m_hasReturn = false;
};

} // namespace netcore
