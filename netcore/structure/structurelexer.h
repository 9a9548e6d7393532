#pragma once

#include "netcore/structure/structure.h"

#include <optional>

namespace netcore {

struct StructureToken
{
    enum class Type : quint8 { End, Word, Number, Text, Sign } type = Type::End;
    QString text; // of a Text: without its quotes, escapes undone
    qsizetype position = 0;

    bool is(QLatin1String sign) const { return type == Type::Sign && text == sign; }
    bool isWord(QLatin1String word) const { return type == Type::Word && text == word; }
};

/// Cuts a structure's text into words, numbers, quoted texts and signs.
///
/// Text     `//` and `#` begin a comment; "…" with \r \n \t \0 \\ \" \xNN
/// Errors   an open quote, an unknown escape or a strange character, with its place
/// Thread   plain value, any one thread
class StructureLexer
{
public:
    explicit StructureLexer(QStringView text) : m_text(text) {}

    Result<StructureToken, StructureProblem> next();
    StructureProblem problem(const char *reason, qsizetype position, const QString &what = {}) const;

private:
    void skipBlanks();
    Result<StructureToken, StructureProblem> quoted();
    Result<QChar, StructureProblem> escaped();

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace netcore
