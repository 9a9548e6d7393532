#include "netcore/payload/hexpaste.h"

#include "netcore/payload/hex.h"

#include <QtCore/QList>

#include <vector>

namespace netcore::hex {

namespace {

struct DumpLine
{
    quint64 offset = 0;
    QStringView rest;       // behind the offset
    qsizetype position = 0; // of `rest` in the whole text
    bool colon = false;     // xxd
};

/// "00000010  …", "0010   …" or "00000010: …"; an offset alone ends a dump of hexdump.
std::optional<DumpLine> readOffset(QStringView line, qsizetype position)
{
    qsizetype at = 0;
    quint64 offset = 0;
    while (at < line.size() && at <= 16 && digitValue(line[at]) >= 0)
        offset = offset * 16 + quint64(digitValue(line[at++]));
    if (at < 4 || at > 16)
        return std::nullopt;
    const bool colon = at < line.size() && line[at] == u':';
    const QStringView rest = line.sliced(at + (colon ? 1 : 0));
    if (!colon && !rest.trimmed().isEmpty() && !rest.startsWith(QLatin1String("  ")))
        return std::nullopt;
    return DumpLine{offset, rest, position + at + (colon ? 1 : 0), colon};
}

qsizetype spacesAt(QStringView text, qsizetype at)
{
    qsizetype count = 0;
    while (at + count < text.size() && text[at + count] == u' ')
        ++count;
    return count;
}

/// The bytes of a line; `most` where the next offset tells how many there are, -1 on the last line.
QByteArray bytesOfLine(const DumpLine &line, qsizetype most)
{
    QByteArray bytes;
    qsizetype at = spacesAt(line.rest, 0);
    while (at + 1 < line.rest.size() && (most < 0 || bytes.size() < most)) {
        const int high = digitValue(line.rest[at]);
        const int low = digitValue(line.rest[at + 1]);
        if (high < 0 || low < 0)
            break;
        bytes += char(high * 16 + low);
        at += 2;
        const qsizetype spaces = spacesAt(line.rest, at);
        const bool middleGap = !line.colon && spaces == 2 && bytes.size() == 8;
        if (spaces >= 2 && !middleGap) // the text column begins
            break;
        if (most < 0 && bytes.size() == 16 && spaces > 0)
            break;
        at += spaces;
    }
    return bytes;
}

std::optional<std::vector<DumpLine>> readLines(QStringView text, std::optional<qsizetype> &star)
{
    std::vector<DumpLine> lines;
    qsizetype position = 0;
    for (const QStringView raw : text.split(u'\n')) {
        const QStringView line = raw.trimmed();
        const qsizetype leading = line.isEmpty() ? 0 : raw.indexOf(line);
        if (line == u"*") {
            star = position + leading;
        } else if (!line.isEmpty()) {
            const std::optional<DumpLine> read = readOffset(line, position + leading);
            if (!read || (!lines.empty() && read->offset < lines.back().offset))
                return std::nullopt;
            lines.push_back(*read);
        }
        position += raw.size() + 1;
    }
    // A single number is not a dump; neither are lines of hex that happen to begin with four digits.
    if (lines.empty() || lines.front().rest.trimmed().isEmpty())
        return std::nullopt;
    return lines;
}

bool hasTextColumnOrGap(const DumpLine &line)
{
    return line.colon || line.rest.startsWith(QLatin1String("  "));
}

} // namespace

std::optional<Result<QByteArray>> parseDump(QStringView text)
{
    std::optional<qsizetype> star;
    const std::optional<std::vector<DumpLine>> lines = readLines(text, star);
    if (!lines || !hasTextColumnOrGap(lines->front()))
        return std::nullopt;
    if (star)
        return Result<QByteArray>(refused(NetError::invalid(
            NETCORE_REASON("'*' stands for lines that were left out; make the dump with hexdump -v"),
            *star)));
    QByteArray bytes;
    for (size_t i = 0; i < lines->size(); ++i) {
        const DumpLine &line = (*lines)[i];
        const bool last = i + 1 == lines->size();
        const qsizetype expected = last ? -1 : qsizetype((*lines)[i + 1].offset - line.offset);
        const QByteArray part = bytesOfLine(line, expected);
        if (!last && part.size() != expected)
            return Result<QByteArray>(refused(NetError::invalid(
                NETCORE_REASON("this line has fewer bytes than the next offset says"), line.position)));
        bytes += part;
        if (bytes.size() > maxPayload)
            return Result<QByteArray>(refused(NetError::of(
                ErrorKind::LimitExceeded, "hex", NETCORE_REASON("a payload holds at most 16 MiB"))));
    }
    return Result<QByteArray>(bytes);
}

} // namespace netcore::hex
