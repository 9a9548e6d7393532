#include "netcore/payload/templatenode.h"
#include "netcore/payload/templatevariable.h"

#include "netcore/payload/hex.h"

#include <limits>

namespace netcore {

namespace {

using Field = FieldFormula::Kind;

constexpr qsizetype deepestVariable = 16;

quint64 sum(quint64 a, quint64 b)
{
    quint64 result = 0;
    return __builtin_add_overflow(a, b, &result) ? std::numeric_limits<quint64>::max() : result;
}

quint64 product(quint64 a, quint64 b)
{
    quint64 result = 0;
    return __builtin_mul_overflow(a, b, &result) ? std::numeric_limits<quint64>::max() : result;
}

NetError atField(NetError error, const TemplateNode &node)
{
    error.position = node.position;
    return error;
}

} // namespace

TemplateExpander::~TemplateExpander()
{
    qDeleteAll(m_variables);
}

Result<TemplateCost> TemplateExpander::costOf(const std::vector<TemplateNode> &nodes)
{
    TemplateCost total;
    for (const TemplateNode &node : nodes) {
        const Result<TemplateCost> cost = costOf(node);
        if (!cost)
            return cost;
        total.bytes = sum(total.bytes, cost->bytes);
        total.steps = sum(total.steps, cost->steps);
        total.isFixed = total.isFixed && cost->isFixed;
        if (total.bytes > quint64(maxPayload))
            return refused(atField(NetError::of(ErrorKind::LimitExceeded, "payload",
                                                NETCORE_REASON("with this the payload is over 16 MiB")),
                                   node));
        if (total.steps > PayloadTemplate::maxSteps)
            return refused(atField(NetError::of(ErrorKind::LimitExceeded, "payload",
                                                NETCORE_REASON("with this the payload has too many parts")),
                                   node));
    }
    return total;
}

Result<TemplateCost> TemplateExpander::costOf(const TemplateNode &node)
{
    switch (node.kind) {
    case TemplateNode::Kind::Literal: return TemplateCost{quint64(node.bytes.size()), 1, true};
    case TemplateNode::Kind::Field: return costOfField(node);
    case TemplateNode::Kind::SectionBegin:
    case TemplateNode::Kind::SectionEnd: return TemplateCost{0, 1, true};
    case TemplateNode::Kind::Repeat: break;
    }
    return costOf(node.inside).map([&](const TemplateCost &once) {
        return TemplateCost{product(once.bytes, node.times), product(sum(once.steps, 1), node.times),
                            once.isFixed};
    });
}

Result<TemplateCost> TemplateExpander::costOfField(const TemplateNode &node)
{
    const FieldFormula &field = node.formula;
    const auto size = [&] { return quint64(field.number->size(m_encoding)); };
    switch (field.kind) {
    case Field::Length:
    case Field::Check:
    case Field::Counter: return TemplateCost{size(), 1, true};
    case Field::Time: return TemplateCost{field.number ? size() : 1, 1, true};
    case Field::Random:
    case Field::Uuid: return TemplateCost{quint64(field.length), 1, true};
    case Field::Captured:
        return TemplateCost{quint64(m_context.captured.value(field.name).bytes.size()), 1, false};
    case Field::Variable: return costOfVariable(node);
    case Field::File: break;
    }
    const Result<qint64> bytes = fieldfile::size(m_context.folder, field.name);
    if (!bytes)
        return refused(atField(bytes.error(), node));
    return TemplateCost{quint64(*bytes), 1, false};
}

Result<TemplateCost> TemplateExpander::costOfVariable(const TemplateNode &node)
{
    const QString &name = node.formula.name;
    if (m_open.contains(name))
        return refused(atField(NetError::invalid(NETCORE_REASON("this variable needs its own value")), node));
    if (m_open.size() >= deepestVariable)
        return refused(atField(
            NetError::invalid(NETCORE_REASON("variables stand at most 16 deep in each other")), node));
    const Result<Variable *> variable = variableOf(node);
    if (!variable)
        return refused(variable.error());
    if (!(*variable)->cost) {
        m_open.append(name);
        const Result<TemplateCost> cost = costOf((*variable)->tree.nodes);
        m_open.removeLast();
        if (!cost)
            return refused(atField(cost.error(), node));
        (*variable)->cost = *cost;
    }
    return TemplateCost{(*variable)->cost->bytes, sum((*variable)->cost->steps, 1), false};
}

Result<TemplateExpander::Variable *> TemplateExpander::variableOf(const TemplateNode &node)
{
    const QString &name = node.formula.name;
    const auto set = m_context.variables.constFind(name);
    if (set == m_context.variables.constEnd() && !node.formula.otherwise)
        return refused(atField(NetError::invalid(NETCORE_REASON("no variable has this name here")), node));
    // Two places may give different defaults to a variable that is not set.
    const bool isSet = set != m_context.variables.constEnd();
    const QString key = isSet ? name : name + QChar(u'\n') + *node.formula.otherwise;
    Variable *&known = m_variables[key];
    if (!known) {
        Result<TemplateTree> tree =
            readTemplate(isSet ? *set : *node.formula.otherwise, PayloadForm::Text, m_encoding);
        if (!tree)
            return refused(atField(
                NetError::invalid(NETCORE_REASON("the text of this variable cannot be read as a payload")),
                node));
        known = new Variable{std::move(*tree), {}};
    }
    return known;
}

} // namespace netcore
