#include "netcore/frames/bytehistory.h"

#include "netcore/frames/framebytes.h"

#include <algorithm>
#include <bit>

namespace netcore {

namespace {

const char *endingOf(const FieldPin &pin)
{
    return pin.width == 1 ? "" : pin.little ? "le" : "be";
}

QString typeName(const FieldPin &pin)
{
    const char *letter = pin.type == FieldPin::Type::Float    ? "f"
                         : pin.type == FieldPin::Type::Signed ? "i"
                                                              : "u";
    return QLatin1String(letter) + QString::number(pin.width * 8) + QLatin1String(endingOf(pin));
}

/// Reads "u16be" and the like; nothing where there is no such type.
std::optional<FieldPin> typeOf(QStringView word)
{
    for (const auto type : {FieldPin::Type::Unsigned, FieldPin::Type::Signed, FieldPin::Type::Float}) {
        for (const int width : {1, 2, 3, 4, 8}) {
            if (type == FieldPin::Type::Float && width < 4)
                continue;
            for (const bool little : {false, true}) {
                const FieldPin pin{.type = type, .width = width, .little = little && width > 1, .path = {}};
                if (typeName(pin) == word)
                    return pin;
            }
        }
    }
    return std::nullopt;
}

quint64 rawValue(QByteArrayView bytes, bool little)
{
    quint64 value = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        value = value << 8 | quint64(uchar(bytes[little ? bytes.size() - 1 - i : i]));
    return value;
}

void setNumber(PinnedValue &value, const FieldPin &pin, quint64 raw)
{
    if (pin.type == FieldPin::Type::Float) {
        value.number =
            pin.width == 4 ? double(std::bit_cast<float>(quint32(raw))) : std::bit_cast<double>(raw);
        value.text = QString::number(*value.number, 'g', pin.width == 4 ? 9 : 17);
    } else if (pin.type == FieldPin::Type::Signed) {
        const int unused = 64 - pin.width * 8;
        const qint64 number = qint64(raw << unused) >> unused;
        value.number = double(number);
        value.text = QString::number(number);
    } else {
        value.number = double(raw);
        value.text = QString::number(raw);
    }
}

void setField(PinnedValue &value, const FieldPin &pin, QByteArrayView frame, const FieldsOf &fieldsOf)
{
    const std::vector<FieldValue> fields = fieldsOf(frame);
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&pin](const FieldValue &one) { return one.path == pin.path; });
    if (field == fields.end() || field->fault || !field->value.isValid())
        return;
    value.present = true;
    value.text = fieldText(*field);
    const bool isText = field->kind == FieldKind::Bytes || field->kind == FieldKind::Text;
    bool isNumber = false;
    const double number = isText ? 0 : field->value.toDouble(&isNumber);
    if (isNumber)
        value.number = number;
}

} // namespace

const std::vector<const char *> &pinTypes()
{
    static const std::vector<const char *> types = {
        "u8",    "u16be", "u16le", "u24be", "u24le", "u32be", "u32le", "u64be", "u64le", "i8",    "i16be",
        "i16le", "i24be", "i24le", "i32be", "i32le", "i64be", "i64le", "f32be", "f32le", "f64be", "f64le"};
    return types;
}

QString fieldText(const FieldValue &field)
{
    const bool isBytes = field.value.metaType().id() == QMetaType::QByteArray;
    const QString value =
        isBytes ? QString::fromLatin1(field.value.toByteArray().toHex(' ')) : field.value.toString();
    return field.label.isEmpty() ? value : QStringLiteral("%1 (%2)").arg(field.label, value);
}

Result<FieldPin> FieldPin::parse(QStringView text)
{
    const QStringView whole = text.trimmed();
    const qsizetype start = whole.isEmpty() ? 0 : whole.data() - text.data();
    if (whole.isEmpty())
        return refused(
            NetError::invalid(NETCORE_REASON("expected a place such as 4 u16be, or a field's name"), 0));
    const qsizetype space = whole.indexOf(u' ');
    bool isNumber = false;
    const qint64 offset = whole.first(space < 0 ? whole.size() : space).toLongLong(&isNumber, 0);
    if (!isNumber) {
        if (space >= 0 || !whole.front().isLetter())
            return refused(
                NetError::invalid(NETCORE_REASON("expected the offset in the frame, as a number"), start));
        FieldPin field;
        field.path = whole.toString();
        return field;
    }
    const QStringView word = space < 0 ? QStringView(u"u8") : whole.sliced(space).trimmed();
    auto pin = typeOf(word);
    if (!pin)
        return refused(NetError::invalid(NETCORE_REASON("expected a type such as u8, u16be, i32le or f32be"),
                                         word.data() - text.data()));
    pin->offset = offset;
    return *pin;
}

QString FieldPin::toString() const
{
    return path.isEmpty() ? QString::number(offset) + QLatin1Char(' ') + typeName(*this) : path;
}

PinnedValue valueAt(const FieldPin &pin, QByteArrayView frame, const FieldsOf &fieldsOf)
{
    PinnedValue value;
    if (!pin.path.isEmpty()) {
        if (fieldsOf)
            setField(value, pin, frame, fieldsOf);
        return value;
    }
    const qint64 at = pin.offset < 0 ? frame.size() + pin.offset : pin.offset;
    if (at < 0 || at > frame.size() - pin.width)
        return value;
    value.present = true;
    setNumber(value, pin, rawValue(frame.sliced(at, pin.width), pin.little));
    return value;
}

std::vector<PinnedValue> history(const RecordingReader &reader, const FrameIndex &index, const FieldPin &pin,
                                 const std::vector<quint64> &positions, const FieldsOf &fieldsOf)
{
    std::vector<PinnedValue> values;
    values.reserve(positions.size());
    for (const quint64 position : positions) {
        if (position < index.first() || position >= index.end())
            continue;
        const IndexedFrame frame = index.at(position);
        const qsizetype most = pin.offset < 0 ? -1 : mostOfFrame;
        PinnedValue value = valueAt(pin, frameBytes(reader, index, frame, most), fieldsOf);
        value.position = position;
        value.direction = frame.direction;
        value.time = timeOf(reader, frame).value_or(0);
        values.push_back(value);
    }
    return values;
}

} // namespace netcore
