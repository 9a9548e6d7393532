#pragma once

#include "netcore/framing/framer.h"

#include <optional>
#include <vector>

namespace netcore {

class SpecReader;

/// Cuts a byte stream into frames at a delimiter: `delim(0D0A)`, `delim('END')`, `line`.
///
/// Wire shape   payload, then the delimiter; the first place where the whole delimiter stands ends the frame
/// Optional     with `mayPrecede` (a CR before LF) that one byte belongs to the trailer too, where it is
/// there;
///              with `keeps` the delimiter is the payload's end and not the frame's trailer
/// Limits       a frame over maxFrame bytes is cut into pieces of maxFrame, each TooLong, up to its
/// delimiter:
///              there it resynchronises. Keeps no bytes: how far the delimiter has matched is one number.
/// Speed        a vector scan to the next candidate; O(n) for any delimiter and any split (Knuth, Morris,
/// Pratt
///              1977)
/// Thread       plain value, any one thread
/// Source       RFC 5234 s.B.1 (CRLF)
class DelimFramer final : public Framer
{
public:
    static constexpr qsizetype longestDelimiter = 4096;

    /// REQUIRES: 0 < delimiter.size() <= longestDelimiter.
    DelimFramer(const QByteArray &delimiter, const FramingLimits &limits,
                std::optional<char> mayPrecede = std::nullopt, bool keeps = false);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_end - m_start; }
    /// Refused where the other side would cut elsewhere than at the end of this payload.
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    const char *takeWholeFrames(const char *at, const char *end, std::vector<Frame> &frames);
    const char *scan(const char *at, const char *end);
    void step(char byte);
    void endFrame(std::vector<Frame> &frames);
    void cutPiece(std::vector<Frame> &frames);

    QByteArray m_delimiter;
    std::vector<int> m_fallback; // KMP: how much still matches after a mismatch
    std::optional<char> m_mayPrecede;
    quint32 m_maxFrame;
    bool m_keeps;

    quint64 m_start = 0; // of the frame that is not complete
    quint64 m_end = 0;   // of what was fed
    int m_matched = 0;
    char m_before = 0; // the byte before the delimiter that is being matched
    bool m_overlong = false;
};

MadeFramer makeLineFramer(SpecReader &spec, const FramingLimits &limits);
MadeFramer makeDelimFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
