#include "netcore/recording/filter.h"

#include "netcore/base/bytesearch.h"
#include "netcore/recording/callrecord.h"
#include "netcore/recording/filternode.h"
#include "netcore/recording/recordingstore.h"

#include <algorithm>
#include <bit>
#include <optional>

namespace netcore {

namespace {

using What = FilterNode::What;
using Compare = FilterNode::Compare;

/// Calls `with` with the comparison as a function, so that a loop over records has it compiled in.
template <class T, class With>
quint64 withComparison(Compare how, T right, With with)
{
    switch (how) {
    case Compare::Equal: return with([right](T left) { return left == right; });
    case Compare::Unequal: return with([right](T left) { return left != right; });
    case Compare::Less: return with([right](T left) { return left < right; });
    case Compare::LessOrEqual: return with([right](T left) { return left <= right; });
    case Compare::Greater: return with([right](T left) { return left > right; });
    case Compare::GreaterOrEqual: return with([right](T left) { return left >= right; });
    }
    return 0;
}

bool isCallThat(const FilterNode &node, QByteArrayView payload)
{
    const auto call = CallRecord::decode(payload);
    if (!call)
        return false;
    if (node.what == What::CallNamed)
        return (node.bytes == callName(call->id)) == (node.compare == Compare::Equal);
    return withComparison<qint64>(node.compare, node.number,
                                  [&](auto holds) { return quint64(holds(call->error)); }) != 0;
}

bool holdsFor(const FilterNode &node, QByteArrayView payload)
{
    switch (node.what) {
    case What::Contains: return indexOfBytes(payload, node.bytes) >= 0;
    case What::MatchesExpression: return node.expression.firstIn(payload).at >= 0;
    default: return isCallThat(node, payload);
    }
}

bool valueHolds(const FilterNode &node, const Filter::Value &value)
{
    using Look = FilterNode::Look;
    if (node.look == Look::Number)
        return value.number && withComparison<double>(node.compare, node.seconds, [&](auto holds) {
                                   return quint64(holds(*value.number));
                               }) != 0;
    const auto holds = [&node](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        return node.look == Look::Text         ? bytes == node.bytes
               : node.look == Look::Expression ? node.expression.firstIn(bytes).at >= 0
                                               : bytes.contains(node.bytes);
    };
    const bool any = std::any_of(value.texts.begin(), value.texts.end(), holds);
    return any == (node.look != Look::Text || node.compare == Compare::Equal);
}

/// Up to 64 records being looked at together: each condition says yes or no to all of them in one bit mask.
class Sieve
{
public:
    explicit Sieve(std::span<const Record> records) : m_records(records) {}
    virtual ~Sieve() = default;
    quint64 pass(const FilterNode &node, quint64 candidates);

protected:
    /// Does the payload condition hold for this record?
    virtual bool payloadHolds(const FilterNode &node, const Record &record) = 0;
    virtual bool fieldHolds(const FilterNode &) { return false; }

private:
    template <class Holds>
    quint64 where(quint64 candidates, Holds holds) const;
    quint64 joined(const FilterNode &node, quint64 candidates);
    quint64 inPayloads(const FilterNode &node, quint64 candidates);

    std::span<const Record> m_records;
};

/// A header condition is asked for all records, not only the candidates: without branches that is faster.
template <class Holds>
quint64 Sieve::where(quint64 candidates, Holds holds) const
{
    quint64 mask = 0;
    for (std::size_t i = 0; i < m_records.size(); ++i)
        mask |= quint64(holds(m_records[i])) << i;
    return mask & candidates;
}

/// The side that needs no payload goes first: it may settle the matter.
quint64 Sieve::joined(const FilterNode &node, quint64 candidates)
{
    const bool swap = node.left->needsPayload() && !node.right->needsPayload();
    const FilterNode &first = swap ? *node.right : *node.left;
    const FilterNode &second = swap ? *node.left : *node.right;
    const quint64 passed = pass(first, candidates);
    if (node.what == What::And)
        return passed == 0 ? 0 : pass(second, passed);
    const quint64 open = candidates & ~passed;
    return passed | (open == 0 ? 0 : pass(second, open));
}

quint64 Sieve::inPayloads(const FilterNode &node, quint64 candidates)
{
    const bool ofCalls = node.what == What::Errno || node.what == What::CallNamed;
    quint64 mask = 0;
    for (quint64 open = candidates; open != 0; open &= open - 1) {
        const int i = std::countr_zero(open);
        const Record &record = m_records[std::size_t(i)];
        const bool possible =
            ofCalls ? record.kind == RecordKind::Call : record.length >= quint64(node.bytes.size());
        if (possible && payloadHolds(node, record))
            mask |= quint64(1) << i;
    }
    return mask;
}

quint64 Sieve::pass(const FilterNode &node, quint64 candidates)
{
    switch (node.what) {
    case What::And:
    case What::Or: return joined(node, candidates);
    case What::Not: return candidates & ~pass(*node.left, candidates);
    case What::HasKind:
        return where(candidates, [kinds = node.kinds](const Record &record) {
            return quint32(record.kind) < 32 && (kinds >> (quint32(record.kind) & 31) & 1) != 0;
        });
    case What::HasDirection:
        return where(candidates,
                     [way = Direction(node.number)](const Record &r) { return r.direction == way; });
    case What::HasFlag:
        return where(candidates, [flag = node.number](const Record &r) { return (r.flags & flag) != 0; });
    case What::Length:
        return withComparison(node.compare, node.number, [&](auto holds) {
            return where(candidates, [holds](const Record &r) { return holds(qint64(r.length)); });
        });
    case What::Connection:
        return withComparison(node.compare, node.number, [&](auto holds) {
            return where(candidates, [holds](const Record &r) { return holds(qint64(r.connection)); });
        });
    case What::Time:
        return withComparison(node.compare, node.seconds, [&](auto holds) {
            return where(candidates, [holds](const Record &r) { return holds(double(r.time) / 1e9); });
        });
    case What::Errno:
    case What::CallNamed:
    case What::Contains:
    case What::MatchesExpression: return inPayloads(node, candidates);
    case What::Field: return candidates != 0 && fieldHolds(node) ? candidates : 0;
    }
    return 0;
}

/// Looks at payloads in the recording itself, where they lie.
class StoreSieve final : public Sieve
{
public:
    StoreSieve(const RecordingReader &reader, std::span<const Record> records)
        : Sieve(records), m_reader(reader)
    {
    }

protected:
    bool payloadHolds(const FilterNode &node, const Record &record) override
    {
        // An expression would not bear that the ring overwrites the bytes while it looks at them.
        if (node.what == What::MatchesExpression) {
            m_reader.readPayload(record, m_copy);
            return holdsFor(node, m_copy);
        }
        const QByteArrayView payload = m_reader.lookAt(record);
        return holdsFor(node, payload) && m_reader.lookedWell(record, payload, true);
    }

private:
    const RecordingReader &m_reader;
    QByteArray m_copy;
};

/// One record whose payload somebody else fetches, once, when a condition first wants it.
class SingleSieve final : public Sieve
{
public:
    SingleSieve(const Record &record, const Filter::PayloadOf &payloadOf, const Filter::FieldOf &fieldOf)
        : Sieve({&record, 1}), m_payloadOf(payloadOf), m_fieldOf(fieldOf)
    {
    }

protected:
    bool payloadHolds(const FilterNode &node, const Record &record) override
    {
        if (!m_payload)
            m_payload = m_payloadOf ? m_payloadOf(record) : QByteArray();
        return holdsFor(node, *m_payload);
    }
    bool fieldHolds(const FilterNode &node) override
    {
        const auto value = m_fieldOf ? m_fieldOf(node.field) : std::nullopt;
        return value && valueHolds(node, *value);
    }

private:
    const Filter::PayloadOf &m_payloadOf;
    const Filter::FieldOf &m_fieldOf;
    std::optional<QByteArray> m_payload;
};

} // namespace

bool FilterNode::needsPayload() const
{
    const bool itself = what == What::Errno || what == What::CallNamed || what == What::Contains ||
                        what == What::MatchesExpression || what == What::Field;
    return itself || (left && left->needsPayload()) || (right && right->needsPayload());
}

bool FilterNode::needsFields() const
{
    return what == What::Field || (left && left->needsFields()) || (right && right->needsFields());
}

Result<Filter> Filter::parse(QStringView text, const QStringList &fields)
{
    auto root = parseFilter(text, fields);
    if (!root)
        return refused(root.error());
    Filter filter;
    filter.m_root = std::move(*root);
    return filter;
}

bool Filter::needsPayload() const
{
    return m_root && m_root->needsPayload();
}

bool Filter::needsFields() const
{
    return m_root && m_root->needsFields();
}

bool Filter::matches(const Record &record, const PayloadOf &payloadOf, const FieldOf &fieldOf) const
{
    return !m_root || SingleSieve(record, payloadOf, fieldOf).pass(*m_root, 1) != 0;
}

quint64 Filter::sieve(const RecordingReader &reader, std::span<const Record> records,
                      quint64 candidates) const
{
    Q_ASSERT(records.size() <= sieveRows);
    return m_root && candidates != 0 ? StoreSieve(reader, records).pass(*m_root, candidates) : candidates;
}

} // namespace netcore
