#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringView>

#include <chrono>

namespace netcore {

/// A regular expression over bytes: each byte is one character, whatever the bytes are.
///
/// Limits   PCRE2's own match limit is set low (matchLimit): an expression that would go back and forth for
///          ever, such as (a+)+$, gives up within milliseconds and says so; so does one that takes longer
///          than budgetFor() for one payload (faults row 7)
/// Errors   parse() is refused with the position of the character
/// Thread   immutable after parse(); any thread
class ByteExpression
{
public:
    static constexpr int matchLimit = 300'000; // of PCRE2's internal steps, for each match

    static constexpr qsizetype longestAcross = 4096; // bytes of a match that are surely seen together
    static constexpr std::chrono::milliseconds budgetFor(qsizetype bytes)
    {
        return std::chrono::milliseconds(50 + 50 * (bytes >> 20));
    }

    struct Match
    {
        qsizetype at = -1; // -1: none
        qsizetype length = 0;
        bool gaveUp = false; // the limit was reached: neither yes nor no
    };

    static Result<ByteExpression> parse(QStringView pattern);

    /// The first match that begins at `from` or later.
    Match firstIn(QByteArrayView bytes, qsizetype from = 0) const;

private:
    Match wholeAt(const QString &text, qsizetype from) const;

    QRegularExpression m_expression;
};

} // namespace netcore
