#pragma once

#include "netcore/framing/framer.h"

#include <QtCore/QRegularExpression>

namespace netcore {

/// Cuts a byte stream where a pattern matches: `regex('\d+\r?\n')`, `regex('(?=\$)', window=4096)`.
///
/// Wire shape   a frame ends with the match, which belongs to it; a match of no length (a look-ahead) ends it
/// there Bytes        one character each (Latin-1); the pattern itself is ASCII, with \xNN for the others
/// Bounded      a frame over `window` bytes is cut there, TooLong, up to the next match. A match that PCRE's
/// match limit
///              ends, or over 50 ms of matching within one window, switches the framing off: that frame is
///              TooCostly, all after it Unframed (faults row 7). Only there the result depends on the
///              machine.
/// Errors       a pattern that PCRE refuses, or that matches nothing at all, is refused with its position
/// Thread       plain value, any one thread
/// Source       pcre2pattern(3), pcre2partial(3) (hard partial matching: the same matches for every split)
class RegexFramer final : public Framer
{
public:
    static constexpr qint64 largestWindow = 65'535;
    static constexpr qint64 usualWindow = 16'384;
    static constexpr qint64 budgetNs = 50'000'000;

    /// `position` of the pattern in the spec, for the errors.
    static Result<std::unique_ptr<Framer>> make(const QByteArray &pattern, qint64 window, qsizetype position,
                                                const FramingLimits &limits);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_end - m_start; }
    /// A pattern does not say which bytes to add: refused unless the payload is a whole frame, its end
    /// included.
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    RegexFramer(const QRegularExpression &pattern, quint32 window);

    void search(std::vector<Frame> &frames, bool ended);
    bool matchOnce(std::vector<Frame> &frames, bool ended);
    void cut(std::vector<Frame> &frames, quint64 length, FrameFault fault);

    QRegularExpression m_pattern;
    quint32 m_window;
    QString m_text;       // of the frame at m_start, at most m_window characters
    qsizetype m_from = 0; // no match begins before
    quint64 m_start = 0;
    quint64 m_end = 0;
    qint64 m_spentNs = 0; // since a frame was cut
    bool m_overlong = false;
    bool m_off = false;
};

} // namespace netcore
