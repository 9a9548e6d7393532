#include "netcore/framing/checksumstage.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace netcore {

namespace {

using Writing = ChecksumPlace::Writing;

constexpr auto shortPayload = NETCORE_REASON("the payload is shorter than what its checksum covers");

/// "last 2 le", "first", "last hex".
Result<ChecksumPlace> readPlace(const SpecArgument &argument, const Checksum &checksum)
{
    ChecksumPlace place;
    place.size = quint16(checksum.bytes());
    std::optional<quint16> size;
    const QStringList words = argument.text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        bool isNumber = false;
        const ushort number = word.toUShort(&isNumber);
        if (isNumber)
            size = number;
        else if (word == QLatin1String("first") || word == QLatin1String("last"))
            place.last = word == QLatin1String("last");
        else if (word == QLatin1String("le"))
            place.writing = Writing::LittleEndian;
        else if (word == QLatin1String("hex"))
            place.writing = Writing::HexDigits;
        else if (word != QLatin1String("be"))
            return wrong(NETCORE_REASON("expected is where the checksum stands, e.g. last 2 le"),
                         argument.position);
    }
    const quint16 least =
        place.writing == Writing::HexDigits ? quint16((checksum.bits() + 3) / 4) : place.size;
    place.size = size.value_or(least);
    if (place.size < least || place.size > 2 * least + 8)
        return wrong(NETCORE_REASON("this checksum does not fit so many bytes"), argument.position);
    return place;
}

Result<ByteRange> readRange(const SpecArgument &argument)
{
    const qsizetype dots = argument.text.indexOf(QLatin1String(".."));
    if (dots < 0)
        return wrong(NETCORE_REASON("a range is expected, e.g. 0..-2"), argument.position);
    ByteRange range;
    bool fromIsNumber = true, toIsNumber = true;
    const QString from = argument.text.first(dots).trimmed();
    const QString to = argument.text.sliced(dots + 2).trimmed();
    if (!from.isEmpty())
        range.from = from.toInt(&fromIsNumber);
    if (!to.isEmpty())
        range.to = to.toInt(&toIsNumber);
    if (!fromIsNumber || !toIsNumber)
        return wrong(NETCORE_REASON("a range is expected, e.g. 0..-2"),
                     argument.position + (fromIsNumber ? dots + 2 : 0));
    const bool sameSide = range.to && (range.from < 0) == (*range.to < 0);
    if (sameSide && range.from >= *range.to)
        return wrong(NETCORE_REASON("this range is empty"), argument.position);
    return range;
}

/// Whether the range can take in bytes of the checksum, in a payload that is long enough for both.
bool takesInChecksum(const ByteRange &range, const ChecksumPlace &place)
{
    if (!place.last)
        return range.from >= 0 ? range.from < place.size : false;
    return !range.to || (*range.to < 0 && *range.to > -qint64(place.size));
}

Result<ByteRange> checkedRange(const SpecArgument &argument, const ChecksumPlace &place,
                               std::optional<quint32> payloadSize)
{
    const Result<ByteRange> range = readRange(argument);
    if (!range)
        return range;
    if (!place.wholeFrame && takesInChecksum(*range, place))
        return wrong(NETCORE_REASON("this range takes in the checksum itself"), argument.position);
    if (!payloadSize || place.wholeFrame)
        return range;
    const auto exact = range->in(qsizetype(*payloadSize));
    if (!exact)
        return wrong(NETCORE_REASON("this range goes beyond the payload"), argument.position);
    const qint64 field = place.last ? qint64(*payloadSize) - place.size : 0;
    if (exact->first < field + place.size && exact->second > field)
        return wrong(NETCORE_REASON("this range takes in the checksum itself"), argument.position);
    return range;
}

} // namespace

std::optional<std::pair<qsizetype, qsizetype>> ByteRange::in(qsizetype size) const
{
    const qint64 first = from < 0 ? size + from : from;
    const qint64 last = !to ? size : *to < 0 ? size + *to : *to;
    if (first < 0 || last > size || first > last)
        return std::nullopt;
    return std::pair(qsizetype(first), qsizetype(last));
}

ChecksumStage::ChecksumStage(Checksum checksum, const ChecksumPlace &place)
    : m_checksum(std::move(checksum)), m_place(place)
{
}

std::optional<Stage::Margins> ChecksumStage::margins() const
{
    return m_place.last ? Margins{.after = m_place.size} : Margins{.before = m_place.size};
}

QByteArray ChecksumStage::written(quint64 value) const
{
    if (m_place.writing == Writing::HexDigits)
        return QByteArray::number(value, 16).toUpper().rightJustified(m_place.size, '0');
    QByteArray field(m_place.size, '\0');
    for (int i = 0; i < std::min<int>(m_place.size, 8); ++i) {
        const int place = m_place.writing == Writing::BigEndian ? m_place.size - 1 - i : i;
        field[place] = char((value >> (8 * i)) & 0xFF);
    }
    return field;
}

/// Nothing where it is no number of at most 64 bits.
std::optional<quint64> ChecksumStage::read(QByteArrayView field) const
{
    bool isNumber = true;
    quint64 value = 0;
    if (m_place.writing == Writing::HexDigits) {
        value = field.toByteArray().toULongLong(&isNumber, 16);
    } else {
        for (int i = 0; i < m_place.size; ++i) {
            const uchar byte = uchar(field[m_place.writing == Writing::BigEndian ? i : m_place.size - 1 - i]);
            isNumber = isNumber && !(value >> 56);
            value = value << 8 | byte;
        }
    }
    return isNumber ? std::optional(value) : std::nullopt;
}

/// Without an own range: in a payload all but the checksum, in a whole frame from its first byte to the
/// checksum (or from the checksum on, where it is first, to the end of the payload).
std::optional<QByteArrayView> ChecksumStage::covered(const Carried &carried) const
{
    const qsizetype field = fieldAt(carried.payload.size());
    const QByteArrayView space = m_place.wholeFrame ? carried.frame : carried.payload;
    if (m_place.over) {
        const auto range = m_place.over->in(space.size());
        if (!range)
            return std::nullopt;
        return space.sliced(range->first, range->second - range->first);
    }
    if (m_place.wholeFrame && m_place.last)
        return space.first(carried.at + field);
    if (m_place.last)
        return carried.payload.first(field);
    return carried.payload.sliced(m_place.size);
}

std::optional<quint64> ChecksumStage::computed(const Carried &carried) const
{
    if (carried.payload.size() < m_place.size)
        return std::nullopt;
    const std::optional<QByteArrayView> bytes = covered(carried);
    return bytes ? std::optional(m_checksum.of(*bytes)) : std::nullopt;
}

Stage::Unpacked ChecksumStage::decode(const Carried &carried) const
{
    Unpacked unpacked;
    const std::optional<quint64> wanted = computed(carried);
    if (!wanted) {
        unpacked.fault = FrameFault::BadInner;
        unpacked.detail.reason = shortPayload;
        return unpacked;
    }
    const qsizetype field = fieldAt(carried.payload.size());
    const std::optional<quint64> got = read(carried.payload.sliced(field, m_place.size));
    unpacked.payload = m_place.last ? carried.payload.first(field) : carried.payload.sliced(m_place.size);
    if (got == wanted)
        return unpacked;
    unpacked.fault = FrameFault::BadCheck;
    unpacked.detail = {.reason = got ? faultReason(FrameFault::BadCheck)
                                     : NETCORE_REASON("the checksum is no number of its size"),
                       .at = field,
                       .checkBits = m_checksum.bits(),
                       .wanted = *wanted,
                       .got = got.value_or(0)};
    return unpacked;
}

Result<QByteArray> ChecksumStage::encode(QByteArrayView payload) const
{
    QByteArray carried = payload.toByteArray();
    carried.insert(m_place.last ? carried.size() : 0, QByteArray(m_place.size, '0'));
    if (m_place.wholeFrame)
        return carried;
    return seal(carried, 0, carried.size());
}

Result<QByteArray> ChecksumStage::seal(QByteArray frame, qsizetype payloadAt, qsizetype payloadSize) const
{
    const Carried carried{
        .payload = QByteArrayView(frame).sliced(payloadAt, payloadSize), .frame = frame, .at = payloadAt};
    const std::optional<quint64> value = computed(carried);
    if (!value)
        return wrong(shortPayload, -1);
    const QByteArray field = written(*value);
    frame.replace(payloadAt + fieldAt(payloadSize), field.size(), field);
    return frame;
}

Result<std::unique_ptr<Stage>> makeChecksumStage(SpecReader &spec, std::optional<quint32> payloadSize,
                                                 bool isFirst)
{
    const SpecArgument name = spec.takeWord();
    Result<Checksum> checksum = Checksum::make(name.text);
    if (!checksum)
        return wrong(checksum.error().reason, name.position + checksum.error().position);
    const SpecArgument whole = spec.takeFlagArgument(u"whole");
    if (whole.given && !isFirst)
        return wrong(
            NETCORE_REASON(
                "only right after a framing that does not change bytes can it cover the whole frame"),
            whole.position);
    const SpecArgument where = spec.takeWord();
    Result<ChecksumPlace> place = readPlace(where, *checksum);
    if (!place)
        return refused(place.error());
    if (payloadSize && place->size > *payloadSize)
        return wrong(NETCORE_REASON("the payload is shorter than this checksum"), name.position);
    place->wholeFrame = whole.given;
    if (const SpecArgument over = spec.takeNamed(u"over"); over.given) {
        const Result<ByteRange> range = checkedRange(over, *place, payloadSize);
        if (!range)
            return refused(range.error());
        place->over = *range;
    }
    if (const std::optional<qsizetype> unused = spec.unusedPosition())
        return wrong(NETCORE_REASON("crc does not take this argument"), *unused);
    return std::make_unique<ChecksumStage>(std::move(*checksum), *place);
}

} // namespace netcore
