#include "netcore/payload/capturerule.h"

#include "netcore/payload/fieldformula.h"
#include "netcore/payload/hex.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace netcore {

namespace {

constexpr qsizetype longestSearched = 64 * 1024;

/// Takes words and quoted texts from the front of a rule.
struct RuleText
{
    QStringView text;
    qsizetype at = 0;

    void skipSpaces()
    {
        while (at < text.size() && text[at].isSpace())
            ++at;
    }
    bool isAtEnd()
    {
        skipSpaces();
        return at >= text.size();
    }
    QStringView takeWord()
    {
        skipSpaces();
        const qsizetype from = at;
        while (at < text.size() && !text[at].isSpace())
            ++at;
        return text.sliced(from, at - from);
    }
    /// '…'; \' is a quote in it, every other backslash stays for the expression.
    std::optional<QString> takeQuoted()
    {
        skipSpaces();
        if (at >= text.size() || text[at] != u'\'')
            return std::nullopt;
        QString inside;
        for (++at; at < text.size() && text[at] != u'\''; ++at) {
            if (text[at] == u'\\' && at + 1 < text.size()) {
                if (text[at + 1] != u'\'')
                    inside += text[at];
                ++at;
            }
            inside += text[at];
        }
        if (at >= text.size())
            return std::nullopt;
        ++at;
        return inside;
    }
};

} // namespace

struct CaptureRule::Parts
{
    std::optional<NumberFormat> number;
    std::optional<QRegularExpression> expression;
    qint64 from = 0;
    qint64 to = 0;
    QByteArray begin; // what the frame must begin with

    Result<void> readWhat(RuleText &rule)
    {
        rule.skipSpaces();
        const qsizetype position = rule.at;
        const QStringView word = rule.takeWord();
        if (word == u"regex")
            return readExpression(rule);
        if (word == u"bytes")
            return readRange(rule);
        number = NumberFormat::parse(word);
        if (!number || number->base != NumberFormat::Base::Binary)
            return wrong(NETCORE_REASON("a rule begins with u8, u16be, …, bytes or regex"), position);
        if (rule.takeWord() != u"at")
            return wrong(NETCORE_REASON("the offset is expected here, e.g. at 2"), rule.at);
        rule.skipSpaces();
        const qsizetype place = rule.at;
        bool ok = false;
        from = rule.takeWord().toLongLong(&ok);
        to = from + number->width;
        return ok && from >= 0 && from < maxPayload
                   ? Result<void>()
                   : wrong(NETCORE_REASON("an offset from 0 is expected here"), place);
    }

    Result<void> readExpression(RuleText &rule)
    {
        rule.skipSpaces();
        const qsizetype position = rule.at;
        const std::optional<QString> pattern = rule.takeQuoted();
        if (!pattern)
            return wrong(NETCORE_REASON("a regular expression in single quotes is expected here"), position);
        expression = QRegularExpression(*pattern);
        if (!expression->isValid())
            return wrong(NETCORE_REASON("this regular expression cannot be read"),
                         position + 1 + expression->patternErrorOffset());
        return {};
    }

    Result<void> readRange(RuleText &rule)
    {
        rule.skipSpaces();
        const qsizetype position = rule.at;
        const QStringView word = rule.takeWord();
        const qsizetype dots = word.indexOf(u"..");
        bool okFrom = false;
        bool okTo = false;
        if (dots > 0) {
            from = word.first(dots).toLongLong(&okFrom);
            to = word.sliced(dots + 2).toLongLong(&okTo);
        }
        return okFrom && okTo && from >= 0 && to > from && to <= maxPayload
                   ? Result<void>()
                   : wrong(NETCORE_REASON("a range is expected here, e.g. 4..8"), position);
    }

    Result<void> readCondition(RuleText &rule)
    {
        if (rule.isAtEnd())
            return {};
        const qsizetype position = rule.at;
        if (rule.takeWord() != u"if")
            return wrong(NETCORE_REASON("only a condition may follow here: if 0103"), position);
        rule.skipSpaces();
        const Result<QByteArray> bytes = hex::parse(rule.text.sliced(rule.at));
        if (!bytes)
            return wrong(bytes.error().reason, rule.at + std::max<qsizetype>(bytes.error().position, 0));
        begin = *bytes;
        return {};
    }

    quint64 valueOf(QByteArrayView bytes) const
    {
        quint64 value = 0;
        for (qsizetype i = 0; i < bytes.size(); ++i)
            value = (value << 8) | uchar(bytes[number->bigEndian ? i : bytes.size() - 1 - i]);
        return value;
    }
};

Result<CaptureRule> CaptureRule::parse(QStringView text)
{
    auto parts = std::make_shared<Parts>();
    RuleText rule{text};
    if (const Result<void> done = parts->readWhat(rule); !done)
        return refused(done.error());
    if (const Result<void> done = parts->readCondition(rule); !done)
        return refused(done.error());
    CaptureRule made;
    made.d = std::move(parts);
    return made;
}

std::optional<CapturedValue> CaptureRule::take(QByteArrayView frame) const
{
    if (!frame.startsWith(d->begin))
        return std::nullopt;
    if (d->expression) {
        const auto match =
            d->expression->match(QString::fromLatin1(frame.first(std::min(frame.size(), longestSearched))));
        if (!match.hasMatch())
            return std::nullopt;
        return CapturedValue{match.captured(match.lastCapturedIndex() > 0 ? 1 : 0).toLatin1(), {}};
    }
    if (d->to > frame.size())
        return std::nullopt;
    CapturedValue value{frame.sliced(d->from, d->to - d->from).toByteArray(), {}};
    if (d->number)
        value.number = d->valueOf(value.bytes);
    return value;
}

} // namespace netcore
