#include "netcore/framing/regexframer.h"

#include "netcore/framing/steppedframer.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>

namespace netcore {

namespace {

/// PCRE counts its steps back; at this many it gives up. A pattern can only lower it.
constexpr QLatin1String matchLimit("(*LIMIT_MATCH=1000000)");

} // namespace

Result<std::unique_ptr<Framer>> RegexFramer::make(const QByteArray &pattern, qint64 window,
                                                  qsizetype position, const FramingLimits &limits)
{
    const auto beyond = std::find_if(pattern.begin(), pattern.end(), [](char c) { return uchar(c) > 0x7E; });
    if (beyond != pattern.end())
        return refused(NetError::invalid(NETCORE_REASON("a pattern is ASCII; write other bytes as \\xNN"),
                                         position + (beyond - pattern.begin())));
    QRegularExpression expression(matchLimit + QLatin1String(pattern),
                                  QRegularExpression::DotMatchesEverythingOption);
    if (pattern.isEmpty() || !expression.isValid())
        return refused(NetError::invalid(
            NETCORE_REASON("this is no regular expression"),
            position + std::max<qsizetype>(0, expression.patternErrorOffset() - matchLimit.size())));
    if (expression.match(QString()).hasMatch())
        return refused(NetError::invalid(NETCORE_REASON("the pattern matches nothing at all"), position));
    expression.optimize();
    const auto bounded = quint32(std::min<qint64>(window, limits.maxFrame));
    return std::unique_ptr<Framer>(new RegexFramer(expression, bounded));
}

RegexFramer::RegexFramer(const QRegularExpression &pattern, quint32 window)
    : m_pattern(pattern), m_window(window)
{
}

void RegexFramer::cut(std::vector<Frame> &frames, quint64 length, FrameFault fault)
{
    frames.push_back({.offset = m_start, .length = quint32(length), .fault = fault});
    m_start += length;
    m_text.remove(0, qsizetype(length));
    m_from = 0;
    m_spentNs = 0;
}

/// Looks for one match; true if it has cut a frame.
bool RegexFramer::matchOnce(std::vector<Frame> &frames, bool ended)
{
    using Match = QRegularExpression;
    QElapsedTimer timer;
    timer.start();
    const auto match =
        m_pattern.match(m_text, m_from, ended ? Match::NormalMatch : Match::PartialPreferFirstMatch);
    m_spentNs += timer.nsecsElapsed();
    if (!match.isValid() || m_spentNs > budgetNs) {
        m_off = true;
        cut(frames, quint64(m_text.size()), FrameFault::TooCostly);
        return false;
    }
    if (match.hasMatch() && match.capturedEnd() > 0) {
        cut(frames, quint64(match.capturedEnd()), m_overlong ? FrameFault::TooLong : FrameFault::None);
        m_overlong = false;
        return true;
    }
    if (match.hasMatch()) // of no length, at the frame's beginning: the next one ends it
        m_from = 1;
    else
        m_from = match.hasPartialMatch() ? match.capturedStart() : m_text.size();
    return match.hasMatch() && m_from < m_text.size();
}

void RegexFramer::search(std::vector<Frame> &frames, bool ended)
{
    while (!m_off && !m_text.isEmpty() && m_from <= m_text.size()) {
        if (!matchOnce(frames, ended))
            return;
    }
}

void RegexFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    while (!bytes.isEmpty() && !m_off) {
        const auto room = std::min<qsizetype>(bytes.size(), qsizetype(m_window) - m_text.size());
        m_text += QLatin1String(bytes.data(), room);
        m_end += quint64(room);
        bytes = bytes.sliced(room);
        search(frames, false);
        if (!m_off && m_text.size() == qsizetype(m_window)) {
            cut(frames, m_window, FrameFault::TooLong);
            m_overlong = true;
        }
    }
    m_end += quint64(bytes.size());
    for (; m_off && m_end - m_start >= m_window; m_start += m_window)
        frames.push_back({.offset = m_start, .length = m_window, .fault = FrameFault::Unframed});
}

void RegexFramer::finish(std::vector<Frame> &frames)
{
    search(frames, true);
    const FrameFault fault = m_off        ? FrameFault::Unframed
                             : m_overlong ? FrameFault::TooLong
                                          : FrameFault::Unterminated;
    if (m_end > m_start)
        cut(frames, m_end - m_start, fault);
    m_overlong = m_off = false;
    m_from = 0;
    m_spentNs = 0;
}

void RegexFramer::reset()
{
    m_text.clear();
    m_from = 0;
    m_start = 0;
    m_end = 0;
    m_spentNs = 0;
    m_overlong = false;
    m_off = false;
}

Result<QByteArray> RegexFramer::encode(QByteArrayView payload) const
{
    RegexFramer fresh(m_pattern, m_window);
    std::vector<Frame> frames;
    fresh.feed(payload, 0, frames);
    fresh.finish(frames);
    if (frames.size() != 1 || frames[0].fault != FrameFault::None)
        return refused(NetError::invalid(
            NETCORE_REASON("the payload is not one whole frame: it must end with what the pattern matches")));
    return payload.toByteArray();
}

} // namespace netcore
