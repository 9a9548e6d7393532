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

netcore::Result<QByteArray> bytesOf(const SavedPayload &payload)
{
    auto bytes = netcore::parsePayload(payload.text, payload.form, payload.encoding);
    if (bytes)
        bytes->append(endingBytes(payload.ending, payload.encoding));
    return bytes;
}

} // namespace models
