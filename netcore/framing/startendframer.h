#pragma once

#include "netcore/framing/steppedframer.h"

#include <optional>

namespace netcore {

class SpecReader;

/// How a start and an end are told from data.
struct StartEnd
{
    char start = 2;             // STX
    char end = 3;               // ETX
    std::optional<char> escape; // DLE, …
    bool escapesMarks = false; // escape start … escape end, data doubles the escape; else marks stand alone,
                               // and data has the escape before them
    char flip = 0; // an escaped data byte is combined with it by exclusive or
};

/// Cuts a byte stream into what stands between a start and an end: `startend(02, 03)`, `startend(02, 03,
/// esc=10)`, `startend(dle)`.
///
/// Wire shape   start, data, end. Without an escape, data has no end byte. `esc=`: data has the escape before
/// each
///              start, end and escape in it (with `xor=20` those change as in PPP). `dle`: DLE STX data DLE
///              ETX, where a DLE of the data stands twice (ISO 2111, ANSI X3.28)
/// Errors       bytes between frames are Unframed; a start inside a frame is, where there is an escape, the
/// next
///              frame: the one before is Unterminated. An escape before another byte is BadEscape at the
///              frame's end
/// Resync       the next start
/// Limits       as SteppedFramer; keeps no bytes
/// Thread       plain value, any one thread
class StartEndFramer final : public SteppedFramer
{
public:
    StartEndFramer(const StartEnd &marks, const FramingLimits &limits);

    Result<QByteArray> encode(QByteArrayView payload) const override;
    QByteArray decode(const Frame &frame, QByteArrayView wire) const override;
    bool isVerbatim() const override { return !m_marks.escape; }

protected:
    void step(uchar byte) override;
    void begin(bool ofStream) override;
    qsizetype withoutMeaning(QByteArrayView bytes) override;
    Frame openEnd() const override;

private:
    quint64 markLength() const { return m_marks.escapesMarks ? 2 : 1; }
    bool mustEscape(char byte) const;
    void stepOutside(char byte);
    void stepInside(char byte);
    void markInside(char byte);
    void startHere();
    void endHere();

    StartEnd m_marks;
    bool m_inside = false;
    bool m_escaped = false;
    bool m_badEscape = false;
};

MadeFramer makeStartEndFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
