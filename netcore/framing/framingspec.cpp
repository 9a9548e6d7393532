#include "netcore/framing/framingspec.h"

#include <algorithm>

namespace netcore {

namespace {

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
}

} // namespace

/// Walks the text of a spec, one character ahead.
class SpecCursor
{
public:
    explicit SpecCursor(QStringView text) : m_text(text) {}
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }
    qsizetype position() const { return m_at; }
    void advance() { ++m_at; }
    bool take(QChar c)
    {
        skipSpace();
        if (atEnd() || peek() != c)
            return false;
        advance();
        return true;
    }
    void skipSpace()
    {
        while (!atEnd() && peek().isSpace())
            advance();
    }
    QString takeName()
    {
        skipSpace();
        const qsizetype from = m_at;
        while (!atEnd() && isNameCharacter(peek()))
            advance();
        return m_text.sliced(from, m_at - from).toString();
    }

private:
    QStringView m_text;
    qsizetype m_at = 0;
};

namespace {

int hexDigit(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    const char16_t lower = c.unicode() | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/// What stands between the quotes, escapes kept: bytesOf() undoes them.
Result<QString> takeQuoted(SpecCursor &cursor)
{
    const qsizetype opening = cursor.position();
    cursor.advance();
    QString text;
    while (!cursor.atEnd() && cursor.peek() != u'\'') {
        if (cursor.peek() == u'\\') {
            text += cursor.peek();
            cursor.advance();
            if (cursor.atEnd())
                break;
        }
        text += cursor.peek();
        cursor.advance();
    }
    if (cursor.atEnd())
        return wrong(NETCORE_REASON("this quotation mark is never closed"), opening);
    cursor.advance();
    return text;
}

Result<SpecArgument> takeQuotedInto(SpecArgument argument, SpecCursor &cursor)
{
    const Result<QString> quoted = takeQuoted(cursor);
    if (!quoted)
        return refused(quoted.error());
    argument.text = *quoted;
    argument.quoted = true;
    return argument;
}

Result<SpecArgument> takeArgument(SpecCursor &cursor)
{
    SpecArgument argument;
    argument.given = true;
    cursor.skipSpace();
    argument.position = cursor.position();
    if (cursor.peek() == u'\'')
        return takeQuotedInto(argument, cursor);
    int depth = 0;
    while (!cursor.atEnd() && (depth > 0 || (cursor.peek() != u',' && cursor.peek() != u')'))) {
        depth += cursor.peek() == u'(' ? 1 : cursor.peek() == u')' ? -1 : 0;
        if (cursor.peek() == u'=' && argument.key.isEmpty() && depth == 0) {
            argument.key = argument.text.trimmed();
            argument.text.clear();
            cursor.advance();
            cursor.skipSpace();
            argument.position = cursor.position();
            if (cursor.peek() == u'\'')
                return takeQuotedInto(argument, cursor);
            continue;
        }
        argument.text += cursor.peek();
        cursor.advance();
    }
    argument.text = argument.text.trimmed();
    if (argument.text.isEmpty())
        return wrong(NETCORE_REASON("an argument is missing here"), argument.position);
    return argument;
}

/// One escape after its backslash at `at`; moves `at` to its last character.
Result<char> readEscape(QStringView text, qsizetype &at, qsizetype base)
{
    const QChar c = ++at < text.size() ? text[at] : QChar();
    switch (c.unicode()) {
    case u'r': return '\r';
    case u'n': return '\n';
    case u't': return '\t';
    case u'0': return '\0';
    case u'\\': return '\\';
    case u'\'': return '\'';
    case u'x': break;
    default: return wrong(NETCORE_REASON("no such escape; use \\r \\n \\t \\0 \\\\ \\' or \\xNN"), base + at);
    }
    const int high = at + 1 < text.size() ? hexDigit(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hexDigit(text[at + 2]) : -1;
    if (high < 0 || low < 0)
        return wrong(NETCORE_REASON("\\x needs two hex digits"), base + at);
    at += 2;
    return char(high * 16 + low);
}

Result<QByteArray> unescaped(const SpecArgument &argument)
{
    QByteArray bytes;
    const QString &text = argument.text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'\\') {
            const qsizetype length = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
            bytes += QStringView(text).sliced(i, length).toUtf8();
            i += length - 1;
            continue;
        }
        const Result<char> byte = readEscape(text, i, argument.position + 1);
        if (!byte)
            return refused(byte.error());
        bytes += *byte;
    }
    return bytes;
}

} // namespace

Result<SpecReader> SpecReader::parseOne(SpecCursor &cursor)
{
    SpecReader spec;
    cursor.skipSpace();
    spec.m_namePosition = cursor.position();
    spec.m_name = cursor.takeName();
    if (spec.m_name.isEmpty())
        return wrong(NETCORE_REASON("a framing is expected, e.g. line or len(u16be)"), spec.m_namePosition);
    if (cursor.take(u'(')) {
        do {
            Result<SpecArgument> argument = takeArgument(cursor);
            if (!argument)
                return refused(argument.error());
            spec.m_arguments.push_back(*argument);
        } while (cursor.take(u','));
        if (!cursor.take(u')'))
            return wrong(NETCORE_REASON("a closing parenthesis is expected"), cursor.position());
    }
    cursor.skipSpace();
    spec.m_end = cursor.position();
    return spec;
}

Result<std::vector<SpecReader>> SpecReader::parse(QStringView text)
{
    std::vector<SpecReader> stages;
    SpecCursor cursor(text);
    do {
        if (stages.size() > maxStages)
            return wrong(NETCORE_REASON("at most four stages can follow a framing"), cursor.position() - 1);
        Result<SpecReader> stage = parseOne(cursor);
        if (!stage)
            return refused(stage.error());
        stages.push_back(std::move(*stage));
    } while (cursor.take(u'|'));
    if (!cursor.atEnd())
        return wrong(NETCORE_REASON("nothing more is expected here"), cursor.position());
    return stages;
}

SpecArgument SpecReader::missing() const
{
    SpecArgument none;
    none.position = m_end;
    return none;
}

SpecArgument SpecReader::takeWord()
{
    for (SpecArgument &argument : m_arguments) {
        if (argument.key.isEmpty() && !argument.used) {
            argument.used = true;
            return argument;
        }
    }
    return missing();
}

SpecArgument SpecReader::takeNamed(QStringView key)
{
    for (SpecArgument &argument : m_arguments) {
        if (argument.key == key && !argument.used) {
            argument.used = true;
            return argument;
        }
    }
    return missing();
}

SpecArgument SpecReader::takeFlagArgument(QStringView word)
{
    for (SpecArgument &argument : m_arguments) {
        if (argument.key.isEmpty() && !argument.used && !argument.quoted && argument.text == word) {
            argument.used = true;
            return argument;
        }
    }
    return missing();
}

std::optional<qsizetype> SpecReader::unusedPosition() const
{
    const auto unused =
        std::find_if(m_arguments.begin(), m_arguments.end(), [](const SpecArgument &a) { return !a.used; });
    if (unused == m_arguments.end())
        return std::nullopt;
    return unused->position;
}

Result<QByteArray> bytesOf(const SpecArgument &argument)
{
    if (argument.quoted)
        return unescaped(argument);
    QByteArray bytes;
    int pendingDigit = -1;
    for (qsizetype i = 0; i < argument.text.size(); ++i) {
        if (argument.text[i].isSpace())
            continue;
        const int digit = hexDigit(argument.text[i]);
        if (digit < 0)
            return wrong(NETCORE_REASON("hex digits or a text in single quotes are expected"),
                         argument.position + i);
        if (pendingDigit >= 0)
            bytes += char(pendingDigit * 16 + digit);
        pendingDigit = pendingDigit >= 0 ? -1 : digit;
    }
    if (pendingDigit >= 0)
        return wrong(NETCORE_REASON("hex digits come in pairs"), argument.position + argument.text.size());
    return bytes;
}

Result<qint64> numberOf(const SpecArgument &argument, qint64 least, qint64 most,
                        std::optional<qint64> otherwise)
{
    if (!argument.given) {
        if (otherwise)
            return *otherwise;
        return wrong(NETCORE_REASON("a number is missing here"), argument.position);
    }
    bool isNumber = false;
    const qint64 number = argument.text.toLongLong(&isNumber); // C locale, whatever the user's
    if (!isNumber || argument.quoted)
        return wrong(NETCORE_REASON("a number is expected"), argument.position);
    if (number < least || number > most)
        return wrong(NETCORE_REASON("the number is out of range"), argument.position);
    return number;
}

} // namespace netcore
