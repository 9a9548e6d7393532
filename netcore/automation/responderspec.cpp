#include "netcore/automation/responderspec.h"

#include "netcore/payload/escapes.h"

#include <algorithm>

namespace netcore {

namespace {

struct Name
{
    const char *text;
    ResponderKind kind;
};
constexpr Name names[] = {
    {"echo", ResponderKind::Echo},
    {"upper", ResponderKind::Upper},
    {"upper(unicode)", ResponderKind::UpperUnicode},
    {"discard", ResponderKind::Discard},
    {"chat", ResponderKind::Chat},
};
constexpr QLatin1String fixedBegin("fixed(");

/// Where the text in quotes ends, or -1; a backslash takes the next character with it.
qsizetype closingQuote(QStringView text, qsizetype from)
{
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text[at] == u'\\')
            ++at;
        else if (text[at] == u'"')
            return at;
    }
    return -1;
}

qsizetype skipBlanks(QStringView text, qsizetype from)
{
    const auto end = std::find_if_not(text.begin() + from, text.end(), [](QChar c) { return c.isSpace(); });
    return end - text.begin();
}

/// Parses what follows `fixed(`, from `at` on.
Result<ResponderSpec> parseFixed(QStringView text, qsizetype at)
{
    at = skipBlanks(text, at);
    if (at >= text.size() || text[at] != u'"')
        return refused(NetError::invalid(NETCORE_REASON("fixed needs its reply in double quotes"), at));
    const qsizetype begin = at + 1;
    const qsizetype quote = closingQuote(text, begin);
    if (quote < 0)
        return refused(NetError::invalid(NETCORE_REASON("the closing quote is missing"), text.size()));
    Result<QByteArray> reply = unescape(text.sliced(begin, quote - begin));
    if (!reply) {
        NetError error = reply.error();
        error.position = begin + std::max<qsizetype>(0, error.position);
        return refused(error);
    }
    at = skipBlanks(text, quote + 1);
    if (at >= text.size() || text[at] != u')')
        return refused(NetError::invalid(NETCORE_REASON("the closing parenthesis is missing"), at));
    if (const qsizetype rest = skipBlanks(text, at + 1); rest < text.size())
        return refused(NetError::invalid(NETCORE_REASON("nothing may follow the parenthesis"), rest));
    return ResponderSpec{ResponderKind::Fixed, *reply};
}

} // namespace

Result<ResponderSpec> ResponderSpec::parse(QStringView text)
{
    const qsizetype begin = skipBlanks(text, 0);
    const QStringView trimmed = text.trimmed();
    for (const Name &name : names) {
        if (trimmed == QLatin1String(name.text))
            return ResponderSpec{name.kind, {}};
    }
    if (trimmed.startsWith(fixedBegin))
        return parseFixed(text, begin + fixedBegin.size());
    return refused(NetError::invalid(
        NETCORE_REASON("not a responder: echo, upper, upper(unicode), discard, fixed(\"text\") or chat"),
        begin));
}

QString ResponderSpec::toString() const
{
    for (const Name &name : names) {
        if (name.kind == kind)
            return QLatin1String(name.text);
    }
    QString quoted = escape(fixedReply);
    if (!quoted.contains(QLatin1String("\\\"")))
        quoted.replace(QLatin1Char('"'), QLatin1String("\\\""));
    return fixedBegin + QLatin1Char('"') + quoted + QLatin1String("\")");
}

const std::vector<ResponderExample> &responderExamples()
{
    static const std::vector<ResponderExample> examples{
        {"echo", NETCORE_REASON("sends the same bytes back")},
        {"upper", NETCORE_REASON("sends them back with ASCII letters in upper case")},
        {"upper(unicode)", NETCORE_REASON("sends UTF-8 text back in upper case")},
        {"discard", NETCORE_REASON("reads and answers nothing")},
        {"fixed(\"OK\\r\\n\")", NETCORE_REASON("answers always with this text")},
        {"chat", NETCORE_REASON("passes them to the session's other connections")},
    };
    return examples;
}

} // namespace netcore
