#include "netcore/framing/delimframer.h"

#include "netcore/framing/anylineframer.h"
#include "netcore/framing/bytescan.h"
#include "netcore/framing/framingspec.h"

#include <algorithm>
#include <cstring>

namespace netcore {

namespace {

std::vector<int> fallbackTable(const QByteArray &pattern)
{
    std::vector<int> table(size_t(pattern.size()), 0);
    int matched = 0;
    for (qsizetype i = 1; i < pattern.size(); ++i) {
        while (matched > 0 && pattern[i] != pattern[matched])
            matched = table[size_t(matched) - 1];
        if (pattern[i] == pattern[matched])
            ++matched;
        table[size_t(i)] = matched;
    }
    return table;
}

} // namespace

DelimFramer::DelimFramer(const QByteArray &delimiter, const FramingLimits &limits,
                         std::optional<char> mayPrecede, bool keeps)
    : m_delimiter(delimiter)
    , m_fallback(fallbackTable(delimiter))
    , m_mayPrecede(mayPrecede)
    , m_maxFrame(limits.maxFrame)
    , m_keeps(keeps)
{
    Q_ASSERT(!delimiter.isEmpty() && delimiter.size() <= longestDelimiter);
    Q_ASSERT(!mayPrecede || delimiter.size() == 1); // m_before is only kept for the byte before a single one
}

void DelimFramer::step(char byte)
{
    while (m_matched > 0 && byte != m_delimiter[m_matched])
        m_matched = m_fallback[size_t(m_matched) - 1];
    if (byte == m_delimiter[m_matched])
        ++m_matched;
}

/// Goes on until the delimiter is complete or `end`; returns one past the last byte looked at.
const char *DelimFramer::scan(const char *at, const char *end)
{
    const char *const begin = at;
    while (at < end && m_matched < m_delimiter.size()) {
        if (m_matched == 0) {
            at = findByte(at, end, m_delimiter[0]);
            if (at > begin)
                m_before = at[-1];
            if (at == end)
                break;
        }
        step(*at++);
    }
    return at;
}

/// The hot path: from the beginning of a frame, those that lie whole in this piece. Stops where more than a
/// look at the delimiter is needed; what it has looked at in vain is at most one delimiter.
const char *DelimFramer::takeWholeFrames(const char *at, const char *end, std::vector<Frame> &frames)
{
    const char first = m_delimiter[0];
    const qsizetype more = m_delimiter.size() - 1;
    quint64 start = m_start;
    for (;;) {
        const char *const hit = findByte(at, end, first);
        const qsizetype length = hit - at + 1 + more;
        if (end - hit <= more || length > qsizetype(m_maxFrame))
            break;
        if (more > 0 && std::memcmp(hit + 1, m_delimiter.constData() + 1, size_t(more)) != 0)
            break;
        const bool preceded = m_mayPrecede && hit > at && hit[-1] == *m_mayPrecede;
        const qsizetype trailer = m_keeps ? 0 : m_delimiter.size() + (preceded ? 1 : 0);
        frames.push_back({.offset = start, .length = quint32(length), .trailerLength = quint16(trailer)});
        start += quint64(length);
        at += length;
    }
    m_start = start;
    m_end = start;
    return at;
}

void DelimFramer::endFrame(std::vector<Frame> &frames)
{
    Frame frame{.offset = m_start, .length = quint32(m_end - m_start)};
    const qsizetype preceding = m_mayPrecede && m_before == *m_mayPrecede ? 1 : 0;
    if (m_overlong)
        frame.fault = FrameFault::TooLong;
    else if (!m_keeps)
        frame.trailerLength = quint16(m_delimiter.size() + preceding);
    frames.push_back(frame);
    m_start = m_end;
    m_matched = 0;
    m_before = 0;
    m_overlong = false;
}

void DelimFramer::cutPiece(std::vector<Frame> &frames)
{
    frames.push_back({.offset = m_start, .length = m_maxFrame, .fault = FrameFault::TooLong});
    m_start = m_end;
    m_overlong = true;
}

void DelimFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at < end) {
        if (m_end == m_start && !m_overlong)
            at = takeWholeFrames(at, end, frames);
        const quint64 room = m_maxFrame - (m_end - m_start);
        const char *const stop = at + qsizetype(std::min<quint64>(room, quint64(end - at)));
        const char *const next = scan(at, stop);
        m_end += quint64(next - at);
        at = next;
        if (m_matched == m_delimiter.size())
            endFrame(frames);
        else if (m_end - m_start == m_maxFrame)
            cutPiece(frames);
    }
}

void DelimFramer::finish(std::vector<Frame> &frames)
{
    if (m_end > m_start)
        frames.push_back({.offset = m_start,
                          .length = quint32(m_end - m_start),
                          .fault = m_overlong ? FrameFault::TooLong : FrameFault::Unterminated});
    m_start = m_end;
    m_matched = 0;
    m_before = 0;
    m_overlong = false;
}

void DelimFramer::reset()
{
    m_start = 0;
    m_end = 0;
    m_matched = 0;
    m_before = 0;
    m_overlong = false;
}

Result<QByteArray> DelimFramer::encode(QByteArrayView payload) const
{
    if (m_keeps && !payload.endsWith(m_delimiter))
        return refused(NetError::invalid(
            NETCORE_REASON("the payload must end with the delimiter, which is kept"), payload.size()));
    QByteArray wire = payload.toByteArray();
    if (!m_keeps)
        wire += m_delimiter;
    if (wire.indexOf(m_delimiter) != wire.size() - m_delimiter.size())
        return refused(NetError::invalid(
            NETCORE_REASON("the payload contains the delimiter, so that the peer would cut it there")));
    if (m_mayPrecede && payload.endsWith(*m_mayPrecede))
        return refused(NetError::invalid(
            NETCORE_REASON(
                "the payload ends with CR, which the peer would take for a part of the line ending"),
            payload.size() - 1));
    if (wire.size() > qsizetype(m_maxFrame))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

MadeFramer makeLineFramer(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument ending = spec.takeWord();
    if (ending.text.isEmpty())
        return std::make_unique<DelimFramer>("\n", limits, '\r');
    if (ending.text == QLatin1String("lf"))
        return std::make_unique<DelimFramer>("\n", limits);
    if (ending.text == QLatin1String("crlf"))
        return std::make_unique<DelimFramer>("\r\n", limits);
    if (ending.text == QLatin1String("cr"))
        return std::make_unique<DelimFramer>("\r", limits);
    if (ending.text == QLatin1String("any"))
        return std::make_unique<AnyLineFramer>(limits);
    return refused(
        NetError::invalid(NETCORE_REASON("the line ending must be lf, crlf, cr or any"), ending.position));
}

MadeFramer makeDelimFramer(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument argument = spec.takeWord();
    const Result<QByteArray> delimiter = bytesOf(argument);
    if (!delimiter)
        return refused(delimiter.error());
    if (delimiter->isEmpty())
        return refused(
            NetError::invalid(NETCORE_REASON("the delimiter must not be empty"), argument.position));
    if (delimiter->size() > DelimFramer::longestDelimiter)
        return refused(
            NetError::invalid(NETCORE_REASON("the delimiter is longer than 4,096 bytes"), argument.position));
    return std::make_unique<DelimFramer>(*delimiter, limits, std::nullopt, spec.takeFlag(u"keep"));
}

} // namespace netcore
