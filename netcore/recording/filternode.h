#pragma once

#include "netcore/recording/byteexpression.h"
#include "netcore/recording/filter.h"

namespace netcore {

/// One condition of a filter, or two joined.
struct FilterNode
{
    enum class What : quint8 {
        And,
        Or,
        Not,
        HasKind,
        HasDirection,
        HasFlag,
        Length,
        Connection,
        Time,
        Errno,
        CallNamed,
        Contains,
        MatchesExpression,
        Field,
    };
    enum class Compare : quint8 { Equal, Unequal, Less, LessOrEqual, Greater, GreaterOrEqual };

    enum class Look : quint8 { Number, Text, Contains, Expression };

    What what = What::And;
    Compare compare = Compare::Equal;
    quint32 kinds = 0;          // HasKind: one bit for each RecordKind
    qint64 number = 0;          // a Direction, a flag, a length, a connection, an errno
    double seconds = 0;         // Time; the number that a Field is compared with
    QByteArray bytes;           // Contains; CallNamed; text of a Field
    QString field;              // its path
    Look look = Look::Contains; // how a Field is looked at
    ByteExpression expression;
    std::unique_ptr<FilterNode> left;
    std::unique_ptr<FilterNode> right;

    bool needsPayload() const;
    bool needsFields() const;
};

/// The tree of a filter's text; null for empty text.
Result<std::unique_ptr<FilterNode>> parseFilter(QStringView text, const QStringList &fields);

} // namespace netcore
