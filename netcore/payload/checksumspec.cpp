#include "netcore/payload/checksumspec.h"

#include "netcore/payload/crccatalogue.h"

#include <algorithm>
#include <optional>

namespace netcore {

namespace {

/// A part of the spec and where it stands, without blanks around it.
struct Part
{
    QStringView text;
    qsizetype position = 0;
};

Part trimmed(Part word)
{
    while (!word.text.isEmpty() && word.text.front().isSpace()) {
        word.text = word.text.sliced(1);
        ++word.position;
    }
    word.text = word.text.trimmed();
    return word;
}

std::vector<Part> splitAtCommas(Part whole)
{
    std::vector<Part> words;
    qsizetype from = 0;
    for (qsizetype i = 0; i <= whole.text.size(); ++i) {
        if (i < whole.text.size() && whole.text[i] != u',')
            continue;
        words.push_back(trimmed({whole.text.sliced(from, i - from), whole.position + from}));
        from = i + 1;
    }
    return words;
}

Result<quint64> hexNumber(Part word, int width)
{
    if (word.text.startsWith(u"0x", Qt::CaseInsensitive))
        word.text = word.text.sliced(2);
    bool isNumber = false;
    const quint64 number = word.text.toString().toULongLong(&isNumber, 16);
    if (!isNumber)
        return wrong(NETCORE_REASON("a number in hex is expected"), word.position);
    if (width < 64 && number >> width)
        return wrong(NETCORE_REASON("the number has more bits than the checksum"), word.position);
    return number;
}

/// `poly=1021`, `refin`…; nothing where it was read into `parameters`.
std::optional<NetError> readParameter(const Part &word, CrcParameters &parameters, bool &hasPoly)
{
    if (word.text == u"refin" || word.text == u"refout") {
        (word.text == u"refin" ? parameters.reflectIn : parameters.reflectOut) = true;
        return std::nullopt;
    }
    const qsizetype equals = word.text.indexOf(u'=');
    const QStringView key = equals < 0 ? word.text : word.text.first(equals).trimmed();
    quint64 *target = key == u"poly"     ? &parameters.poly
                      : key == u"init"   ? &parameters.init
                      : key == u"xorout" ? &parameters.xorOut
                                         : nullptr;
    if (!target || equals < 0)
        return NetError::invalid(NETCORE_REASON("expected are poly=, init=, refin, refout and xorout="),
                                 word.position);
    const Part value = trimmed({word.text.sliced(equals + 1), word.position + equals + 1});
    const Result<quint64> number = hexNumber(value, parameters.width);
    if (!number)
        return number.error();
    *target = *number;
    hasPoly = hasPoly || key == u"poly";
    return std::nullopt;
}

Result<ChecksumAlgorithm> parseByHand(Part inner)
{
    const std::vector<Part> words = splitAtCommas(inner);
    CrcParameters parameters;
    bool isNumber = false;
    parameters.width = words.front().text.toInt(&isNumber);
    if (!isNumber || parameters.width < 1 || parameters.width > 64)
        return wrong(NETCORE_REASON("the width of a CRC is 1 to 64 bits"), words.front().position);
    bool hasPoly = false;
    for (size_t i = 1; i < words.size(); ++i) {
        if (const std::optional<NetError> error = readParameter(words[i], parameters, hasPoly))
            return refused(*error);
    }
    if (!hasPoly)
        return wrong(NETCORE_REASON("a CRC needs its polynomial: poly=1021"),
                     inner.position + inner.text.size());
    return parameters;
}

bool isNamed(QStringView name, const NamedCrc &crc)
{
    return name == QLatin1String(crc.name) ||
           QString::fromLatin1(crc.aliases).split(u' ', Qt::SkipEmptyParts).contains(name);
}

std::optional<ChecksumAlgorithm> named(QStringView name)
{
    for (const NamedSum &sum : sumCatalogue()) {
        if (name == QLatin1String(sum.name))
            return sum.kind;
    }
    for (const NamedCrc &crc : crcCatalogue()) {
        if (isNamed(name, crc))
            return crc.parameters;
    }
    return std::nullopt;
}

} // namespace

Result<ChecksumAlgorithm> parseChecksum(QStringView spec)
{
    const Part whole = trimmed({spec, 0});
    const qsizetype opening = whole.text.indexOf(u'(');
    if (opening < 0) {
        if (const std::optional<ChecksumAlgorithm> found = named(whole.text))
            return *found;
        return wrong(NETCORE_REASON("there is no checksum of this name"), whole.position);
    }
    if (whole.text.first(opening).trimmed() != u"crc")
        return wrong(NETCORE_REASON("only crc() takes parameters, e.g. crc(16, poly=1021)"), whole.position);
    if (!whole.text.endsWith(u')'))
        return wrong(NETCORE_REASON("a closing parenthesis is expected"), whole.position + whole.text.size());
    return parseByHand(trimmed(
        {whole.text.sliced(opening + 1, whole.text.size() - opening - 2), whole.position + opening + 1}));
}

} // namespace netcore
