#include "netcore/framing/startendframer.h"

#include "netcore/framing/bytescan.h"
#include "netcore/framing/framingspec.h"

namespace netcore {

StartEndFramer::StartEndFramer(const StartEnd &marks, const FramingLimits &limits)
    : SteppedFramer(limits), m_marks(marks)
{
    Q_ASSERT(marks.escape || !marks.escapesMarks);
}

void StartEndFramer::begin(bool)
{
    m_inside = false;
    m_escaped = false;
    m_badEscape = false;
}

Frame StartEndFramer::openEnd() const
{
    return {.fault = m_inside ? FrameFault::Unterminated : FrameFault::Unframed};
}

qsizetype StartEndFramer::withoutMeaning(QByteArrayView bytes)
{
    if (m_escaped)
        return 0;
    const char *const end = bytes.data() + bytes.size();
    const char mark = m_inside ? m_marks.end : m_marks.start;
    if (m_marks.escapesMarks)
        return findByte(bytes.data(), end, *m_marks.escape) - bytes.data();
    if (!m_inside || !m_marks.escape)
        return findByte(bytes.data(), end, mark) - bytes.data();
    const char *const other = findEither(bytes.data(), end, mark, *m_marks.escape);
    return findByte(bytes.data(), other, m_marks.start) - bytes.data();
}

void StartEndFramer::step(uchar byte)
{
    m_inside ? stepInside(char(byte)) : stepOutside(char(byte));
}

void StartEndFramer::startHere()
{
    endBefore(m_inside ? FrameFault::Unterminated : FrameFault::Unframed, 0, markLength());
    m_inside = true;
}

void StartEndFramer::endHere()
{
    if (m_badEscape)
        fail(FrameFault::BadEscape);
    else
        complete(markLength(), markLength());
}

void StartEndFramer::stepOutside(char byte)
{
    const bool isMark = m_marks.escapesMarks ? std::exchange(m_escaped, false) : true;
    if (isMark && byte == m_marks.start)
        startHere();
    else if (m_marks.escapesMarks && byte == *m_marks.escape)
        m_escaped = true;
}

/// The byte after an escape, where escapes stand before marks.
void StartEndFramer::markInside(char byte)
{
    if (byte == m_marks.start)
        startHere();
    else if (byte == m_marks.end)
        endHere();
    else if (byte != *m_marks.escape)
        m_badEscape = true;
}

void StartEndFramer::stepInside(char byte)
{
    if (std::exchange(m_escaped, false)) {
        if (m_marks.escapesMarks)
            markInside(byte);
        else
            m_badEscape = m_badEscape || !mustEscape(char(byte ^ m_marks.flip));
        return;
    }
    if (m_marks.escape && byte == *m_marks.escape)
        m_escaped = true;
    else if (m_marks.escapesMarks)
        return;
    else if (byte == m_marks.end)
        endHere();
    else if (byte == m_marks.start && m_marks.escape)
        startHere();
}

bool StartEndFramer::mustEscape(char byte) const
{
    if (!m_marks.escape)
        return false;
    if (m_marks.escapesMarks)
        return byte == *m_marks.escape;
    return byte == m_marks.start || byte == m_marks.end || byte == *m_marks.escape;
}

Result<QByteArray> StartEndFramer::encode(QByteArrayView payload) const
{
    if (const qsizetype end = payload.indexOf(m_marks.end); !m_marks.escape && end >= 0)
        return refused(NetError::invalid(
            NETCORE_REASON("the payload contains the end byte, so that the peer would cut it there"), end));
    const QByteArray before = m_marks.escapesMarks ? QByteArray(1, *m_marks.escape) : QByteArray();
    QByteArray wire = before + m_marks.start;
    for (const char byte : payload) {
        const bool escaped = mustEscape(byte);
        if (escaped)
            wire += *m_marks.escape;
        wire += escaped ? char(byte ^ m_marks.flip) : byte;
    }
    wire += before + m_marks.end;
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

QByteArray StartEndFramer::decode(const Frame &frame, QByteArrayView wire) const
{
    const QByteArray data = Framer::decode(frame, wire);
    if (!m_marks.escape || frame.fault != FrameFault::None)
        return data;
    QByteArray payload;
    payload.reserve(data.size());
    for (qsizetype i = 0; i < data.size(); ++i) {
        const bool escaped = data[i] == *m_marks.escape && i + 1 < data.size();
        payload += escaped ? char(data[++i] ^ m_marks.flip) : data[i];
    }
    return payload;
}

namespace {

Result<char> byteOf(const SpecArgument &argument)
{
    const Result<QByteArray> bytes = bytesOf(argument);
    if (!bytes)
        return refused(bytes.error());
    if (bytes->size() != 1)
        return refused(
            NetError::invalid(NETCORE_REASON("one byte is expected, e.g. 02 or '<'"), argument.position));
    return bytes->front();
}

Result<StartEnd> readMarks(SpecReader &spec)
{
    StartEnd marks;
    if (spec.takeFlag(u"dle")) {
        marks.escape = '\x10';
        marks.escapesMarks = true;
        return marks;
    }
    const Result<char> start = byteOf(spec.takeWord());
    const SpecArgument endArgument = spec.takeWord();
    const Result<char> end = byteOf(endArgument);
    if (!start || !end)
        return refused((!start ? start : end).error());
    marks.start = *start;
    marks.end = *end;
    if (const SpecArgument escape = spec.takeNamed(u"esc"); escape.given) {
        const Result<char> byte = byteOf(escape);
        if (!byte)
            return refused(byte.error());
        marks.escape = *byte;
        if (*byte == marks.start || *byte == marks.end || marks.start == marks.end)
            return refused(
                NetError::invalid(NETCORE_REASON("start, end and escape must differ"), escape.position));
    }
    if (const SpecArgument flip = spec.takeNamed(u"xor"); flip.given) {
        const Result<char> byte = byteOf(flip);
        if (!byte)
            return refused(byte.error());
        marks.flip = *byte;
        const auto flipped = [&](char mark) { return char(mark ^ *byte); };
        const auto isMark = [&](char c) { return c == marks.start || c == marks.end || c == marks.escape; };
        if (!marks.escape || *byte == 0 || isMark(flipped(marks.start)) || isMark(flipped(marks.end)) ||
            isMark(flipped(*marks.escape)))
            return refused(NetError::invalid(
                NETCORE_REASON("this value would turn an escaped byte into a mark, or there is no escape"),
                flip.position));
    }
    return marks;
}

} // namespace

MadeFramer makeStartEndFramer(SpecReader &spec, const FramingLimits &limits)
{
    const Result<StartEnd> marks = readMarks(spec);
    if (!marks)
        return refused(marks.error());
    return std::make_unique<StartEndFramer>(*marks, limits);
}

} // namespace netcore
