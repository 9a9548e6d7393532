#include "widgets/models/savedpayload.h"

#include <algorithm>
#include <array>

namespace models {

namespace {

struct Ending
{
    LineEnding value;
    QLatin1String word;
    QLatin1String characters;
};

constexpr std::array<Ending, 5> endings{{
    {LineEnding::None, QLatin1String("none"), QLatin1String("")},
    {LineEnding::Lf, QLatin1String("lf"), QLatin1String("\n")},
    {LineEnding::CrLf, QLatin1String("crlf"), QLatin1String("\r\n")},
    {LineEnding::Cr, QLatin1String("cr"), QLatin1String("\r")},
    {LineEnding::Nul, QLatin1String("nul"), QLatin1String("\0", 1)},
}};

} // namespace

QString wordOf(LineEnding ending)
{
    return endings[std::size_t(ending)].word;
}

QString wordOf(netcore::TextEncoding encoding)
{
    return QString::fromLatin1(netcore::encodingName(encoding)).toLower();
}

std::optional<LineEnding> lineEndingOf(QStringView word)
{
    const auto found = std::find_if(endings.begin(), endings.end(),
                                    [&](const Ending &ending) { return ending.word == word; });
    return found == endings.end() ? std::nullopt : std::optional(found->value);
}

std::optional<netcore::TextEncoding> encodingOf(QStringView word)
{
    const auto &all = netcore::textEncodings();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](netcore::TextEncoding encoding) { return wordOf(encoding) == word; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

QByteArray endingBytes(LineEnding ending, netcore::TextEncoding encoding)
{
    const QString characters = endings[std::size_t(ending)].characters;
    return netcore::encodeText(characters, encoding).value_or(QByteArray()); // every encoding has them
}

netcore::Result<netcore::PayloadTemplate> templateOf(const SavedPayload &payload)
{
    if (payload.fields)
        return netcore::PayloadTemplate::parse(payload.text, payload.form, payload.encoding);
    return netcore::PayloadTemplate::literal(payload.text, payload.form, payload.encoding);
}

netcore::Result<netcore::ExpandedPayload> expand(const SavedPayload &payload, netcore::FieldContext &context)
{
    auto expanded = templateOf(payload).and_then(
        [&](const netcore::PayloadTemplate &made) { return made.expand(context); });
    if (expanded)
        expanded->bytes += endingBytes(payload.ending, payload.encoding);
    return expanded;
}

netcore::Result<QByteArray> bytesOf(const SavedPayload &payload)
{
    netcore::FieldContext nothing;
    return expand(payload, nothing).map([](const netcore::ExpandedPayload &made) { return made.bytes; });
}

} // namespace models
