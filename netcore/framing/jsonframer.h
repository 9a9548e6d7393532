#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

/// Cuts a byte stream into JSON values: `json`, and `json(lines)` for one value a line (NDJSON).
///
/// Wire shape   json: a value ends where its grammar ends it, a number or word at the byte that follows it;
/// white space
///              before a value is the frame's header, and white space that no value follows a frame without
///              payload. json(lines): a line is a frame, with its value alone as the payload; an empty line
///              has an empty payload
/// Errors       what is no JSON is Malformed up to the next LF, where it begins anew; so is nesting over 64
/// levels Limits       a few bytes of state: the nesting is a bit a level. Strings are not checked for valid
/// UTF-8, keys not for
///              being said twice.
/// Thread       plain value, any one thread
/// Source       RFC 8259, https://github.com/ndjson/ndjson-spec
class JsonFramer final : public SteppedFramer
{
public:
    static constexpr int deepest = 64;

    JsonFramer(bool lines, const FramingLimits &limits);

    /// Refused unless the payload is exactly one value without white space around it (with lines: on one
    /// line).
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    enum class At : quint8 {
        Value,
        ValueOrEnd, // after '['
        KeyOrEnd,   // after '{'
        Key,
        Colon,
        CommaOrEnd,
        String,
        Escape,
        Unicode, // the hex digits of \u
        Word,    // true, false, null
        Minus,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
        Done, // with lines: only white space up to LF
        Broken,
    };

    void step(uchar byte) override;
    void begin(bool ofStream) override;
    qsizetype withoutMeaning(QByteArrayView bytes) override;
    Frame openEnd() const override;

    void between(uchar byte);
    void whiteSpace(uchar byte);
    void valueBegins(uchar byte);
    void inString(uchar byte);
    void inNumber(uchar byte);
    void inWord(uchar byte);
    bool isNumberComplete() const;
    bool open(bool object);
    void close(bool object);
    void valueEnded();
    void broken(uchar byte);

    bool m_lines;
    At m_at = At::Value;
    bool m_isKey = false;    // the string that is being read
    const char *m_word = ""; // what must still follow
    int m_hexDigits = 0;
    int m_depth = 0;
    quint64 m_objects = 0; // one bit a level: object or array
    quint64 m_before = 0;  // white space before the value
    quint64 m_after = 0;   // and after it, with lines
};

} // namespace netcore
