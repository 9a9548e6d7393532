#pragma once

#include <QtCore/QtGlobal>

#include <memory>
#include <optional>
#include <vector>

namespace netcore {

/// What an expression can ask for while a frame is read or built.
struct ExpressionScope
{
    const std::vector<std::optional<qint64>> *values = nullptr; // by declaration
    qint64 rest = 0;                                            // bytes that are left
    qint64 next = 0;                                            // the first of them; 0 where there is none
    qint64 here = 0;                                            // bytes from the start of the frame
};

/// A number computed from fields: `length - 2`, `flags & 0x40 != 0`, `len < 126 ? len : long`.
///
/// Errors   no value where a field has none, a division by zero, a shift over 62 or an overflow
/// Thread   immutable value, any thread
struct Expression
{
    enum class What : quint8 {
        Number,
        Field,
        Rest,
        Next,
        Here,
        Add,
        Subtract,
        Multiply,
        Divide,
        Modulo,
        And,
        Or,
        ShiftLeft,
        ShiftRight,
        Equal,
        Unequal,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Both,
        Either,
        Not,
        Negate,
        Choice
    };
    What what = What::Number;
    qint64 number = 0; // of Number; the slot of Field
    std::unique_ptr<Expression> first;
    std::unique_ptr<Expression> second;
    std::unique_ptr<Expression> third;

    std::optional<qint64> evaluate(const ExpressionScope &scope) const;
};

} // namespace netcore
