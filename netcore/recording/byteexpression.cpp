#include "netcore/recording/byteexpression.h"

namespace netcore {

Result<ByteExpression> ByteExpression::parse(QStringView pattern)
{
    const QString limit = QStringLiteral("(*LIMIT_MATCH=%1)").arg(matchLimit);
    ByteExpression expression;
    expression.m_expression.setPattern(limit + pattern.toString());
    if (!expression.m_expression.isValid()) {
        const qsizetype at = expression.m_expression.patternErrorOffset() - limit.size();
        return refused(
            NetError::invalid(NETCORE_REASON("not a valid regular expression"), std::max<qsizetype>(at, 0)));
    }
    expression.m_expression.optimize(); // here, so that matching in other threads only reads
    return expression;
}

ByteExpression::Match ByteExpression::firstIn(QByteArrayView bytes, qsizetype from) const
{
    const QRegularExpressionMatch match = m_expression.match(QString::fromLatin1(bytes), from);
    if (!match.isValid())
        return {-1, 0, true};
    return match.hasMatch() ? Match{match.capturedStart(), match.capturedLength(), false} : Match{};
}

} // namespace netcore
