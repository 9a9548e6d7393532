#include "netcore/framing/templateframing.h"

#include "netcore/framing/lengthframer.h"

#include <cstring>
#include <optional>
#include <utility>

namespace netcore {

namespace {

constexpr qint64 largestTail = 4096;

/// What the fields say together.
struct Header
{
    QByteArray bytes;                                    // the fixed ones, zero elsewhere
    std::vector<std::pair<qsizetype, QByteArray>> fixed; // with their places
    std::optional<LengthField> length;
    qint64 plus = 0; // to the declared length, for the bytes after the header
    quint16 tail = 0;

    HeaderShape::Verdict judge(const uchar *header) const
    {
        for (const auto &[at, expected] : fixed) {
            if (std::memcmp(header + at, expected.constData(), size_t(expected.size())) != 0)
                return {};
        }
        const quint64 declared = length->read(header + length->at);
        if (length->isDigits() && declared == LengthField::noNumber)
            return {};
        if (declared > FramingLimits::hardMaxFrame * 2ull)
            return {true, declared};
        const qint64 rest = qint64(declared) + plus;
        return rest < tail ? HeaderShape::Verdict{false, declared}
                           : HeaderShape::Verdict{true, quint64(rest)};
    }

    Result<QByteArray> forPayload(QByteArrayView payload) const
    {
        if (tail > 0)
            return wrong(NETCORE_REASON("what stands in the tail of this template is not known"), -1);
        const qint64 declared = payload.size() - plus;
        const QByteArray field = declared < 0 ? QByteArray() : length->written(quint64(declared));
        if (field.isEmpty())
            return wrong(NETCORE_REASON("the length of this payload does not fit its field"), -1);
        QByteArray header = bytes;
        header.replace(length->at, field.size(), field);
        return header;
    }
};

Result<void> addFixed(Header &header, const SpecArgument &argument)
{
    const Result<QByteArray> bytes = bytesOf(argument);
    if (!bytes)
        return refused(bytes.error());
    if (bytes->isEmpty())
        return wrong(NETCORE_REASON("these bytes are none"), argument.position);
    header.fixed.emplace_back(header.bytes.size(), *bytes);
    header.bytes += *bytes;
    return {};
}

/// `name:type`, `type`, or a number of bytes.
Result<void> addField(Header &header, const SpecArgument &argument)
{
    const qsizetype colon = argument.text.indexOf(u':');
    const QString name = argument.text.left(std::max<qsizetype>(0, colon)).trimmed();
    const QString type = argument.text.sliced(colon + 1).trimmed();
    LengthField field;
    bool isCount = false;
    const int count = type.toInt(&isCount);
    if (!isCount && !readLengthType(type, field))
        return wrong(
            NETCORE_REASON("a field is 'bytes', a number of bytes, or name:type with a type like u16be"),
            argument.position);
    if (isCount && (count < 1 || count > HeaderFramer::largestHeader))
        return wrong(NETCORE_REASON("a template's header has 1 to 256 bytes"), argument.position);
    if (name == QLatin1String("len")) {
        if (isCount || header.length)
            return wrong(NETCORE_REASON("a template has exactly one length, like len:u16be"),
                         argument.position);
        field.at = quint16(header.bytes.size());
        header.length = field;
    }
    header.bytes += QByteArray(isCount ? count : field.width, '\0');
    return {};
}

Result<void> addFields(Header &header, SpecReader &spec, qsizetype &end)
{
    for (SpecArgument argument = spec.takeWord(); argument.given; argument = spec.takeWord()) {
        const Result<void> added = argument.quoted ? addFixed(header, argument) : addField(header, argument);
        if (!added)
            return added;
        if (header.bytes.size() > HeaderFramer::largestHeader)
            return wrong(NETCORE_REASON("a template's header has 1 to 256 bytes"), argument.position);
        end = argument.position;
    }
    return {};
}

} // namespace

Result<HeaderShape> readTemplate(SpecReader &spec)
{
    Header header;
    const bool inclusive = spec.takeFlag(u"incl");
    const Result<qint64> plus = numberOf(spec.takeNamed(u"plus"), -qint64(1 << 30), 1 << 30, 0);
    const Result<qint64> tail = numberOf(spec.takeNamed(u"tail"), 0, largestTail, 0);
    if (!plus)
        return refused(plus.error());
    if (!tail)
        return refused(tail.error());
    qsizetype end = spec.namePosition();
    if (const Result<void> read = addFields(header, spec, end); !read)
        return refused(read.error());
    if (!header.length)
        return wrong(NETCORE_REASON("a template has exactly one length, like len:u16be"), end);
    header.tail = quint16(*tail);
    header.plus = *plus + (inclusive ? -header.bytes.size() : *tail);

    HeaderShape shape;
    shape.size = quint16(header.bytes.size());
    shape.trailer = header.tail;
    shape.resynchronises = !header.fixed.empty();
    shape.refusal = NETCORE_REASON("the length of this payload does not fit its field");
    shape.judge = [header](const uchar *bytes) { return header.judge(bytes); };
    shape.makeHeader = [header](QByteArrayView payload) { return header.forPayload(payload); };
    return shape;
}

} // namespace netcore
