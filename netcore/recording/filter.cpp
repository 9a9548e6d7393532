#include "netcore/recording/filter.h"

#include "netcore/recording/callrecord.h"
#include "netcore/recording/filternode.h"

#include <compare>
#include <optional>

namespace netcore {

namespace {

using What = FilterNode::What;

template <class T>
bool compared(FilterNode::Compare how, T left, T right)
{
    switch (how) {
    case FilterNode::Compare::Equal: return left == right;
    case FilterNode::Compare::Unequal: return left != right;
    case FilterNode::Compare::Less: return left < right;
    case FilterNode::Compare::LessOrEqual: return left <= right;
    case FilterNode::Compare::Greater: return left > right;
    case FilterNode::Compare::GreaterOrEqual: return left >= right;
    }
    return false;
}

/// One record being looked at; fetches its payload once, when a condition first wants it.
class Look
{
public:
    Look(const Record &record, const Filter::PayloadOf &payloadOf) : m_record(record), m_payloadOf(payloadOf)
    {
    }

    bool at(const FilterNode &node);

private:
    const QByteArray &payload();
    bool inCall(const FilterNode &node);
    bool inPayload(const FilterNode &node);

    const Record &m_record;
    const Filter::PayloadOf &m_payloadOf;
    std::optional<QByteArray> m_payload;
};

const QByteArray &Look::payload()
{
    if (!m_payload)
        m_payload = m_payloadOf ? m_payloadOf(m_record) : QByteArray();
    return *m_payload;
}

bool Look::inCall(const FilterNode &node)
{
    if (m_record.kind != RecordKind::Call)
        return false;
    const auto call = CallRecord::decode(payload());
    if (!call)
        return false;
    if (node.what == What::Errno)
        return compared<qint64>(node.compare, call->error, node.number);
    return (node.bytes == callName(call->id)) == (node.compare == FilterNode::Compare::Equal);
}

bool Look::inPayload(const FilterNode &node)
{
    if (node.what == What::Contains)
        return m_record.length >= quint64(node.bytes.size()) && payload().contains(node.bytes);
    // Latin-1 keeps one character for each byte, whatever the bytes are.
    return node.expression.match(QString::fromLatin1(payload())).hasMatch();
}

bool Look::at(const FilterNode &node)
{
    switch (node.what) {
    case What::And: {
        // The side that needs no payload goes first: it may settle the matter.
        const bool swap = node.left->needsPayload() && !node.right->needsPayload();
        return at(swap ? *node.right : *node.left) && at(swap ? *node.left : *node.right);
    }
    case What::Or: {
        const bool swap = node.left->needsPayload() && !node.right->needsPayload();
        return at(swap ? *node.right : *node.left) || at(swap ? *node.left : *node.right);
    }
    case What::Not: return !at(*node.left);
    case What::HasKind: return quint32(m_record.kind) < 32 && (node.kinds >> quint32(m_record.kind) & 1) != 0;
    case What::HasDirection: return qint64(m_record.direction) == node.number;
    case What::HasFlag: return (m_record.flags & node.number) != 0;
    case What::Length: return compared<qint64>(node.compare, m_record.length, node.number);
    case What::Connection: return compared(node.compare, qint64(m_record.connection), node.number);
    case What::Time: return compared(node.compare, double(m_record.time) / 1e9, node.seconds);
    case What::Errno:
    case What::CallNamed: return inCall(node);
    case What::Contains:
    case What::MatchesExpression: return inPayload(node);
    }
    return false;
}

} // namespace

bool FilterNode::needsPayload() const
{
    const bool itself = what == What::Errno || what == What::CallNamed || what == What::Contains ||
                        what == What::MatchesExpression;
    return itself || (left && left->needsPayload()) || (right && right->needsPayload());
}

Result<Filter> Filter::parse(QStringView text)
{
    auto root = parseFilter(text);
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

bool Filter::matches(const Record &record, const PayloadOf &payloadOf) const
{
    return !m_root || Look(record, payloadOf).at(*m_root);
}

} // namespace netcore
