#include "netcore/structure/structurereader.h"

#include "netcore/payload/checksum.h"
#include "netcore/structure/fieldnumbers.h"
#include "netcore/structure/fieldtext.h"

#include <algorithm>

namespace netcore {

using Type = FieldNode::Type;

StructureReader::StructureReader(const StructureTree &tree, QByteArrayView frame)
    : m_tree(tree), m_frame(frame), m_slots(tree.declarations.size())
{
}

std::vector<FieldValue> StructureReader::read()
{
    Place place{0, m_frame.size(), {}, 0};
    readFields(m_tree.fields, place);
    return std::move(m_values);
}

std::optional<qint64> StructureReader::evaluated(const Expression &expression, const Place &place) const
{
    const qint64 next = place.left() > 0 ? uchar(m_frame[place.at]) : 0;
    return expression.evaluate({&m_slots, place.left(), next, place.at});
}

bool StructureReader::isPresent(const FieldNode &field, const Place &place) const
{
    return !field.condition || evaluated(*field.condition, place).value_or(0) != 0;
}

void StructureReader::forget(const FieldNode &field)
{
    for (int slot = field.declaration; slot <= field.lastDeclaration; ++slot)
        m_slots[std::size_t(slot)].reset();
}

bool StructureReader::add(FieldValue value)
{
    if (m_values.size() + 1 >= structurelimits::values)
        m_full = true;
    if (m_values.size() >= structurelimits::values)
        return false;
    m_values.push_back(std::move(value));
    if (m_full)
        m_values.back().fault = fieldfaults::tooMany;
    return true;
}

FieldValue StructureReader::begun(const FieldNode &field, const Place &place, const QString &path) const
{
    const FieldDeclaration &declaration = m_tree.declarations[std::size_t(field.declaration)];
    FieldValue value;
    value.path = path;
    value.name = field.name;
    value.kind = declaration.kind;
    value.bit = quint64(place.at) * 8;
    value.depth = place.depth;
    value.unit = field.unit;
    value.declaration = field.declaration;
    return value;
}

void StructureReader::readFields(const std::vector<FieldNode> &fields, Place &place)
{
    std::vector<Extent> extents(fields.size());
    for (std::size_t i = 0; i < fields.size() && !m_full; ++i) {
        const FieldNode &field = fields[i];
        forget(field);
        if (++m_looks > 10 * structurelimits::values) {
            m_full = true;
            return;
        }
        if (!isPresent(field, place))
            continue;
        extents[i] = {place.at, place.at, m_values.size(), 0, true};
        readField(field, place, place.prefix + field.name);
        extents[i].end = place.at;
    }
    if (!m_full)
        checkAgainst(fields, extents, place.end);
}

void StructureReader::readField(const FieldNode &field, Place &place, const QString &path)
{
    if (field.type == Type::Group)
        return readGroup(field, place, path);
    if (field.type == Type::Array)
        return readArray(field, place, path);
    const qsizetype begin = place.at;
    FieldValue value = begun(field, place, path);
    switch (field.type) {
    case Type::Varint: readVarint(field, place, value); break;
    case Type::Digits: readDigits(field, place, value); break;
    case Type::Domain: readDomain(field, place, value); break;
    case Type::Bytes:
    case Type::Text: readBytes(field, place, value); break;
    case Type::Computed:
        if (const auto computed = evaluated(*field.length, place))
            setNumber(field, quint64(*computed), value);
        else
            value.fault = fieldfaults::noLength;
        break;
    default: readNumber(field, place, value); break;
    }
    value.bits = quint64(place.at - begin) * 8;
    const bool isBits = field.type == Type::Bits && !value.fault;
    const quint64 raw = isBits ? value.value.toULongLong() : 0;
    if (add(std::move(value)) && isBits)
        readBits(field, begin, raw, place, path);
}

void StructureReader::setNumber(const FieldNode &field, quint64 raw, FieldValue &value)
{
    const bool isSigned = field.type == Type::Signed || field.type == Type::Computed;
    const qint64 number =
        field.type == Type::Signed ? fieldnumbers::signExtended(raw, field.bits) : qint64(raw);
    if (field.type != Type::Float && (isSigned || number >= 0))
        m_slots[std::size_t(field.declaration)] = number;
    if (field.type == Type::Float)
        value.value = fieldnumbers::floatOf(raw, field.bits) * field.scale + field.plus;
    else if (field.scaled)
        value.value = (isSigned ? double(number) : double(raw)) * field.scale + field.plus;
    else if (isSigned && (field.type == Type::Signed || number < 0))
        value.value = number;
    else
        value.value = raw;
    value.label = fieldtext::labelOf(field, raw);
    const quint64 mask = field.bits > 0 && field.bits < 64 ? (quint64(1) << field.bits) - 1 : ~quint64(0);
    if (field.constant && (raw & mask) != (field.constantNumber & mask))
        value.fault = fieldfaults::notConstant;
}

void StructureReader::readNumber(const FieldNode &field, Place &place, FieldValue &value)
{
    const qsizetype bytes = field.bits / 8;
    if (place.left() < bytes) {
        value.fault = fieldfaults::cutOff;
        place.at = place.end;
        return;
    }
    setNumber(field, fieldnumbers::read(m_frame.sliced(place.at, bytes), field.bigEndian), value);
    place.at += bytes;
}

void StructureReader::readVarint(const FieldNode &field, Place &place, FieldValue &value)
{
    const auto varint = fieldnumbers::readVarint(m_frame.sliced(place.at, place.left()), field.mostBytes);
    if (varint.bytes > 0) {
        place.at += varint.bytes;
        return setNumber(field, varint.value, value);
    }
    const bool cut = place.left() < field.mostBytes;
    value.fault = cut ? fieldfaults::cutOff : fieldfaults::noVarint;
    place.at += std::min<qsizetype>(field.mostBytes, place.left());
}

QByteArrayView StructureReader::takeSized(const FieldNode &field, Place &place, FieldValue &value)
{
    const QByteArrayView left = m_frame.sliced(place.at, place.left());
    if (!field.until.isEmpty()) {
        const qsizetype mark = left.indexOf(field.until);
        place.at = mark < 0 ? place.end : place.at + mark + field.until.size();
        if (mark < 0)
            value.fault = fieldfaults::noEndMark;
        return mark < 0 ? left : left.first(mark);
    }
    const std::optional<qint64> length = evaluated(*field.length, place);
    if (!length || *length < 0) {
        value.fault = fieldfaults::noLength;
        return {};
    }
    if (*length > left.size())
        value.fault = fieldfaults::cutOff;
    const QByteArrayView taken = left.first(qsizetype(std::min<qint64>(*length, left.size())));
    place.at += taken.size();
    return taken;
}

void StructureReader::readDigits(const FieldNode &field, Place &place, FieldValue &value)
{
    const QByteArrayView digits = takeSized(field, place, value);
    if (value.fault)
        return;
    const bool allDigits =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const quint64 number = digits.toByteArray().toULongLong(&fits);
    if (allDigits && fits)
        return setNumber(field, number, value);
    value.fault = fieldfaults::noDigits;
}

void StructureReader::readBytes(const FieldNode &field, Place &place, FieldValue &value)
{
    const QByteArrayView bytes = takeSized(field, place, value);
    if (value.fault && bytes.isEmpty())
        return;
    if (field.constant && bytes != QByteArrayView(field.constantBytes) && !value.fault)
        value.fault = fieldfaults::notConstant;
    value.label = fieldtext::labelOfBytes(field, bytes);
    if (field.type == Type::Bytes) {
        value.value = bytes.toByteArray();
        return;
    }
    QByteArrayView text = bytes;
    const bool fixed = field.until.isEmpty() && field.length->what == Expression::What::Number;
    while (fixed && text.endsWith('\0'))
        text.chop(1); // what pads a text of fixed length is not text
    TextDecoder decoder(field.encoding);
    std::vector<DecodedPiece> pieces = decoder.pieces(text);
    const std::vector<DecodedPiece> rest = decoder.finishPieces();
    const auto isInvalid = [](const DecodedPiece &piece) { return !piece.invalid.isEmpty(); };
    if (!value.fault && (std::any_of(pieces.begin(), pieces.end(), isInvalid) ||
                         std::any_of(rest.begin(), rest.end(), isInvalid)))
        value.fault = fieldfaults::noText;
    TextDecoder shown(field.encoding);
    value.value = QString(shown.decode(text) + shown.finish());
}

void StructureReader::readDomain(const FieldNode &field, Place &place, FieldValue &value)
{
    const qint64 from = field.length ? evaluated(*field.length, place).value_or(-1) : 0;
    fieldtext::Domain domain;
    if (from >= 0 && from <= place.at)
        domain = fieldtext::readDomain(m_frame.first(place.end).sliced(from), place.at - from);
    if (domain.bytes == 0 || domain.bytes > place.left()) {
        value.fault = place.left() == 0 ? fieldfaults::cutOff : fieldfaults::noDomain;
        place.at = place.end; // where it ends is not known
        return;
    }
    value.value = domain.text;
    place.at += domain.bytes;
}

void StructureReader::readBits(const FieldNode &field, qsizetype begin, quint64 raw, const Place &place,
                               const QString &path)
{
    int above = field.bits;
    for (const FieldNode &member : field.members) {
        above -= member.bits;
        const quint64 mask = member.bits == 64 ? ~quint64(0) : (quint64(1) << member.bits) - 1;
        FieldValue value = begun(member, place, path + u'.' + member.name);
        ++value.depth;
        const int firstBit = field.bits - above - member.bits; // from the most significant one
        const int firstByte = above / 8;
        const bool inOneByte = firstByte == (above + member.bits - 1) / 8;
        // In little-endian order the bits of one number can lie apart: then the place is the whole number.
        value.bit = quint64(begin) * 8 + quint64(field.bigEndian ? firstBit : 0);
        value.bits = quint64(field.bigEndian ? member.bits : field.bits);
        if (!field.bigEndian && inOneByte) {
            value.bit = quint64(begin + firstByte) * 8 + quint64(7 - (above + member.bits - 1) % 8);
            value.bits = quint64(member.bits);
        }
        setNumber(member, (raw >> above) & mask, value);
        if (!add(std::move(value)))
            return;
    }
}

void StructureReader::readGroup(const FieldNode &field, Place &place, const QString &path)
{
    const std::size_t own = m_values.size();
    if (!add(begun(field, place, path)) || m_full)
        return;
    Place inside{place.at, place.end, path + u'.', place.depth + 1};
    const char *fault = nullptr;
    if (field.length) {
        const std::optional<qint64> length = evaluated(*field.length, place);
        if (!length || *length < 0)
            fault = fieldfaults::noLength;
        else if (*length > place.left())
            fault = fieldfaults::cutOff;
        else
            inside.end = place.at + *length;
    }
    readFields(field.members, inside);
    const qsizetype end = field.length && !fault ? inside.end : inside.at;
    m_values[own].bits = quint64(end - place.at) * 8;
    if (!m_values[own].fault)
        m_values[own].fault = fault;
    place.at = end;
}

void StructureReader::readArray(const FieldNode &field, Place &place, const QString &path)
{
    const std::size_t own = m_values.size();
    const qsizetype begin = place.at;
    const FieldNode &item = field.members.front();
    // Without a length of its own it takes the rest; an item without bytes ends that.
    const qint64 wanted = field.length ? evaluated(*field.length, place).value_or(-1) : place.left();
    const char *fault = wanted < 0 ? fieldfaults::noLength : nullptr;
    if (!add(begun(field, place, path)))
        return;
    const qint64 count = fault ? 0 : wanted;
    Place inside{place.at, place.end, {}, place.depth + 1};
    qint64 items = 0;
    while (items < count && !m_full && (field.length || inside.left() > 0)) {
        const qsizetype before = inside.at;
        if (inside.left() == 0) {
            fault = fieldfaults::cutOff;
            break;
        }
        forget(item);
        readField(item, inside, path + QStringLiteral("[%1]").arg(items));
        ++items;
        if (inside.at == before && !field.length)
            break;
    }
    m_values[own].bits = quint64(inside.at - begin) * 8;
    if (!m_values[own].fault)
        m_values[own].fault = fault;
    m_values[own].label = QString::number(items);
    place.at = inside.at;
}

void StructureReader::checkAgainst(const std::vector<FieldNode> &fields, const std::vector<Extent> &extents,
                                   qsizetype end)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const FieldNode &field = fields[i];
        const std::optional<SiblingRange> range = field.checks ? field.checks : field.counts;
        if (!range || !extents[i].present || m_values[extents[i].value].fault)
            continue;
        Extent covered;
        const int last = range->last < 0 ? int(fields.size()) - 1 : range->last;
        for (int k = range->first; k <= last; ++k) {
            if (!extents[std::size_t(k)].present)
                continue;
            if (!covered.present)
                covered = extents[std::size_t(k)];
            covered.end = extents[std::size_t(k)].end;
        }
        if (range->last < 0 && covered.present)
            covered.end = end;
        if (field.checks)
            checkSum(field, extents[i], covered.begin, covered.end);
        else
            checkCount(field, extents[i], covered);
    }
}

void StructureReader::checkCount(const FieldNode &field, const Extent &own, const Extent &covered)
{
    qint64 counted = covered.end - covered.begin;
    if (field.countsItems)
        counted = covered.present ? m_values[covered.value].label.toLongLong() : 0;
    const std::optional<qint64> &said = m_slots[std::size_t(field.declaration)];
    if (!said || *said != counted + field.countsPlus)
        m_values[own.value].fault = fieldfaults::disagrees;
}

void StructureReader::checkSum(const FieldNode &field, const Extent &own, qsizetype begin, qsizetype end)
{
    const Result<Checksum> checksum = Checksum::make(field.checkName);
    Q_ASSERT(checksum); // parse() made it once
    const quint64 wanted = checksum->of(m_frame.sliced(begin, end - begin));
    const quint64 found = fieldnumbers::read(m_frame.sliced(own.begin, own.end - own.begin), field.bigEndian);
    if (found == wanted)
        return;
    m_values[own.value].fault = fieldfaults::wrongSum;
    m_values[own.value].label =
        QStringLiteral("0x%1").arg(wanted, std::max(1, field.bits / 4), 16, QLatin1Char('0'));
}

} // namespace netcore
