#include "netcore/framing/http1framer.h"

#include <algorithm>

namespace netcore {

namespace {

/// RFC 9110 s.5.6.2
bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
    });
}

bool isVersion(QByteArrayView text)
{
    return text.size() == 8 && text.startsWith("HTTP/1.") && text[7] >= '0' && text[7] <= '9';
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

/// The status code of a status line, 0 where it is none.
int statusOf(QByteArrayView line)
{
    if (line.size() < 12 || !isVersion(line.first(8)) || line[8] != ' ' ||
        (line.size() > 12 && line[12] != ' '))
        return 0;
    bool isNumber = false;
    const int status = line.sliced(9, 3).toByteArray().toInt(&isNumber);
    return isNumber && status >= 100 ? status : 0;
}

bool isRequestLine(QByteArrayView line)
{
    const qsizetype method = line.indexOf(' ');
    const qsizetype version = line.lastIndexOf(' ');
    return method > 0 && version > method + 1 && isToken(line.first(method)) &&
           isVersion(line.sliced(version + 1)) &&
           !line.sliced(method + 1, version - method - 1).contains(' ');
}

bool isNamed(QByteArrayView name, QByteArrayView wanted)
{
    return name.compare(wanted, Qt::CaseInsensitive) == 0;
}

} // namespace

Http1Framer::Http1Framer(const FramingLimits &limits) : SteppedFramer(limits) {}

void Http1Framer::begin(bool ofStream)
{
    if (m_at == At::Headers && m_status == 101 && !ofStream)
        m_at = At::UntilEnd;
    else
        m_at = At::StartLine;
    m_line.clear();
    m_lineLength = 0;
    m_lineTooLong = m_hasLength = m_hasCodings = m_chunked = false;
    m_length = 0;
    m_status = 0;
}

qsizetype Http1Framer::withoutMeaning(QByteArrayView bytes)
{
    return m_at == At::UntilEnd ? bytes.size() : 0;
}

void Http1Framer::step(uchar byte)
{
    ++m_lineLength;
    if (m_line.size() < longestLine)
        m_line += char(byte);
    else
        m_lineTooLong = true;
    if (byte != '\n')
        return;
    lineComplete();
    m_line.clear();
    m_lineLength = 0;
    m_lineTooLong = false;
}

void Http1Framer::lineComplete()
{
    if (m_lineTooLong)
        return malformed();
    const QByteArray kept = m_line; // begin() clears it
    const QByteArrayView line = withoutLineEnd(kept);
    switch (m_at) {
    case At::StartLine: // RFC 9112 s.2.2: an empty line before it does not matter
        if (line.isEmpty())
            return;
        if (!takeStart(line))
            return malformed();
        m_at = At::Headers;
        return;
    case At::Headers:
        if (line.isEmpty())
            return headComplete();
        if (!takeHeader(line))
            malformed();
        return;
    case At::ChunkSize:
        if (!takeChunkSize(line))
            malformed();
        return;
    case At::ChunkEnd:
        m_at = At::ChunkSize;
        if (!line.isEmpty())
            malformed();
        return;
    case At::Trailers:
        if (line.isEmpty())
            complete();
        return;
    case At::Lost: return malformed();
    case At::Body:
    case At::UntilEnd: return;
    }
}

/// Nothing is understood until a line is a start line: there a new message begins.
void Http1Framer::malformed()
{
    const bool wasStart = m_at == At::StartLine;
    m_at = At::Lost;
    const QByteArray kept = m_line;
    const QByteArrayView line = withoutLineEnd(kept);
    if (wasStart || m_lineTooLong || (!isRequestLine(line) && statusOf(line) == 0))
        return;
    endBefore(FrameFault::Malformed, 0, m_lineLength);
    takeStart(line);
    m_at = At::Headers;
}

bool Http1Framer::takeStart(QByteArrayView line)
{
    m_status = statusOf(line);
    return m_status != 0 || isRequestLine(line);
}

bool Http1Framer::takeHeader(QByteArrayView line)
{
    if (line.front() == ' ' || line.front() == '\t')
        return true; // a folded line belongs to the header before it
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return false;
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (isNamed(name, "content-length"))
        return takeLength(value);
    if (isNamed(name, "transfer-encoding"))
        takeCodings(value);
    return true;
}

/// RFC 9112 s.6.3: lengths that differ, or are none, cannot be recovered from.
bool Http1Framer::takeLength(QByteArrayView value)
{
    const bool isDecimal =
        !value.isEmpty() && value.size() <= 19 &&
        std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isDecimal)
        return false;
    const quint64 length = value.toByteArray().toULongLong();
    if (m_hasLength && length != m_length)
        return false;
    m_hasLength = true;
    m_length = length;
    return true;
}

void Http1Framer::takeCodings(QByteArrayView value)
{
    m_hasCodings = true;
    m_chunked = isNamed(value.sliced(value.lastIndexOf(',') + 1).trimmed(), "chunked");
}

bool Http1Framer::takeChunkSize(QByteArrayView line)
{
    const qsizetype extension = line.indexOf(';');
    const QByteArrayView digits = (extension < 0 ? line : line.first(extension)).trimmed();
    bool isNumber = false;
    const quint64 size = digits.toByteArray().toULongLong(&isNumber, 16);
    const bool startsRight = !digits.isEmpty() && digits.front() != '+' && digits.front() != '-';
    if (!isNumber || !startsRight || digits.size() > 16 || digits.contains('x'))
        return false;
    m_at = size == 0 ? At::Trailers : At::ChunkEnd;
    if (size > 0)
        skip(size);
    return true;
}

void Http1Framer::headComplete()
{
    const bool isResponse = m_status != 0;
    const bool hasNoBody = m_status / 100 == 1 || m_status == 204 || m_status == 304;
    if (hasNoBody)
        return complete();
    if (m_chunked) {
        m_at = At::ChunkSize;
    } else if (m_hasCodings && !isResponse) {
        malformed();
    } else if (m_hasLength && !m_hasCodings) {
        m_at = At::Body;
        skip(m_length);
    } else if (isResponse) {
        m_at = At::UntilEnd;
    } else {
        complete();
    }
}

void Http1Framer::skipped()
{
    if (m_at == At::Body)
        complete();
}

Frame Http1Framer::openEnd() const
{
    if (m_at == At::UntilEnd)
        return {};
    return {.fault = m_at == At::Lost ? FrameFault::Malformed : FrameFault::Unterminated};
}

Result<QByteArray> Http1Framer::encode(QByteArrayView payload) const
{
    Http1Framer fresh({maxFrame()});
    return onlyFrame(
        fresh, payload.toByteArray(),
        NETCORE_REASON("the payload is not one whole HTTP message: start line, headers, empty line, and a "
                       "body of the Content-Length or in chunks"));
}

} // namespace netcore
