#pragma once

#include "netcore/recording/byteexpression.h"

#include <QtCore/QByteArray>

#include <optional>

namespace netcore {

/// What a person looks for in bytes: these bytes, or what an expression describes.
///
/// Thread   immutable; any thread
class BytePattern
{
public:
    /// REQUIRES: bytes is not empty.
    explicit BytePattern(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    explicit BytePattern(ByteExpression expression) : m_expression(std::move(expression)) {}

    bool isExpression() const { return m_expression.has_value(); }
    /// The longest match that can lie across a place where bytes are cut into pieces.
    qsizetype overlap() const { return m_expression ? ByteExpression::longestAcross : m_bytes.size() - 1; }

    using Match = ByteExpression::Match;
    /// The first match that begins at `from` or later.
    Match firstIn(QByteArrayView bytes, qsizetype from = 0) const;
    /// The last match that begins before `end`. Of an expression: the last one found from the left.
    Match lastIn(QByteArrayView bytes, qsizetype end) const;

private:
    QByteArray m_bytes;
    std::optional<ByteExpression> m_expression;
};

} // namespace netcore
