#include "netcore/framing/lengthframer.h"

#include "netcore/framing/framingspec.h"

#include <algorithm>

namespace netcore {

bool readLengthType(QStringView text, LengthField &field)
{
    struct Type
    {
        QLatin1String name;
        quint8 width;
        bool bigEndian;
    };
    static const Type types[] = {
        {QLatin1String("u8"), 1, true},     {QLatin1String("u16be"), 2, true},
        {QLatin1String("u16le"), 2, false}, {QLatin1String("u24be"), 3, true},
        {QLatin1String("u24le"), 3, false}, {QLatin1String("u32be"), 4, true},
        {QLatin1String("u32le"), 4, false}, {QLatin1String("u64be"), 8, true},
        {QLatin1String("u64le"), 8, false},
    };
    const auto type =
        std::find_if(std::begin(types), std::end(types), [&](const Type &t) { return text == t.name; });
    if (type == std::end(types))
        return false;
    field.width = type->width;
    field.bigEndian = type->bigEndian;
    return true;
}

LengthFramer::LengthFramer(const LengthField &field, const FramingLimits &limits)
    : m_field(field), m_maxFrame(limits.maxFrame), m_headerLength(quint32(field.at) + field.width)
{
    Q_ASSERT(field.at <= largestAt);
}

quint64 LengthFramer::valueOf(const uchar *bytes) const
{
    quint64 value = 0;
    for (int i = 0; i < m_field.width; ++i)
        value = (value << 8) | bytes[m_field.bigEndian ? i : m_field.width - 1 - i];
    return value;
}

/// Whether a frame with this declared length can be; sets m_total. If not, the header becomes the faulty
/// frame.
bool LengthFramer::accept(quint64 declared, std::vector<Frame> &frames)
{
    // Neither sum can overflow: what is declared is compared before it is added to anything.
    const bool tooLong = declared > FramingLimits::hardMaxFrame * 2ull;
    const qint64 body = tooLong ? 0 : qint64(declared) + m_field.plus;
    if (!tooLong && body >= 0 && quint64(body) + m_headerLength <= m_maxFrame) {
        m_total = quint64(body) + m_headerLength;
        return true;
    }
    frames.push_back({.offset = m_start,
                      .length = m_headerLength,
                      .fault = body < 0 ? FrameFault::BadLength : FrameFault::TooLong,
                      .declared = declared});
    m_start += m_headerLength;
    m_lost = true;
    return false;
}

void LengthFramer::advance(const uchar *&at, quint64 count)
{
    at += count;
    m_end += count;
}

/// The hot path: frames that lie whole in this piece, without any state in between.
void LengthFramer::takeWholeFrames(const uchar *&at, const uchar *end, std::vector<Frame> &frames)
{
    while (quint64(end - at) >= m_headerLength) {
        if (!accept(valueOf(at + m_field.at), frames)) {
            advance(at, m_headerLength);
            return;
        }
        if (quint64(end - at) < m_total) {
            advance(at, m_headerLength);
            return;
        }
        frames.push_back(
            {.offset = m_start, .length = quint32(m_total), .headerLength = quint16(m_headerLength)});
        advance(at, m_total);
        m_start = m_end;
        m_total = 0;
    }
}

/// Part of a header: keeps the bytes of the length field as they pass.
void LengthFramer::takeHeader(const uchar *&at, const uchar *end, std::vector<Frame> &frames)
{
    for (; at < end && m_end - m_start < m_headerLength; advance(at, 1)) {
        const quint64 place = m_end - m_start;
        if (place >= m_field.at)
            m_lengthBytes[place - m_field.at] = *at;
    }
    if (m_end - m_start == m_headerLength)
        accept(valueOf(m_lengthBytes), frames);
}

void LengthFramer::takeBody(const uchar *&at, const uchar *end, std::vector<Frame> &frames)
{
    advance(at, std::min<quint64>(m_total - (m_end - m_start), quint64(end - at)));
    if (m_end - m_start < m_total)
        return;
    frames.push_back(
        {.offset = m_start, .length = quint32(m_total), .headerLength = quint16(m_headerLength)});
    m_start = m_end;
    m_total = 0;
}

void LengthFramer::takeUnframed(const uchar *&at, const uchar *end, std::vector<Frame> &frames)
{
    advance(at, quint64(end - at));
    for (; m_end - m_start >= m_maxFrame; m_start += m_maxFrame)
        frames.push_back({.offset = m_start, .length = m_maxFrame, .fault = FrameFault::Unframed});
}

void LengthFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    const uchar *at = reinterpret_cast<const uchar *>(bytes.data());
    const uchar *const end = at + bytes.size();
    if (m_total > 0 && at < end) // a body that was already complete with an empty rest is never left open
        takeBody(at, end, frames);
    while (at < end && !m_lost) {
        if (m_end == m_start)
            takeWholeFrames(at, end, frames);
        if (m_total > 0)
            takeBody(at, end, frames);
        else if (!m_lost && at < end)
            takeHeader(at, end, frames);
        // A header that completed exactly here may declare an empty body.
        if (m_total > 0 && m_end - m_start == m_total)
            takeBody(at, end, frames);
    }
    if (m_lost && at < end)
        takeUnframed(at, end, frames);
}

void LengthFramer::finish(std::vector<Frame> &frames)
{
    if (m_end > m_start)
        frames.push_back({.offset = m_start,
                          .length = quint32(m_end - m_start),
                          .fault = m_lost ? FrameFault::Unframed : FrameFault::Unterminated});
    m_start = m_end;
    m_total = 0;
    m_lost = false;
}

void LengthFramer::reset()
{
    m_start = 0;
    m_end = 0;
    m_total = 0;
    m_lost = false;
}

Result<QByteArray> LengthFramer::encode(QByteArrayView payload) const
{
    const qint64 declared = payload.size() - m_field.plus;
    const bool fits = m_field.width == 8 || declared < (qint64(1) << (8 * m_field.width));
    if (declared < 0 || !fits)
        return refused(
            NetError::invalid(NETCORE_REASON("the length of this payload does not fit its field")));
    if (quint64(payload.size()) + m_headerLength > m_maxFrame)
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    QByteArray wire(qsizetype(m_field.at), '\0');
    for (int i = 0; i < m_field.width; ++i) {
        const int shift = 8 * (m_field.bigEndian ? m_field.width - 1 - i : i);
        wire += char((quint64(declared) >> shift) & 0xFF);
    }
    return wire + payload.toByteArray();
}

MadeFramer makeLengthFramer(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument type = spec.takeWord();
    LengthField field;
    if (!readLengthType(type.text, field))
        return refused(NetError::invalid(
            NETCORE_REASON("the length type must be u8, u16, u24, u32 or u64 with be or le, e.g. u16be"),
            type.position));
    const Result<qint64> at = numberOf(spec.takeNamed(u"at"), 0, LengthFramer::largestAt, 0);
    const Result<qint64> plus = numberOf(spec.takeNamed(u"plus"), -qint64(1 << 30), 1 << 30, 0);
    if (!at)
        return refused(at.error());
    if (!plus)
        return refused(plus.error());
    field.at = quint16(*at);
    field.plus = *plus;
    if (spec.takeFlag(u"incl"))
        field.plus -= field.at + field.width;
    return std::make_unique<LengthFramer>(field, limits);
}

} // namespace netcore
