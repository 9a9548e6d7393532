#include "netcore/structure/structurebuilder.h"

#include "netcore/payload/checksum.h"
#include "netcore/structure/fieldnumbers.h"
#include "netcore/structure/fieldtext.h"
#include "netcore/structure/structurereader.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>

namespace netcore {

using Type = FieldNode::Type;

namespace {

void collectInferred(const std::vector<FieldNode> &fields, std::vector<char> &inferred)
{
    for (const FieldNode &field : fields) {
        if (field.inferredSlot >= 0)
            inferred[std::size_t(field.inferredSlot)] = 1;
        collectInferred(field.members, inferred);
    }
}

/// "answer[12].ttl" -> "answer[].ttl"
QString declaredPath(const QString &path)
{
    static const QRegularExpression index(QStringLiteral("\\[\\d+\\]"));
    return QString(path).replace(index, QStringLiteral("[]"));
}

} // namespace

StructureBuilder::StructureBuilder(const StructureTree &tree, const QHash<QString, QString> &values)
    : m_tree(tree)
    , m_given(values)
    , m_slotPaths(tree.declarations.size())
    , m_inferred(tree.declarations.size())
{
    collectInferred(tree.fields, m_inferred);
}

void StructureBuilder::fail(const char *reason, const QString &path)
{
    if (m_problem)
        return;
    StructureProblem problem;
    problem.reason = reason;
    problem.what = path;
    m_problem = problem;
}

bool StructureBuilder::knowsEveryPath()
{
    QSet<QString> declared;
    for (const FieldDeclaration &declaration : m_tree.declarations)
        declared.insert(declaration.path);
    for (auto given = m_given.begin(); given != m_given.end(); ++given) {
        if (!declared.contains(declaredPath(given.key())))
            fail(NETCORE_REASON("the structure has no such field"), given.key());
    }
    return !m_problem;
}

Result<QByteArray, StructureProblem> StructureBuilder::build()
{
    bool settled = !knowsEveryPath();
    for (int round = 0; round < structurelimits::settlingRounds && !settled && !m_problem; ++round) {
        const QByteArray before = m_bytes;
        m_bytes.clear();
        m_fields = 0;
        m_slots.assign(m_tree.declarations.size(), std::nullopt);
        m_nextComputed.clear();
        writeFields(m_tree.fields, {});
        settled = m_nextComputed == m_computed && m_bytes == before && round > 0;
        m_computed = m_nextComputed;
    }
    if (!settled)
        fail(NETCORE_REASON("the lengths depend on each other and never agree"), {});
    if (m_problem || !readsBack())
        return refusedWith(*m_problem);
    return m_bytes;
}

/// What was written means the same to the one who reads it: each field that has a fault then is told.
bool StructureBuilder::readsBack()
{
    std::size_t fields = 0;
    for (const FieldValue &value : StructureReader(m_tree, m_bytes).read()) {
        ++fields;
        if (value.fault)
            fail(value.fault, value.path);
    }
    if (fields != m_fields)
        fail(NETCORE_REASON("read back, these bytes have other fields"), {});
    return !m_problem;
}

std::optional<qint64> StructureBuilder::evaluated(const Expression &expression) const
{
    // What is not written yet has no end: `if rest > 0` asks whether something may follow.
    return expression.evaluate({&m_slots, structurelimits::built, 0, m_bytes.size()});
}

bool StructureBuilder::isPresent(const FieldNode &field) const
{
    return !field.condition || evaluated(*field.condition).value_or(0) != 0;
}

bool StructureBuilder::computes(const FieldNode &field) const
{
    return field.counts || field.checks || m_inferred[std::size_t(field.declaration)] != 0;
}

void StructureBuilder::writeFields(const std::vector<FieldNode> &fields, const QString &prefix)
{
    std::vector<Extent> extents(fields.size());
    for (std::size_t i = 0; i < fields.size() && !m_problem; ++i) {
        const FieldNode &field = fields[i];
        for (int slot = field.declaration; slot <= field.lastDeclaration; ++slot)
            m_slots[std::size_t(slot)].reset();
        if (!isPresent(field))
            continue;
        extents[i] = {m_bytes.size(), m_bytes.size(), 0, true};
        const QString path = prefix + field.name;
        if (field.type == Type::Array)
            extents[i].items = writeArray(field, path);
        else
            writeField(field, path);
        extents[i].end = m_bytes.size();
    }
    if (!m_problem) {
        patchComputed(fields, extents, prefix);
        patchChecksums(fields, extents);
    }
}

void StructureBuilder::writeField(const FieldNode &field, const QString &path)
{
    const qsizetype begin = m_bytes.size();
    if (++m_fields >= structurelimits::values || begin > structurelimits::built)
        return fail(NETCORE_REASON("a frame built from fields has at most 10,000 of them and 16 MiB"), path);
    switch (field.type) {
    case Type::Group: writeFields(field.members, path + u'.'); break;
    case Type::Bits: writeBits(field, path); break;
    case Type::Bytes:
    case Type::Text:
    case Type::Domain: writeBytes(field, path); break;
    case Type::Computed:
        if (const auto value = evaluated(*field.length))
            m_slots[std::size_t(field.declaration)] = value;
        break;
    default: writeNumber(field, path); break;
    }
    if (field.inferredSlot >= 0)
        m_nextComputed.insert(m_slotPaths[std::size_t(field.inferredSlot)],
                              quint64(m_bytes.size() - begin - field.inferredPlus));
}

void StructureBuilder::remember(const FieldNode &field, quint64 raw, const QString &path)
{
    const qint64 number =
        field.type == Type::Signed ? fieldnumbers::signExtended(raw, field.bits) : qint64(raw);
    if (field.type != Type::Float && (field.type == Type::Signed || number >= 0))
        m_slots[std::size_t(field.declaration)] = number;
    m_slotPaths[std::size_t(field.declaration)] = path;
}

quint64 StructureBuilder::numberOf(const FieldNode &field, const QString &path)
{
    if (field.constant)
        return field.constantNumber;
    if (computes(field))
        return m_computed.value(path, 0);
    const QString text = m_given.value(path, field.initial);
    if (text.trimmed().isEmpty())
        return 0;
    const Result<quint64, const char *> raw = fieldtext::rawNumber(field, text);
    if (!raw)
        fail(raw.error(), path);
    return raw.value_or(0);
}

QByteArray StructureBuilder::encodedNumber(const FieldNode &field, quint64 raw, const QString &path)
{
    if (field.type == Type::Varint) {
        const QByteArray varint = fieldnumbers::writeVarint(raw);
        if (varint.size() > field.mostBytes)
            fail(NETCORE_REASON("the number does not fit the field"), path);
        return varint;
    }
    if (field.type == Type::Digits) {
        QByteArray digits = QByteArray::number(raw);
        if (!field.until.isEmpty())
            return digits + field.until;
        const qint64 width = std::clamp<qint64>(evaluated(*field.length).value_or(0), 0, 20);
        digits = digits.rightJustified(width, '0');
        if (digits.size() != width)
            fail(NETCORE_REASON("the number does not fit the field"), path);
        return digits;
    }
    if (field.type != Type::Signed && !fieldnumbers::fitsUnsigned(raw, field.bits))
        fail(NETCORE_REASON("the number does not fit the field"), path);
    return fieldnumbers::write(raw, field.bits / 8, field.bigEndian);
}

void StructureBuilder::writeNumber(const FieldNode &field, const QString &path)
{
    const quint64 raw = numberOf(field, path);
    remember(field, raw, path);
    m_bytes += encodedNumber(field, raw, path);
}

void StructureBuilder::writeBits(const FieldNode &field, const QString &path)
{
    quint64 raw = 0;
    for (const FieldNode &member : field.members) {
        const QString memberPath = path + u'.' + member.name;
        const quint64 bits = numberOf(member, memberPath);
        if (!fieldnumbers::fitsUnsigned(bits, member.bits))
            fail(NETCORE_REASON("the number does not fit the field"), memberPath);
        remember(member, bits, memberPath);
        raw = (member.bits == 64 ? 0 : raw << member.bits) | bits;
        ++m_fields;
    }
    remember(field, raw, path);
    m_bytes += fieldnumbers::write(raw, field.bits / 8, field.bigEndian);
}

void StructureBuilder::writeBytes(const FieldNode &field, const QString &path)
{
    Result<QByteArray, const char *> bytes = field.constantBytes;
    if (!field.constant)
        bytes = fieldtext::rawBytes(field, m_given.value(path, field.initial));
    if (!bytes)
        return fail(bytes.error(), path);
    if (!field.until.isEmpty()) {
        if (bytes->contains(field.until))
            return fail(NETCORE_REASON("the value contains its own end mark"), path);
        m_bytes += *bytes + field.until;
        return;
    }
    const bool fixed =
        field.length && field.length->what == Expression::What::Number && field.type != Type::Domain;
    if (fixed && bytes->size() > field.length->number)
        return fail(NETCORE_REASON("the value is longer than the field"), path);
    const bool given = m_given.contains(path) || field.constant || !field.initial.isEmpty();
    if (fixed && field.type == Type::Bytes && given && bytes->size() != field.length->number)
        return fail(NETCORE_REASON("the value is shorter than the field"), path);
    m_bytes += *bytes;
    if (fixed && field.length->number - bytes->size() <= structurelimits::built)
        m_bytes += QByteArray(qsizetype(field.length->number - bytes->size()), '\0');
}

/// As many as are given: "1, 2, 3" at the array's own path, or [0], [1] …; else as many as its length says.
qint64 StructureBuilder::itemsOf(const FieldNode &field, const QString &path) const
{
    const QString own = m_given.value(path);
    if (!own.trimmed().isEmpty())
        return own.count(u',') + 1;
    qint64 items = 0;
    for (auto given = m_given.begin(); given != m_given.end(); ++given) {
        if (!given.key().startsWith(path + u'['))
            continue;
        const qsizetype begin = path.size() + 1;
        const qint64 index = given.key().mid(begin, given.key().indexOf(u']', begin) - begin).toLongLong();
        items = std::max(items, index + 1);
    }
    const bool fixed = field.length && field.length->what == Expression::What::Number;
    return fixed && items == 0 ? field.length->number : items;
}

qint64 StructureBuilder::writeArray(const FieldNode &field, const QString &path)
{
    const qint64 items = itemsOf(field, path);
    ++m_fields;
    if (items < 0 || items > qint64(structurelimits::values))
        fail(NETCORE_REASON("a frame built from fields has at most 10,000 of them and 16 MiB"), path);
    else
        writeItems(field, path, items);
    if (field.inferredSlot >= 0)
        m_nextComputed.insert(m_slotPaths[std::size_t(field.inferredSlot)],
                              quint64(items - field.inferredPlus));
    return items;
}

void StructureBuilder::writeItems(const FieldNode &field, const QString &path, qint64 items)
{
    const FieldNode &item = field.members.front();
    const QStringList own = m_given.value(path).split(u',');
    const bool listed = !m_given.value(path).trimmed().isEmpty();
    if (listed && !item.isNumber())
        return fail(NETCORE_REASON("only an array of numbers is written as a list"), path);
    for (qint64 i = 0; i < items && !m_problem; ++i) {
        const QString itemPath = path + QStringLiteral("[%1]").arg(i);
        if (!listed) {
            writeField(item, itemPath);
            continue;
        }
        const Result<quint64, const char *> raw = fieldtext::rawNumber(item, own[i]);
        if (!raw)
            return fail(raw.error(), itemPath);
        ++m_fields;
        m_bytes += encodedNumber(item, *raw, itemPath);
    }
}

StructureBuilder::Extent StructureBuilder::covered(const SiblingRange &range,
                                                   const std::vector<Extent> &extents) const
{
    Extent whole;
    const int last = range.last < 0 ? int(extents.size()) - 1 : range.last;
    for (int i = range.first; i <= last; ++i) {
        const Extent &one = extents[std::size_t(i)];
        if (!one.present)
            continue;
        if (!whole.present)
            whole = one;
        whole.end = one.end;
    }
    return whole;
}

void StructureBuilder::patchComputed(const std::vector<FieldNode> &fields, const std::vector<Extent> &extents,
                                     const QString &prefix)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const FieldNode &field = fields[i];
        if (!field.counts || !extents[i].present)
            continue;
        const Extent counted = covered(*field.counts, extents);
        const qint64 value = field.countsItems ? counted.items : counted.end - counted.begin;
        m_nextComputed.insert(prefix + field.name, quint64(std::max<qint64>(0, value + field.countsPlus)));
    }
}

void StructureBuilder::patchChecksums(const std::vector<FieldNode> &fields,
                                      const std::vector<Extent> &extents)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const FieldNode &field = fields[i];
        if (!field.checks || !extents[i].present)
            continue;
        const Extent checked = covered(*field.checks, extents);
        const Result<Checksum> checksum = Checksum::make(field.checkName);
        Q_ASSERT(checksum); // parse() made it once
        const quint64 sum =
            checksum->of(QByteArrayView(m_bytes).sliced(checked.begin, checked.end - checked.begin));
        const QByteArray bytes = fieldnumbers::write(sum, field.bits / 8, field.bigEndian);
        m_bytes.replace(extents[i].begin, bytes.size(), bytes);
    }
}

} // namespace netcore
