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
    {"say-ok", ResponderKind::SayOk},
};
struct Counted
{
    QLatin1String begin;
    ResponderKind kind;
};
constexpr Counted counted[] = {
    {QLatin1String("listing("), ResponderKind::Listing},
    {QLatin1String("size-ok("), ResponderKind::SizeOk},
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
    return ResponderSpec{ResponderKind::Fixed, *reply, 0};
}

/// Parses what follows `listing(`, from `at` on: a number of bytes and the parenthesis.
Result<ResponderSpec> parseCounted(QStringView text, qsizetype at, ResponderKind kind)
{
    at = skipBlanks(text, at);
    const auto end =
        std::find_if_not(text.begin() + at, text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qsizetype digits = end - text.begin();
    bool isNumber = false;
    const int bytes = text.sliced(at, digits - at).toInt(&isNumber);
    if (!isNumber || bytes < 1 || bytes > ResponderSpec::longestAnswer)
        return refused(
            NetError::invalid(NETCORE_REASON("a number of bytes from 1 to 1,000,000 is expected"), at));
    at = skipBlanks(text, digits);
    if (at >= text.size() || text[at] != u')')
        return refused(NetError::invalid(NETCORE_REASON("the closing parenthesis is missing"), at));
    if (const qsizetype rest = skipBlanks(text, at + 1); rest < text.size())
        return refused(NetError::invalid(NETCORE_REASON("nothing may follow the parenthesis"), rest));
    return ResponderSpec{kind, {}, bytes};
}

} // namespace

Result<ResponderSpec> ResponderSpec::parse(QStringView text)
{
    const qsizetype begin = skipBlanks(text, 0);
    const QStringView trimmed = text.trimmed();
    for (const Name &name : names) {
        if (trimmed == QLatin1String(name.text))
            return ResponderSpec{name.kind, {}, 0};
    }
    if (trimmed.startsWith(fixedBegin))
        return parseFixed(text, begin + fixedBegin.size());
    for (const Counted &form : counted) {
        if (trimmed.startsWith(form.begin))
            return parseCounted(text, begin + form.begin.size(), form.kind);
    }
    return refused(NetError::invalid(
        NETCORE_REASON("not a responder: echo, upper, upper(unicode), discard, fixed(\"text\"), chat, "
                       "listing(1500), size-ok(1500) or say-ok"),
        begin));
}

QString ResponderSpec::toString() const
{
    for (const Name &name : names) {
        if (name.kind == kind)
            return QLatin1String(name.text);
    }
    for (const Counted &form : counted) {
        if (form.kind == kind)
            return form.begin + QString::number(answerBytes) + QLatin1Char(')');
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
        {"listing(1500)", NETCORE_REASON("answers each request with so many bytes of numbered lines")},
        {"size-ok(1500)",
         NETCORE_REASON("answers with the size, waits for \"ok\", then sends so many bytes")},
        {"say-ok", NETCORE_REASON("says \"ok\" to each size, as the other side of size-ok")},
    };
    return examples;
}

} // namespace netcore
