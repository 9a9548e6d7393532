#include "netcore/framing/steppedframer.h"

#include <algorithm>

namespace netcore {

SteppedFramer::SteppedFramer(const FramingLimits &limits) : m_maxFrame(limits.maxFrame) {}

qsizetype SteppedFramer::withoutMeaning(QByteArrayView)
{
    return 0;
}

qsizetype SteppedFramer::wholeFrames(QByteArrayView, quint64, std::vector<Frame> &)
{
    return 0;
}

/// Appends what lies between the frame's beginning and `end`, if anything does.
void SteppedFramer::cut(const Frame &kind, quint64 end)
{
    if (end == m_start)
        return;
    Frame frame = kind;
    frame.offset = m_start;
    frame.length = quint32(end - m_start);
    m_frames->push_back(frame);
    m_start = end;
}

void SteppedFramer::next()
{
    m_overlong = false;
    begin(false);
}

void SteppedFramer::complete(quint64 headerLength, quint64 trailerLength)
{
    if (m_overlong)
        cut({.fault = FrameFault::TooLong}, m_end);
    else
        cut({.headerLength = quint16(headerLength), .trailerLength = quint16(trailerLength)}, m_end);
    next();
}

void SteppedFramer::fail(FrameFault fault, quint64 declared)
{
    cut({.fault = fault, .declared = declared}, m_end);
    next();
}

void SteppedFramer::failCheck(quint64 headerLength, quint64 trailerLength)
{
    if (m_overlong)
        return complete();
    cut({.headerLength = quint16(headerLength),
         .trailerLength = quint16(trailerLength),
         .fault = FrameFault::BadCheck},
        m_end);
    next();
}

void SteppedFramer::endBefore(FrameFault fault, quint64 headerLength, quint64 back, quint64 trailerLength)
{
    Frame kind{.headerLength = quint16(headerLength),
               .trailerLength = quint16(trailerLength),
               .fault = m_overlong ? FrameFault::TooLong : fault};
    if (kind.fault != FrameFault::None)
        kind.headerLength = kind.trailerLength = 0;
    cut(kind, std::max(m_start, m_end - back));
    next();
}

void SteppedFramer::lose(FrameFault fault, quint64 declared)
{
    cut({.fault = fault, .declared = declared}, m_end);
    m_lost = true;
}

void SteppedFramer::skip(quint64 count)
{
    // What is declared is compared before it is added to anything.
    if (!m_overlong && count > m_maxFrame - length()) {
        cut({.fault = FrameFault::TooLong, .declared = count}, m_end);
        m_overlong = true;
    }
    m_toSkip = count;
    if (count == 0)
        skipped();
}

qsizetype SteppedFramer::take(const uchar *at, qsizetype most)
{
    qsizetype passed = most;
    if (m_toSkip > 0) {
        passed = qsizetype(std::min<quint64>(m_toSkip, quint64(most)));
        m_end += quint64(passed);
        m_toSkip -= quint64(passed);
        if (m_toSkip == 0)
            skipped();
        return passed;
    }
    if (!m_lost)
        passed = withoutMeaning(QByteArrayView(at, most));
    m_end += quint64(passed);
    if (passed > 0)
        return passed;
    ++m_end;
    step(*at);
    return 1;
}

void SteppedFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    m_frames = &frames;
    const uchar *at = reinterpret_cast<const uchar *>(bytes.data());
    const uchar *const end = at + bytes.size();
    while (at < end) {
        if (m_end == m_start && !m_overlong && !m_lost && m_toSkip == 0) {
            const qsizetype taken = wholeFrames(QByteArrayView(at, end), m_start, frames);
            at += taken;
            m_start = m_end = m_end + quint64(taken);
            if (at == end)
                break;
        }
        const quint64 room = m_maxFrame - length();
        at += take(at, qsizetype(std::min<quint64>(room, quint64(end - at))));
        if (length() == m_maxFrame) {
            m_overlong = true;
            cut({.fault = m_lost ? FrameFault::Unframed : FrameFault::TooLong}, m_end);
        }
    }
    m_frames = nullptr;
}

void SteppedFramer::finish(std::vector<Frame> &frames)
{
    m_frames = &frames;
    if (m_lost)
        cut({.fault = FrameFault::Unframed}, m_end);
    else
        cut(m_overlong ? Frame{.fault = FrameFault::TooLong} : openEnd(), m_end);
    m_frames = nullptr;
    m_toSkip = 0;
    m_overlong = false;
    m_lost = false;
    begin(true);
}

void SteppedFramer::reset()
{
    m_start = 0;
    m_end = 0;
    m_toSkip = 0;
    m_overlong = false;
    m_lost = false;
    begin(true);
}

Result<QByteArray> onlyFrame(Framer &fresh, const QByteArray &wire, const char *reason)
{
    std::vector<Frame> frames;
    fresh.reset();
    fresh.feed(wire, 0, frames);
    const bool isOne = frames.size() == 1 && frames[0].fault == FrameFault::None && fresh.pending() == 0;
    if (!isOne)
        return refused(NetError::invalid(reason));
    return wire;
}

} // namespace netcore
