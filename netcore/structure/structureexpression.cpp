#include "netcore/structure/structureexpression.h"

namespace netcore {

namespace {

using What = Expression::What;
using Value = std::optional<qint64>;

Value ifFits(bool overflow, const qint64 &value)
{
    return overflow ? Value() : Value(value);
}

Value shifted(qint64 left, qint64 right, bool toLeft)
{
    if (right < 0 || right > 62 || left < 0)
        return std::nullopt;
    if (!toLeft)
        return left >> right;
    return ifFits((left << right) >> right != left || (left << right) < 0, left << right);
}

Value computed(What what, qint64 a, qint64 b)
{
    qint64 result = 0;
    switch (what) {
    case What::Add: return ifFits(__builtin_add_overflow(a, b, &result), result);
    case What::Subtract: return ifFits(__builtin_sub_overflow(a, b, &result), result);
    case What::Multiply: return ifFits(__builtin_mul_overflow(a, b, &result), result);
    case What::Divide: return b == 0 || b == -1 ? (b == 0 ? Value() : computed(What::Subtract, 0, a)) : a / b;
    case What::Modulo: return b == 0 ? Value() : (b == -1 ? 0 : a % b);
    case What::And: return a & b;
    case What::Or: return a | b;
    case What::ShiftLeft: return shifted(a, b, true);
    case What::ShiftRight: return shifted(a, b, false);
    case What::Equal: return a == b;
    case What::Unequal: return a != b;
    case What::Less: return a < b;
    case What::LessOrEqual: return a <= b;
    case What::Greater: return a > b;
    case What::GreaterOrEqual: return a >= b;
    default: return std::nullopt;
    }
}

} // namespace

std::optional<qint64> Expression::evaluate(const ExpressionScope &scope) const
{
    switch (what) {
    case What::Number: return number;
    case What::Field: return (*scope.values)[std::size_t(number)];
    case What::Rest: return scope.rest;
    case What::Next: return scope.next;
    case What::Here: return scope.here;
    default: break;
    }
    const Value a = first->evaluate(scope);
    if (!a)
        return std::nullopt;
    switch (what) {
    case What::Not: return *a == 0;
    case What::Negate: return computed(What::Subtract, 0, *a);
    case What::Choice: return (*a != 0 ? second : third)->evaluate(scope);
    case What::Both:
        if (*a == 0)
            return 0;
        break;
    case What::Either:
        if (*a != 0)
            return 1;
        break;
    default: break;
    }
    const Value b = second->evaluate(scope);
    if (!b)
        return std::nullopt;
    if (what == What::Both || what == What::Either)
        return *b != 0;
    return computed(what, *a, *b);
}

} // namespace netcore
