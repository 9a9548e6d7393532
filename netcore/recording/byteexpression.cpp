#include "netcore/recording/byteexpression.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>

namespace netcore {

namespace {

// Places where a match may begin, looked at by one call of PCRE2: what it does inside one call nobody can
// stop.
constexpr qsizetype pieceLength = 16 << 10;

} // namespace

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
    const QString text = QString::fromLatin1(bytes);
    const qint64 budgetMs = budgetFor(bytes.size()).count();
    QElapsedTimer timer;
    timer.start();
    for (qsizetype at = std::max<qsizetype>(from, 0); at <= text.size(); at += pieceLength) {
        const qsizetype end = std::min(text.size(), at + pieceLength + longestAcross);
        const QRegularExpressionMatch match =
            m_expression.match(QStringView(text).first(end), at, QRegularExpression::NormalMatch,
                               QRegularExpression::DontCheckSubjectStringMatchOption);
        if (!match.isValid())
            return {-1, 0, true};
        const bool here =
            match.hasMatch() && (match.capturedStart() < at + pieceLength || end == text.size());
        // What ends with the piece may go on behind it, or have taken that for the end of the text.
        if (here && match.capturedEnd() == end && end < text.size())
            return wholeAt(text, match.capturedStart());
        if (here)
            return {match.capturedStart(), match.capturedLength(), false};
        if (timer.elapsed() > budgetMs)
            return {-1, 0, true};
        if (end == text.size())
            break;
    }
    return {};
}

ByteExpression::Match ByteExpression::wholeAt(const QString &text, qsizetype from) const
{
    const QRegularExpressionMatch match = m_expression.match(text, from);
    if (!match.isValid())
        return {-1, 0, true};
    return match.hasMatch() ? Match{match.capturedStart(), match.capturedLength(), false} : Match{};
}

} // namespace netcore
