#include "widgets/models/streamblocks.h"

#include "netcore/payload/hex.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace models {

using netcore::Direction;
using netcore::TextEncoding;

namespace {

struct StreamText
{
    Q_DECLARE_TR_FUNCTIONS(models::StreamBlocks)
};

constexpr qsizetype hexBytesPerLine = 16;
constexpr qsizetype tailBytes = 4096; // enough to find where a character begins in any of our encodings

qsizetype unfinishedUtf8(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const uchar byte = uchar(bytes[bytes.size() - back]);
        if ((byte & 0xC0) == 0x80)
            continue;
        const qsizetype length = byte >= 0xF5 || byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        return length > back ? back : 0;
    }
    return 0;
}

qsizetype unfinishedUtf16(QByteArrayView bytes, bool bigEndian)
{
    const qsizetype odd = bytes.size() % 2;
    const qsizetype whole = bytes.size() - odd;
    if (whole < 2)
        return odd;
    const uchar high = uchar(bytes[bigEndian ? whole - 2 : whole - 1]);
    return odd + ((high & 0xFC) == 0xD8 ? 2 : 0);
}

qsizetype unfinishedGbk(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at < bytes.size())
        at += uchar(bytes[at]) >= 0x81 && uchar(bytes[at]) <= 0xFE ? 2 : 1;
    return at > bytes.size() ? 1 : 0;
}

bool isWide(QChar c)
{
    const ushort u = c.unicode();
    return (u >= 0x1100 && u <= 0x115F) || (u >= 0x2E80 && u <= 0xA4CF) || (u >= 0xAC00 && u <= 0xD7A3) ||
           (u >= 0xF900 && u <= 0xFAFF) || (u >= 0xFF00 && u <= 0xFF60);
}

/// Stands behind a line feed's escape. A peer cannot send it: plain() gives private use characters a name.
constexpr QChar lineEnd(0xE000);

/// Ends a line at lineEnd, and where the columns are full.
QStringList wrapped(const QString &text, int columns)
{
    QStringList lines;
    qsizetype start = 0;
    int used = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool ends = text[i] == lineEnd;
        used += ends ? 0 : isWide(text[i]) ? 2 : 1;
        const bool full = used >= columns && !text[i].isHighSurrogate();
        if (!ends && (!full || (i + 1 < text.size() && text[i + 1] == lineEnd)))
            continue;
        lines += text.mid(start, i + (ends ? 0 : 1) - start);
        start = i + 1;
        used = 0;
    }
    if (start < text.size())
        lines += text.mid(start);
    return lines;
}

QString sureText(const std::vector<netcore::DecodedPiece> &pieces)
{
    QString text;
    for (const netcore::DecodedPiece &piece : pieces) {
        qsizetype start = 0;
        for (qsizetype i = piece.text.indexOf(u'\n'); i >= 0; i = piece.text.indexOf(u'\n', start)) {
            text += plain(QStringView(piece.text).sliced(start, i + 1 - start), i + 1 - start) + lineEnd;
            start = i + 1;
        }
        text += plain(QStringView(piece.text).sliced(start), piece.text.size());
        for (const char byte : piece.invalid)
            text += QStringLiteral("\\x%1").arg(uint(uchar(byte)), 2, 16, QLatin1Char('0'));
    }
    return text;
}

QStringList hexLines(QByteArrayView bytes)
{
    QStringList lines;
    for (qsizetype at = 0; at < bytes.size(); at += hexBytesPerLine)
        lines += netcore::hex::format(bytes.sliced(at, std::min(hexBytesPerLine, bytes.size() - at)));
    return lines;
}

} // namespace

qsizetype unfinishedBytes(QByteArrayView bytes, TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8: return unfinishedUtf8(bytes);
    case TextEncoding::Utf16Le: return unfinishedUtf16(bytes, false);
    case TextEncoding::Utf16Be: return unfinishedUtf16(bytes, true);
    case TextEncoding::Latin1: return 0;
    case TextEncoding::Gbk: return unfinishedGbk(bytes);
    }
    return 0;
}

StreamBlocks::StreamBlocks(const ShownRows &shown) : RecordRows(shown) {}

void StreamBlocks::setEncoding(TextEncoding encoding)
{
    m_encoding = encoding;
    forget();
}

void StreamBlocks::setHex(bool hex)
{
    m_hex = hex;
    forget();
}

void StreamBlocks::setColumns(int columns)
{
    const int wanted = std::max(columns, 16);
    if (m_columns != wanted)
        forget();
    m_columns = wanted;
}

void StreamBlocks::forget()
{
    m_blocks.clear();
}

StreamBlock StreamBlocks::block(quint64 position) const
{
    if (const StreamBlock *known = m_blocks.object(position))
        return *known;
    const std::optional<Row> row = rowAt(position);
    if (!row)
        return {StreamText::tr("overwritten by newer records"), {}, Tone::Dim, Direction::None};
    const StreamBlock made = makeBlock(position, *row);
    m_blocks.insert(position, new StreamBlock(made));
    return made;
}

QString StreamBlocks::headingOf(const Row &row) const
{
    const QString time = timeCell(row).text;
    const QString arrow = arrowOf(row.record.direction);
    const QString number = QString::number(row.number);
    if (!row.record.isData())
        return StreamText::tr("%1  %2", "time, kind of event").arg(time, kindText(row.record.kind));
    const QString bytes = StreamText::tr("%n byte(s)", nullptr, int(row.record.length));
    return StreamText::tr("%1 %2  %3  #%4", "arrow, time, bytes, number").arg(arrow, time, bytes, number);
}

StreamBlock StreamBlocks::makeBlock(quint64 position, const Row &row) const
{
    StreamBlock block{headingOf(row), {}, Tone::Dim, row.record.direction};
    if (!row.record.isData()) {
        block.tone = isFault(row.record) ? Tone::Fault : Tone::Dim;
        block.heading += QStringLiteral("  ") + eventText(row.record.kind, payloadOf(row, shownBytes));
        return block;
    }
    block.tone = row.record.direction == Direction::In ? Tone::Inbound : Tone::Outbound;
    block.lines = dataLines(position, row);
    const quint64 shown = std::min<quint64>(row.record.length, quint64(shownBytes));
    if (shown < row.record.length)
        block.lines += StreamText::tr("\u2026 %n more byte(s): see them all in the hex view", nullptr,
                                      int(row.record.length - shown));
    return block;
}

QStringList StreamBlocks::dataLines(quint64 position, const Row &row) const
{
    QByteArray bytes = payloadOf(row, shownBytes);
    if (m_hex)
        return hexLines(bytes);
    if (row.record.kind == netcore::RecordKind::Chunk)
        bytes.prepend(carryInto(position, row.record.direction));
    bytes.chop(unfinishedBytes(bytes, m_encoding));
    netcore::TextDecoder decoder(m_encoding);
    QString text = sureText(decoder.pieces(bytes));
    text += sureText(decoder.finishPieces());
    return wrapped(text, m_columns);
}

/// The last bytes of a record: all of it where it is short, otherwise from an even offset (UTF-16).
QByteArray StreamBlocks::tailOf(const Row &row) const
{
    const qsizetype length = qsizetype(row.record.length);
    const qsizetype skipped = length > tailBytes ? (length - tailBytes) & ~qsizetype(1) : 0;
    return partOf(row, skipped, length - skipped);
}

/// The bytes of an unfinished character that earlier chunks of the same direction left over.
QByteArray StreamBlocks::carryInto(quint64 position, Direction direction) const
{
    if (m_encoding == TextEncoding::Latin1)
        return {};
    QList<Row> before;
    for (quint64 at = position; at > firstRow() && before.size() < lookBack && position - at < 256; --at) {
        const std::optional<Row> row = rowAt(at - 1);
        if (!row || row->record.kind == netcore::RecordKind::Datagram)
            break;
        if (row->record.isData() && row->record.direction == direction)
            before.prepend(*row);
    }
    QByteArray carry;
    for (const Row &row : before) {
        const QByteArray bytes = carry + tailOf(row);
        carry = bytes.right(unfinishedBytes(bytes, m_encoding));
    }
    return carry;
}

} // namespace models
