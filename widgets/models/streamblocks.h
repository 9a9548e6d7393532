#pragma once

#include "netcore/payload/textencoding.h"
#include "widgets/models/trafficrows.h"

#include <QtCore/QCache>
#include <QtCore/QStringList>

namespace models {

/// How many bytes at the end of `bytes` are the beginning of a character that the next chunk completes.
/// `bytes` begins at a character. Thread: any.
qsizetype unfinishedBytes(QByteArrayView bytes, netcore::TextEncoding encoding);

/// One record of a conversation as lines of text.
struct StreamBlock
{
    QString heading;   // "← 12:00:01.204123  12 bytes  #41"
    QStringList lines; // what came: safe to show, cut at StreamBlocks::shownBytes
    Tone tone = Tone::Plain;
    netcore::Direction direction = netcore::Direction::None;

    int lineCount() const { return int(lines.size()) + 1; }
};

/// The records of one connection as text, decoded as two streams: a character that two chunks share appears
/// whole, with the chunk that completes it.
///
/// Limits   a block shows at most shownBytes bytes; only the newest blocks asked for are kept. A block in the
///          middle of a long stream takes up decoding at most lookBack records before it
/// Thread   GUI thread
class StreamBlocks : public RecordRows
{
public:
    static constexpr qsizetype shownBytes = 4096;
    static constexpr int lookBack = 16;

    explicit StreamBlocks(const ShownRows &shown);

    void setEncoding(netcore::TextEncoding encoding);
    void setHex(bool hex);
    void setColumns(int columns); // characters a line; longer lines go on below
    void forget();                // the rows have changed their meaning

    StreamBlock block(quint64 position) const;

    QList<Column> columns() const override { return {}; }
    Cell cell(quint64, int) const override { return {}; }

private:
    StreamBlock makeBlock(quint64 position, const Row &row) const;
    QStringList dataLines(quint64 position, const Row &row) const;
    QByteArray carryInto(quint64 position, netcore::Direction direction) const;
    QByteArray tailOf(const Row &row) const;
    QString headingOf(const Row &row) const;

    netcore::TextEncoding m_encoding = netcore::TextEncoding::Utf8;
    bool m_hex = false;
    int m_columns = 80;
    mutable QCache<quint64, StreamBlock> m_blocks{2000};
};

} // namespace models
