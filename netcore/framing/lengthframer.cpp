#include "netcore/framing/lengthframer.h"

#include "netcore/framing/framingspec.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <utility>

namespace netcore {

bool readLengthType(QStringView text, LengthField &field)
{
    const auto digits = [&](QStringView name, LengthField::Form form) {
        const int width = text.startsWith(name) ? text.sliced(name.size()).toInt() : 0;
        if (width < 1 || width > LengthField::longestDigits)
            return false;
        field.width = quint8(width);
        field.form = form;
        return true;
    };
    if (digits(u"dec", LengthField::Form::Decimal) || digits(u"hex", LengthField::Form::Hex))
        return true;
    static constexpr quint8 widths[] = {1, 2, 3, 4, 8};
    const auto width = std::find_if(std::begin(widths), std::end(widths), [&](quint8 bytes) {
        return text.startsWith(QStringLiteral("u%1").arg(8 * bytes));
    });
    if (width == std::end(widths))
        return false;
    const QStringView order = text.sliced(*width == 1 ? 2 : 3);
    if (!order.isEmpty() && (*width == 1 || (order != u"be" && order != u"le")))
        return false;
    field.width = *width;
    field.form = order == u"le" ? LengthField::Form::LittleEndian : LengthField::Form::BigEndian;
    return true;
}

LengthFramer::LengthFramer(const LengthField &field, const FramingLimits &limits)
    : m_field(field), m_maxFrame(limits.maxFrame), m_headerLength(quint32(field.at) + field.width)
{
    Q_ASSERT(field.at <= largestAt);
}

namespace {

quint64 readDigits(const uchar *bytes, int width, bool isHex)
{
    quint64 value = 0;
    for (int i = 0; i < width; ++i) {
        const int lower = bytes[i] | 0x20;
        const bool isDigit = bytes[i] >= '0' && bytes[i] <= '9';
        const bool isLetter = isHex && lower >= 'a' && lower <= 'f';
        if (!isDigit && !isLetter)
            return LengthField::noNumber;
        value = value * (isHex ? 16 : 10) + quint64(isDigit ? bytes[i] - '0' : lower - 'a' + 10);
    }
    return value;
}

} // namespace

quint64 LengthField::read(const uchar *bytes) const
{
    if (isDigits())
        return readDigits(bytes, width, form == Form::Hex);
    const bool bigEndian = form == Form::BigEndian;
    quint64 value = 0;
    for (int i = 0; i < width; ++i)
        value = (value << 8) | bytes[bigEndian ? i : width - 1 - i];
    return value;
}

/// Whether a frame with this declared length can be; sets m_total. If not, the header becomes the faulty
/// frame.
bool LengthFramer::accept(quint64 declared, std::vector<Frame> &frames)
{
    const bool isNumber = !m_field.isDigits() || declared != LengthField::noNumber;
    // Neither sum can overflow: what is declared is compared before it is added to anything.
    const bool tooLong = declared > FramingLimits::hardMaxFrame * 2ull;
    const qint64 body = tooLong ? 0 : qint64(declared) + m_field.plus;
    if (!tooLong && body >= 0 && quint64(body) + m_headerLength <= m_maxFrame) {
        m_total = quint64(body) + m_headerLength;
        return true;
    }
    frames.push_back({.offset = m_start,
                      .length = m_headerLength,
                      .fault = body < 0 || !isNumber ? FrameFault::BadLength : FrameFault::TooLong,
                      .declared = isNumber ? declared : 0});
    m_start += m_headerLength;
    m_lost = true;
    return false;
}

void LengthFramer::advance(const uchar *&at, quint64 count)
{
    at += count;
    m_end += count;
}

/// The hot path: frames that lie whole in this piece, as long as nothing is wrong with them. `read` has the
/// field's form built in.
template <class Read>
void LengthFramer::takeWhole(const uchar *&at, const uchar *end, std::vector<Frame> &frames, Read read)
{
    const uchar *from = at;
    quint64 start = m_start;
    const qint64 longest = qint64(m_maxFrame) - m_headerLength;
    std::array<Frame, 64> batch; // the vector is asked for room once for so many
    std::size_t taken = 0;
    while (quint64(end - from) >= m_headerLength) {
        __builtin_prefetch(from + 2048); // a header's place is known only from the one before
        const quint64 declared = read(from + m_field.at);
        const qint64 body = qint64(declared) + m_field.plus;
        if (declared > FramingLimits::hardMaxFrame * 2ull || body < 0 || body > longest ||
            body > end - from - qint64(m_headerLength))
            break;
        const quint32 length = quint32(body) + m_headerLength;
        batch[taken++] = {.offset = start, .length = length, .headerLength = quint16(m_headerLength)};
        start += length;
        from += length;
        if (taken == batch.size())
            frames.insert(frames.end(), batch.begin(), batch.begin() + std::exchange(taken, 0));
    }
    frames.insert(frames.end(), batch.begin(), batch.begin() + taken);
    at = from;
    m_start = start;
    m_end = start;
}

void LengthFramer::takeWholeFrames(const uchar *&at, const uchar *end, std::vector<Frame> &frames)
{
    using Form = LengthField::Form;
    const Form form = m_field.form;
    if (m_field.width == 2 && form == Form::BigEndian)
        takeWhole(at, end, frames,
                  [](const uchar *field) { return quint64(qFromBigEndian<quint16>(field)); });
    else if (m_field.width == 2 && form == Form::LittleEndian)
        takeWhole(at, end, frames,
                  [](const uchar *field) { return quint64(qFromLittleEndian<quint16>(field)); });
    else if (m_field.width == 4 && form == Form::BigEndian)
        takeWhole(at, end, frames,
                  [](const uchar *field) { return quint64(qFromBigEndian<quint32>(field)); });
    else if (m_field.width == 4 && form == Form::LittleEndian)
        takeWhole(at, end, frames,
                  [](const uchar *field) { return quint64(qFromLittleEndian<quint32>(field)); });
    else
        takeWhole(at, end, frames, [this](const uchar *field) { return m_field.read(field); });
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
        accept(m_field.read(m_lengthBytes), frames);
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

QByteArray LengthField::written(quint64 value) const
{
    if (isDigits()) {
        const int base = form == Form::Hex ? 16 : 10;
        const QByteArray digits = QByteArray::number(value, base).toUpper();
        return digits.size() > width ? QByteArray() : digits.rightJustified(width, '0');
    }
    if (width < 8 && value >> (8 * width))
        return {};
    QByteArray bytes;
    for (int i = 0; i < width; ++i) {
        const bool bigEndian = form == Form::BigEndian;
        bytes += char((value >> (8 * (bigEndian ? width - 1 - i : i))) & 0xFF);
    }
    return bytes;
}

Result<QByteArray> LengthFramer::encode(QByteArrayView payload) const
{
    const qint64 declared = payload.size() - m_field.plus;
    const QByteArray length = declared < 0 ? QByteArray() : m_field.written(quint64(declared));
    if (length.isEmpty())
        return refused(
            NetError::invalid(NETCORE_REASON("the length of this payload does not fit its field")));
    if (quint64(payload.size()) + m_headerLength > m_maxFrame)
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return QByteArray(qsizetype(m_field.at), '\0') + length + payload.toByteArray();
}

MadeFramer makeLengthFramer(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument type = spec.takeWord();
    LengthField field;
    if (!readLengthType(type.text, field))
        return refused(NetError::invalid(
            NETCORE_REASON(
                "the length type must be u8, u16, u24, u32 or u64 with be or le, e.g. u16be, or dec4, hex2"),
            type.position));
    const bool isNumber = !field.isDigits();
    if (isNumber && type.text.at(type.text.size() - 1).isDigit() && spec.takeFlag(u"le"))
        field.form = LengthField::Form::LittleEndian; // `len(u16, le)`
    else if (isNumber)
        spec.takeFlag(u"be");
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
