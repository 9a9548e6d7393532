// The part of StructureParser that reads expressions.
#include "netcore/structure/structureparser.h"

#include <algorithm>
#include <array>

namespace netcore {

namespace {

using What = Expression::What;
using Type = FieldNode::Type;
using TokenType = StructureToken::Type;

struct Operator
{
    const char *sign;
    What what;
    int level; // the higher, the tighter
};

constexpr std::array<Operator, 16> operators = {{{"||", What::Either, 0},
                                                 {"&&", What::Both, 1},
                                                 {"==", What::Equal, 2},
                                                 {"!=", What::Unequal, 2},
                                                 {"<", What::Less, 3},
                                                 {"<=", What::LessOrEqual, 3},
                                                 {">", What::Greater, 3},
                                                 {">=", What::GreaterOrEqual, 3},
                                                 {"|", What::Or, 4},
                                                 {"&", What::And, 5},
                                                 {"<<", What::ShiftLeft, 6},
                                                 {">>", What::ShiftRight, 6},
                                                 {"+", What::Add, 7},
                                                 {"-", What::Subtract, 7},
                                                 {"*", What::Multiply, 8},
                                                 {"/", What::Divide, 8}}};
constexpr int tightest = 9;
constexpr int mostNodes = 200;

} // namespace

ExpressionPtr StructureParser::node(What what, ExpressionPtr first, ExpressionPtr second, ExpressionPtr third)
{
    auto made = std::make_unique<Expression>();
    made->what = what;
    made->first = std::move(first);
    made->second = std::move(second);
    made->third = std::move(third);
    if (++m_expressionNodes > mostNodes)
        fail(NETCORE_REASON("the expression is too long"), m_token);
    return made;
}

ExpressionPtr StructureParser::readExpression()
{
    m_expressionNodes = 0;
    ExpressionPtr expression = readChoice(0);
    return m_problem ? node(What::Number) : std::move(expression); // never without one
}

ExpressionPtr StructureParser::readChoice(int depth)
{
    ExpressionPtr condition = readBinary(0, depth);
    if (m_problem || !take("?"))
        return condition;
    ExpressionPtr yes = readChoice(depth + 1);
    if (m_problem || !expect(":", NETCORE_REASON("expected : and the other value")))
        return {};
    ExpressionPtr no = readChoice(depth + 1);
    return node(What::Choice, std::move(condition), std::move(yes), std::move(no));
}

ExpressionPtr StructureParser::readBinary(int level, int depth)
{
    if (level == tightest)
        return readUnary(depth);
    ExpressionPtr left = readBinary(level + 1, depth);
    while (!m_problem && m_token.type == TokenType::Sign) {
        const bool modulo = level == 8 && m_token.is(QLatin1String("%"));
        const auto *const known = std::find_if(operators.begin(), operators.end(), [&](const Operator &o) {
            return o.level == level && m_token.is(QLatin1String(o.sign));
        });
        if (!modulo && known == operators.end())
            return left;
        const What what = modulo ? What::Modulo : known->what;
        advance();
        ExpressionPtr right = readBinary(level + 1, depth);
        left = node(what, std::move(left), std::move(right));
    }
    return left;
}

ExpressionPtr StructureParser::readUnary(int depth)
{
    if (depth > structurelimits::expressionDepth) {
        fail(NETCORE_REASON("too many levels of parentheses"), m_token);
        return {};
    }
    if (take("!"))
        return node(What::Not, readUnary(depth + 1));
    if (take("-"))
        return node(What::Negate, readUnary(depth + 1));
    return m_problem ? ExpressionPtr() : readOperand(depth);
}

ExpressionPtr StructureParser::readOperand(int depth)
{
    if (take("(")) {
        ExpressionPtr inside = readChoice(depth + 1);
        if (!m_problem)
            expect(")", NETCORE_REASON("expected )"));
        return inside;
    }
    if (m_token.type == TokenType::Number) {
        ExpressionPtr number = node(What::Number);
        number->number = readInteger().value_or(0);
        return number;
    }
    if (m_token.type == TokenType::Word)
        return readReference();
    fail(NETCORE_REASON("expected a number or the name of a field"), m_token);
    return {};
}

const FieldNode *StructureParser::found(const QString &name) const
{
    for (auto scope = m_scopes.rbegin(); scope != m_scopes.rend(); ++scope) {
        for (const FieldNode &field : *scope->fields) {
            if (field.name == name)
                return &field;
        }
    }
    return nullptr;
}

ExpressionPtr StructureParser::readReference()
{
    StructureToken token = m_token;
    const FieldNode *field = found(token.text);
    advance();
    if (!field) {
        if (token.isWord(QLatin1String("rest")))
            return node(What::Rest);
        if (token.isWord(QLatin1String("next")))
            return node(What::Next);
        if (token.isWord(QLatin1String("here")))
            return node(What::Here);
        fail(NETCORE_REASON("no field of this name before this place"), token);
        return {};
    }
    while (take(".")) {
        token = m_token;
        const auto member = std::find_if(field->members.begin(), field->members.end(),
                                         [&](const FieldNode &f) { return f.name == token.text; });
        if (field->type == Type::Array || member == field->members.end()) {
            fail(NETCORE_REASON("no field of this name in there"), token);
            return {};
        }
        field = &*member;
        advance();
    }
    if (!field->isNumber() || field->type == Type::Float) {
        fail(NETCORE_REASON("only the value of a whole number can be used here"), token);
        return {};
    }
    ExpressionPtr reference = node(What::Field);
    reference->number = field->declaration;
    return reference;
}

/// `data: bytes(count - 2)`: build() fills `count` in, unless something else does.
void StructureParser::infer(FieldNode &field)
{
    const Expression *length = field.length.get();
    if (!length || field.isNumber())
        return;
    qint64 plus = 0;
    if (length->what == What::Add || length->what == What::Subtract) {
        if (length->second->what != What::Number)
            return;
        plus = length->what == What::Add ? length->second->number : -length->second->number;
        length = length->first.get();
    }
    if (length->what != What::Field || m_declared[std::size_t(length->number)].fixed)
        return;
    field.inferredSlot = int(length->number);
    field.inferredPlus = plus;
    m_tree->declarations[std::size_t(length->number)].computed = true;
}

} // namespace netcore
