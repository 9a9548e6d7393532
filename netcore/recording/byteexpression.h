#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringView>

namespace netcore {

/// A regular expression over bytes: each byte is one character, whatever the bytes are.
///
/// Limits   PCRE2's own match limit is set low (matchLimit): an expression that would go back and forth for
///          ever, such as (a+)+$, gives up within milliseconds and says so (faults row 7)
/// Errors   parse() is refused with the position of the character
/// Thread   immutable after parse(); any thread
class ByteExpression
{
public:
    static constexpr int matchLimit = 300'000; // of PCRE2's internal steps, for each match

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
    QRegularExpression m_expression;
};

} // namespace netcore
