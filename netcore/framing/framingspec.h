#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <vector>

namespace netcore {

class SpecCursor;

/// One argument of a framing spec: `16`, `'END'`, or `at=2` with its key.
struct SpecArgument
{
    QString key; // empty without '='
    QString text;
    qsizetype position = 0; // of the text, in characters from the beginning of the spec
    bool quoted = false;
    bool given = false;
    bool used = false;
};

/// Reads the one-line form `name(argument, key=value, …) | name(…)`, for those who make framers.
///
/// Text     a name of letters, digits and '-'; arguments separated by commas; an argument may hold balanced
///          parentheses, `crc(16, poly=8005)`; a quoted argument ('…') may hold any character, with \r \n \t
///          \0 \\ \' \xNN
/// Limits   one framing and at most maxStages stages after it
/// Errors   NetError{InvalidArgument} with the position of the character that is wrong
/// Thread   plain value, any thread
class SpecReader
{
public:
    static constexpr size_t maxStages = 4;

    /// The framing, then its stages; never empty.
    static Result<std::vector<SpecReader>> parse(QStringView text);

    const QString &name() const { return m_name; }
    qsizetype namePosition() const { return m_namePosition; }

    /// The next argument without a key; its `given` is false where there is none (position: the end of the
    /// spec).
    SpecArgument takeWord();
    SpecArgument takeNamed(QStringView key);
    bool takeFlag(QStringView word) { return takeFlagArgument(word).given; }
    SpecArgument takeFlagArgument(QStringView word);
    /// Where the first argument stands that nobody took.
    std::optional<qsizetype> unusedPosition() const;

private:
    static Result<SpecReader> parseOne(SpecCursor &cursor);
    SpecArgument missing() const;

    QString m_name;
    qsizetype m_namePosition = 0;
    qsizetype m_end = 0;
    std::vector<SpecArgument> m_arguments;
};

/// The bytes that an argument names: hex digits, or a quoted text as UTF-8.
Result<QByteArray> bytesOf(const SpecArgument &argument);
/// The argument as a decimal number in [least, most]; `otherwise` where it was not given, else it is
/// required.
Result<qint64> numberOf(const SpecArgument &argument, qint64 least, qint64 most,
                        std::optional<qint64> otherwise = std::nullopt);

} // namespace netcore
