#include "netcore/payload/hex.h"

#include "netcore/payload/hexpaste.h"

namespace netcore::hex {

namespace {

bool isSeparator(QChar c)
{
    return c.isSpace() || c == u',' || c == u':' || c == u'-' || c == u';';
}

/// Where the digits of an array stand: between its braces, or the whole text where there are none.
struct Span
{
    qsizetype from;
    qsizetype to;
};

Result<Span> arrayOf(QStringView text)
{
    const qsizetype open = text.indexOf(u'{');
    if (open < 0)
        return Span{0, text.size()};
    const qsizetype close = text.indexOf(u'}', open);
    if (close < 0)
        return refused(NetError::invalid(NETCORE_REASON("this brace is never closed"), open));
    return Span{open + 1, close};
}

/// The digits from `at`, after an optional 0x or \x; moves `at` behind them.
Result<void> takeToken(QStringView text, qsizetype &at, qsizetype end, QByteArray &bytes)
{
    const bool prefixed = at + 1 < end && (text[at] == u'0' || text[at] == u'\\') &&
                          (text[at + 1] == u'x' || text[at + 1] == u'X');
    if (prefixed)
        at += 2;
    const qsizetype from = at;
    while (at < end && digitValue(text[at]) >= 0)
        ++at;
    const qsizetype digits = at - from;
    if (digits == 0)
        return refused(NetError::invalid(NETCORE_REASON("a hex digit is expected here"), from));
    if (digits == 1 && prefixed) { // 0x5 in a C array
        bytes += char(digitValue(text[from]));
        return {};
    }
    if (digits % 2 != 0)
        return refused(NetError::invalid(NETCORE_REASON("hex digits come in pairs; one is missing"), at));
    for (qsizetype i = from; i < at; i += 2)
        bytes += char(digitValue(text[i]) * 16 + digitValue(text[i + 1]));
    return {};
}

} // namespace

QString format(QByteArrayView bytes)
{
    return QString::fromLatin1(QByteArray::fromRawData(bytes.data(), bytes.size()).toHex(' '));
}

Result<QByteArray> parse(QStringView text)
{
    if (text.size() > 8 * maxPayload)
        return refused(NetError::of(ErrorKind::LimitExceeded, "hex",
                                    NETCORE_REASON("the text is too long for a payload of 16 MiB")));
    if (std::optional<Result<QByteArray>> dump = parseDump(text))
        return *dump;
    const Result<Span> span = arrayOf(text);
    if (!span)
        return refused(span.error());
    QByteArray bytes;
    for (qsizetype at = span->from; at < span->to;) {
        if (isSeparator(text[at])) {
            ++at;
        } else if (const Result<void> token = takeToken(text, at, span->to, bytes); !token) {
            return refused(token.error());
        }
    }
    if (bytes.size() > maxPayload)
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "hex", NETCORE_REASON("a payload holds at most 16 MiB")));
    return bytes;
}

} // namespace netcore::hex
