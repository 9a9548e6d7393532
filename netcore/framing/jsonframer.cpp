#include "netcore/framing/jsonframer.h"

#include "netcore/base/ascii.h"

namespace netcore {

namespace {

constexpr quint64 longestHeader = 0xFFFF;

bool isWhite(uchar byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool isHexDigit(uchar byte)
{
    return isDigit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

} // namespace

JsonFramer::JsonFramer(bool lines, const FramingLimits &limits) : SteppedFramer(limits), m_lines(lines) {}

void JsonFramer::begin(bool)
{
    m_at = At::Value;
    m_depth = 0;
    m_objects = 0;
    m_before = 0;
    m_after = 0;
}

qsizetype JsonFramer::withoutMeaning(QByteArrayView bytes)
{
    if (m_at != At::String)
        return 0;
    qsizetype plain = 0;
    while (plain < bytes.size() && bytes[plain] != '"' && bytes[plain] != '\\' && uchar(bytes[plain]) >= 0x20)
        ++plain;
    return plain;
}

void JsonFramer::step(uchar byte)
{
    switch (m_at) {
    case At::String:
    case At::Escape:
    case At::Unicode: return inString(byte);
    case At::Word: return inWord(byte);
    case At::Minus:
    case At::Zero:
    case At::Integer:
    case At::Point:
    case At::Fraction:
    case At::Exponent:
    case At::ExponentSign:
    case At::ExponentDigits: return inNumber(byte);
    case At::Broken: return broken(byte);
    default: return between(byte);
    }
}

/// From here on nothing is understood up to the next LF.
void JsonFramer::broken(uchar byte)
{
    m_at = At::Broken;
    if (byte == '\n')
        fail(FrameFault::Malformed);
}

void JsonFramer::whiteSpace(uchar byte)
{
    if (m_at == At::Done) {
        if (++m_after; byte == '\n')
            complete(m_before, m_after);
        else if (m_after == longestHeader)
            broken(byte);
    } else if (m_lines && byte == '\n') {
        if (m_depth == 0 && m_at == At::Value)
            complete(m_before, 1);
        else
            broken(byte);
    } else if (m_depth == 0) {
        if (++m_before == longestHeader)
            complete(m_before);
    }
}

void JsonFramer::between(uchar byte)
{
    if (isWhite(byte))
        return whiteSpace(byte);
    const bool mayEnd = m_at == At::ValueOrEnd || m_at == At::KeyOrEnd || m_at == At::CommaOrEnd;
    if (mayEnd && (byte == ']' || byte == '}'))
        return close(byte == '}');
    switch (m_at) {
    case At::Value:
    case At::ValueOrEnd: return valueBegins(byte);
    case At::KeyOrEnd:
    case At::Key:
        if (byte != '"')
            return broken(byte);
        m_isKey = true;
        m_at = At::String;
        return;
    case At::Colon:
        if (byte != ':')
            return broken(byte);
        m_at = At::Value;
        return;
    case At::CommaOrEnd:
        if (byte != ',')
            return broken(byte);
        m_at = (m_objects >> (m_depth - 1)) & 1 ? At::Key : At::Value;
        return;
    default: return broken(byte);
    }
}

void JsonFramer::valueBegins(uchar byte)
{
    m_isKey = false;
    switch (byte) {
    case '{':
    case '[':
        if (!open(byte == '{'))
            broken(byte);
        return;
    case '"': m_at = At::String; return;
    case 't': m_word = "rue"; break;
    case 'f': m_word = "alse"; break;
    case 'n': m_word = "ull"; break;
    case '-': m_at = At::Minus; return;
    case '0': m_at = At::Zero; return;
    default:
        if (!isDigit(byte))
            return broken(byte);
        m_at = At::Integer;
        return;
    }
    m_at = At::Word;
}

bool JsonFramer::open(bool object)
{
    if (m_depth == deepest)
        return false;
    const quint64 bit = quint64(1) << m_depth++;
    m_objects = object ? m_objects | bit : m_objects & ~bit;
    m_at = object ? At::KeyOrEnd : At::ValueOrEnd;
    return true;
}

void JsonFramer::close(bool object)
{
    const bool isObject = (m_objects >> (m_depth - 1)) & 1;
    if (isObject != object)
        return broken(object ? '}' : ']');
    --m_depth;
    valueEnded();
}

/// A value whose last byte has been seen.
void JsonFramer::valueEnded()
{
    if (m_depth > 0)
        m_at = At::CommaOrEnd;
    else if (m_lines)
        m_at = At::Done;
    else
        complete(m_before);
}

void JsonFramer::inString(uchar byte)
{
    if (m_at == At::Unicode) {
        if (!isHexDigit(byte))
            return broken(byte);
        if (--m_hexDigits == 0)
            m_at = At::String;
        return;
    }
    if (m_at == At::Escape) {
        if (!QByteArrayView("\"\\/bfnrtu").contains(char(byte)))
            return broken(byte);
        m_at = byte == 'u' ? At::Unicode : At::String;
        m_hexDigits = 4;
        return;
    }
    if (byte == '\\')
        m_at = At::Escape;
    else if (byte < 0x20)
        broken(byte);
    else if (byte == '"' && m_isKey)
        m_at = At::Colon;
    else if (byte == '"')
        valueEnded();
}

void JsonFramer::inWord(uchar byte)
{
    if (byte != uchar(*m_word))
        return broken(byte);
    if (*++m_word == '\0')
        valueEnded();
}

bool JsonFramer::isNumberComplete() const
{
    return m_at == At::Zero || m_at == At::Integer || m_at == At::Fraction || m_at == At::ExponentDigits;
}

void JsonFramer::inNumber(uchar byte)
{
    const bool mayHaveExponent = m_at == At::Zero || m_at == At::Integer || m_at == At::Fraction;
    if (isDigit(byte) && m_at != At::Zero) {
        if (m_at == At::Minus)
            m_at = byte == '0' ? At::Zero : At::Integer;
        else if (m_at == At::Point)
            m_at = At::Fraction;
        else if (m_at == At::Exponent || m_at == At::ExponentSign)
            m_at = At::ExponentDigits;
    } else if (byte == '.' && (m_at == At::Zero || m_at == At::Integer)) {
        m_at = At::Point;
    } else if ((byte | 0x20) == 'e' && mayHaveExponent) {
        m_at = At::Exponent;
    } else if ((byte == '+' || byte == '-') && m_at == At::Exponent) {
        m_at = At::ExponentSign;
    } else if (!isNumberComplete()) {
        broken(byte);
    } else if (m_depth > 0 || m_lines) {
        m_at = m_depth > 0 ? At::CommaOrEnd : At::Done;
        between(byte);
    } else if (isWhite(byte)) {
        complete(m_before, 1);
    } else {
        endBefore(FrameFault::None, m_before);
        step(byte);
    }
}

Frame JsonFramer::openEnd() const
{
    const bool onlySpace = m_depth == 0 && m_at == At::Value;
    const bool isWhole = m_depth == 0 && (isNumberComplete() || m_at == At::Done);
    if (onlySpace || isWhole)
        return {.headerLength = quint16(m_before), .trailerLength = quint16(m_after)};
    return {.fault = m_at == At::Broken ? FrameFault::Malformed : FrameFault::Unterminated};
}

Result<QByteArray> JsonFramer::encode(QByteArrayView payload) const
{
    const bool isBare =
        !payload.isEmpty() && !isWhite(uchar(payload.front())) && !isWhite(uchar(payload.back()));
    if (!isBare)
        return refused(NetError::invalid(
            NETCORE_REASON("the payload is not exactly one JSON value without white space around it")));
    const bool endsItself = !isDigit(uchar(payload.back())); // only a number goes on
    JsonFramer fresh(m_lines, {maxFrame()});
    return onlyFrame(fresh, m_lines || !endsItself ? payload.toByteArray() + '\n' : payload.toByteArray(),
                     NETCORE_REASON("the payload is not exactly one JSON value (of at most 64 levels)"));
}

} // namespace netcore
