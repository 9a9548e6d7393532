#include "netcore/payload/templatenode.h"
#include "netcore/payload/templatevariable.h"

#include "netcore/payload/hex.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <utility>

namespace netcore {

namespace {

using Field = FieldFormula::Kind;
using Node = TemplateNode::Kind;

constexpr qsizetype longestShown = 32; // bytes of a value that is shown as hex

tl::unexpected<NetError> wrongAt(const char *reason, const TemplateNode &node)
{
    return refused(NetError::invalid(reason, node.position));
}

NetError tooLongAt(qsizetype position)
{
    NetError error = NetError::of(ErrorKind::LimitExceeded, "payload",
                                  NETCORE_REASON("with this the payload is over 16 MiB"));
    error.position = position;
    return error;
}

QString shownNumber(quint64 value)
{
    return value < 10 ? QString::number(value)
                      : QStringLiteral("%1 (0x%2)").arg(QString::number(value), QString::number(value, 16));
}

QString shownBytes(const QByteArray &bytes)
{
    return hex::format(bytes.first(std::min(bytes.size(), longestShown))) +
           (bytes.size() > longestShown ? QStringLiteral(" …") : QString());
}

/// The number that a text of digits, or 0x and hex digits, says.
std::optional<quint64> numberOf(const QByteArray &text)
{
    const QByteArray digits = text.trimmed();
    bool ok = false;
    const quint64 value =
        digits.startsWith("0x") ? digits.mid(2).toULongLong(&ok, 16) : digits.toULongLong(&ok, 10);
    return ok && !digits.startsWith('-') ? std::optional(value) : std::nullopt;
}

} // namespace

/// The parts of a payload, or of one pass of a repeat: ranges count from its beginning.
struct TemplateExpander::Scope
{
    struct Part
    {
        const TemplateNode *node = nullptr;
        QByteArray bytes;
        qsizetype size = 0; // -1: a length whose digits depend on what it counts
        qsizetype offset = 0;
        QString shown;
        std::vector<FieldMark> marks; // of a repeat's pass
    };
    struct Range
    {
        qsizetype from = 0;
        qsizetype to = 0;
    };

    QString owner;
    std::vector<Part> parts;
    QHash<QString, Range> sections; // in parts
    qsizetype total = 0;

    /// The parts that a range is about; Slice and All are about all of them.
    Range partsOf(const FieldRange &range, size_t own) const
    {
        switch (range.kind) {
        case FieldRange::Kind::Section: return sections.value(range.section);
        case FieldRange::Kind::Rest: return {qsizetype(own) + 1, qsizetype(parts.size())};
        case FieldRange::Kind::Before: return {0, qsizetype(own)};
        default: return {0, qsizetype(parts.size())};
        }
    }

    qsizetype offsetOf(qsizetype part) const
    {
        return part < qsizetype(parts.size()) ? parts[size_t(part)].offset : total;
    }

    /// In bytes; refused where the range is not there (faults row 10).
    Result<Range> bytesOf(const TemplateNode &node, size_t own) const
    {
        const FieldRange &range = node.formula.range;
        if (range.kind != FieldRange::Kind::Slice) {
            const Range in = partsOf(range, own);
            return Range{offsetOf(in.from), offsetOf(in.to)};
        }
        const auto place = [&](qint64 at) { return at < 0 ? total + at : at; };
        const Range bytes{place(range.from), range.to ? place(*range.to) : total};
        if (bytes.from < 0 || bytes.to > total)
            return refused(NetError::invalid(NETCORE_REASON("this range is beyond the bytes that there are"),
                                             range.position));
        if (bytes.from > bytes.to)
            return refused(
                NetError::invalid(NETCORE_REASON("this range ends before it begins"), range.position));
        return bytes;
    }
};

Result<ExpandedPayload> TemplateExpander::expand(const std::vector<TemplateNode> &nodes, const QString &owner)
{
    Scope scope;
    scope.owner = owner;
    if (const Result<void> done = addParts(nodes, scope); !done)
        return refused(done.error());
    if (const Result<void> done = measure(scope); !done)
        return refused(done.error());
    ExpandedPayload payload;
    payload.bytes.reserve(scope.total);
    for (const Scope::Part &part : scope.parts)
        payload.bytes += part.bytes;
    if (const Result<void> done = fillLengths(scope, payload.bytes); !done)
        return refused(done.error());
    if (const Result<void> done = fillChecks(scope, payload.bytes); !done)
        return refused(done.error());
    for (const Scope::Part &part : scope.parts) {
        if (part.node->kind == Node::Literal)
            payload.parts.emplace_back(part.node->position, part.offset);
        for (FieldMark mark : part.marks) {
            mark.offset += part.offset;
            payload.marks.push_back(std::move(mark));
        }
        if (part.node->kind == Node::Field && m_marks++ < PayloadTemplate::maxMarks)
            payload.marks.push_back(
                {part.offset, part.bytes.size(), part.node->position, part.node->text, part.shown});
    }
    return payload;
}

Result<void> TemplateExpander::addParts(const std::vector<TemplateNode> &nodes, Scope &scope)
{
    for (const TemplateNode &node : nodes) {
        const qsizetype next = qsizetype(scope.parts.size());
        if (node.kind == Node::SectionBegin) {
            scope.sections[node.text].from = next;
        } else if (node.kind == Node::SectionEnd) {
            scope.sections[node.text].to = next;
        } else if (node.kind == Node::Repeat) {
            if (const Result<void> done = addPasses(node, scope); !done)
                return done;
        } else {
            Scope::Part part{&node, node.bytes, node.bytes.size(), 0, {}, {}};
            if (node.kind == Node::Field && node.formula.isComputed()) {
                const NumberFormat &format = *node.formula.number;
                part.size = format.isVariable() ? -1 : format.size(m_encoding);
                part.bytes = QByteArray(std::max<qsizetype>(part.size, 0), '\0');
            } else if (node.kind == Node::Field) {
                Result<QByteArray> bytes = valueOf(node, part.shown, scope.owner);
                if (!bytes)
                    return refused(bytes.error());
                part.bytes = std::move(*bytes);
                part.size = part.bytes.size();
            }
            scope.parts.push_back(std::move(part));
        }
    }
    return {};
}

Result<void> TemplateExpander::addPasses(const TemplateNode &repeat, Scope &scope)
{
    Scope::Part part{&repeat, {}, 0, 0, {}, {}};
    for (quint64 pass = 0; pass < repeat.times; ++pass) {
        Result<ExpandedPayload> once = expand(repeat.inside, scope.owner);
        if (!once)
            return refused(once.error());
        for (FieldMark &mark : once->marks) {
            mark.offset += part.bytes.size();
            part.marks.push_back(std::move(mark));
        }
        part.bytes += once->bytes;
        if (part.bytes.size() > maxPayload) // digits, which a cost counts as none
            return refused(tooLongAt(repeat.position));
    }
    part.size = part.bytes.size();
    scope.parts.push_back(std::move(part));
    return {};
}

Result<QByteArray> TemplateExpander::valueOf(const TemplateNode &node, QString &shown, const QString &owner)
{
    const FieldFormula &field = node.formula;
    Result<QByteArray> bytes;
    switch (field.kind) {
    case Field::Counter: {
        const QString key = field.name.isEmpty() ? owner + QString::number(node.position) : field.name;
        const quint64 value = m_context.count(key, field.from, field.step);
        const quint64 largest = field.number->largest();
        // A counter goes round like the device's own would.
        return numberBytes(node, largest == ~quint64(0) ? value : value % (largest + 1), shown);
    }
    case Field::Time: return timeBytes(node, shown);
    case Field::Random: bytes = m_context.random(field.length); break;
    case Field::Uuid: {
        QByteArray random = m_context.random(16); // RFC 9562 s.5.4: version 4, variant 10
        random[6] = char((random[6] & 0x0F) | 0x40);
        random[8] = char((random[8] & 0x3F) | 0x80);
        const QByteArray digits = random.toHex();
        shown = QString::fromLatin1(digits.mid(0, 8) + '-' + digits.mid(8, 4) + '-' + digits.mid(12, 4) +
                                    '-' + digits.mid(16, 4) + '-' + digits.mid(20));
        return field.length == 16 ? Result<QByteArray>(random) : encodeText(shown, m_encoding);
    }
    case Field::File: bytes = fieldfile::read(m_context.folder, field.name, maxPayload); break;
    case Field::Variable: bytes = variableBytes(node); break;
    case Field::Captured: bytes = capturedBytes(node); break;
    default: Q_UNREACHABLE();
    }
    if (!bytes) {
        NetError error = bytes.error();
        error.position = node.position;
        return refused(error);
    }
    shown = shownBytes(*bytes);
    return bytes;
}

Result<QByteArray> TemplateExpander::variableBytes(const TemplateNode &node)
{
    const Result<Variable *> variable = variableOf(node);
    if (!variable)
        return refused(variable.error());
    const size_t marks = m_marks;
    const Result<ExpandedPayload> inner = expand((*variable)->tree.nodes, node.formula.name + QChar(u'\n'));
    m_marks = marks;
    if (!inner || !node.formula.number)
        return inner.map([](const ExpandedPayload &payload) { return payload.bytes; });
    const std::optional<quint64> value = numberOf(inner->bytes);
    if (!value)
        return wrongAt(NETCORE_REASON("the value of this variable is no number"), node);
    QString shown;
    return numberBytes(node, *value, shown);
}

Result<QByteArray> TemplateExpander::capturedBytes(const TemplateNode &node)
{
    const auto found = m_context.captured.constFind(node.formula.name);
    if (found == m_context.captured.constEnd())
        return wrongAt(NETCORE_REASON("nothing was captured by this name yet"), node);
    if (!node.formula.number)
        return found->bytes;
    const std::optional<quint64> value = found->number ? found->number : numberOf(found->bytes);
    if (!value)
        return wrongAt(NETCORE_REASON("what was captured is no number"), node);
    QString shown;
    return numberBytes(node, *value, shown);
}

Result<QByteArray> TemplateExpander::numberBytes(const TemplateNode &node, quint64 value,
                                                 QString &shown) const
{
    if (value > node.formula.number->largest())
        return wrongAt(NETCORE_REASON("the value is too large for this field"), node);
    shown = shownNumber(value);
    return node.formula.number->write(value, m_encoding);
}

QByteArray TemplateExpander::timeBytes(const TemplateNode &node, QString &shown) const
{
    const qint64 ms = m_context.now / 1'000'000;
    const QString iso =
        QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs); // RFC 3339 s.5.6
    shown = iso;
    const FieldFormula &field = node.formula;
    if (!field.number)
        return encodeText(iso, m_encoding).value_or(QByteArray());
    const bool isMilliseconds = field.time == FieldFormula::Time::Milliseconds;
    const auto value = quint64(std::max<qint64>(0, isMilliseconds ? ms : ms / 1000));
    shown = QStringLiteral("%1, %2").arg(QString::number(value), iso);
    const quint64 largest = field.number->largest();
    return field.number->write(largest == ~quint64(0) ? value : value % (largest + 1), m_encoding);
}

/// Sizes first, offsets then. A length in plain digits waits until what it counts has its size.
Result<void> TemplateExpander::measure(Scope &scope)
{
    for (bool waits = true; waits;) {
        waits = false;
        bool progress = false;
        for (size_t i = 0; i < scope.parts.size(); ++i) {
            Scope::Part &part = scope.parts[i];
            if (part.size >= 0)
                continue;
            const Scope::Range in = scope.partsOf(part.node->formula.range, i);
            qint64 counted = part.node->formula.plus;
            bool known = true;
            for (qsizetype each = in.from; each < in.to && known; ++each) {
                counted += scope.parts[size_t(each)].size;
                known = scope.parts[size_t(each)].size >= 0;
            }
            waits = waits || !known;
            if (!known)
                continue;
            if (counted < 0)
                return wrongAt(NETCORE_REASON("this length would be negative"), *part.node);
            part.bytes = part.node->formula.number->write(quint64(counted), m_encoding);
            part.size = part.bytes.size();
            part.shown = shownNumber(quint64(counted));
            progress = true;
        }
        if (waits && !progress) {
            const auto first = std::find_if(scope.parts.begin(), scope.parts.end(),
                                            [](const Scope::Part &part) { return part.size < 0; });
            return wrongAt(
                NETCORE_REASON("this length depends on its own digits; give it a width, e.g. dec4"),
                *first->node);
        }
    }
    scope.total = 0;
    for (Scope::Part &part : scope.parts) {
        part.offset = scope.total;
        scope.total += part.size;
        if (scope.total > maxPayload)
            return refused(tooLongAt(part.node->position));
    }
    return {};
}

Result<void> TemplateExpander::fillLengths(Scope &scope, QByteArray &bytes)
{
    for (size_t i = 0; i < scope.parts.size(); ++i) {
        Scope::Part &part = scope.parts[i];
        const bool isLength = part.node->kind == Node::Field && part.node->formula.kind == Field::Length;
        if (!isLength || part.node->formula.number->isVariable())
            continue;
        const Result<Scope::Range> range = scope.bytesOf(*part.node, i);
        if (!range)
            return refused(range.error());
        const qint64 counted = range->to - range->from + part.node->formula.plus;
        if (counted < 0)
            return wrongAt(NETCORE_REASON("this length would be negative"), *part.node);
        const Result<QByteArray> written = numberBytes(*part.node, quint64(counted), part.shown);
        if (!written)
            return refused(written.error());
        bytes.replace(part.offset, part.size, *written);
    }
    return {};
}

/// A checksum is made when no other one that it covers is still open.
Result<void> TemplateExpander::fillChecks(Scope &scope, QByteArray &bytes)
{
    std::vector<std::pair<Scope::Part *, Scope::Range>> open;
    for (size_t i = 0; i < scope.parts.size(); ++i) {
        Scope::Part &part = scope.parts[i];
        if (part.node->kind != Node::Field || part.node->formula.kind != Field::Check)
            continue;
        const Result<Scope::Range> range = scope.bytesOf(*part.node, i);
        if (!range)
            return refused(range.error());
        const bool coversItself = range->from < part.offset + part.size && part.offset < range->to;
        if (coversItself && !part.node->formula.zeroed)
            return wrongAt(NETCORE_REASON("the range of this checksum covers its own bytes; end it before "
                                          "them, or count them as zero with: zeroed"),
                           *part.node);
        open.emplace_back(&part, *range);
    }
    const auto covers = [](const auto &one, const auto &other) {
        return one.first != other.first && one.second.from < other.first->offset + other.first->size &&
               other.first->offset < one.second.to;
    };
    while (!open.empty()) {
        const auto ready = std::find_if(open.begin(), open.end(), [&](const auto &one) {
            return std::none_of(open.begin(), open.end(),
                                [&](const auto &other) { return covers(one, other); });
        });
        if (ready == open.end())
            return wrongAt(NETCORE_REASON("these checksums cover each other"), *open.front().first->node);
        auto &[part, range] = *ready;
        const quint64 value =
            part->node->formula.checksum->of(QByteArrayView(bytes).sliced(range.from, range.to - range.from));
        const Result<QByteArray> written = numberBytes(*part->node, value, part->shown);
        if (!written)
            return refused(written.error());
        bytes.replace(part->offset, part->size, *written);
        open.erase(ready);
    }
    return {};
}

} // namespace netcore
