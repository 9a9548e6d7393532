// Saved recordings of strangers. Checksums would stop nearly every changed byte, so the input is a list of
// parts, each written with a checksum that is right: what is wrong is what they say.

#include "netcore/recording/recordingstore.h"
#include "netcore/recording/savedfile.h"
#include "tests/fuzz/scratchfile.h"

#include <algorithm>

using namespace netcore;

namespace {

constexpr qsizetype longestFile = 256 << 10;

/// Numbers out of the input, zero once it is used up.
class Numbers
{
public:
    explicit Numbers(QByteArrayView bytes) : m_bytes(bytes) {}

    bool isOver() const { return m_at >= m_bytes.size(); }
    quint64 take(int bytes)
    {
        quint64 value = 0;
        for (int i = 0; i < bytes; ++i)
            value = value << 8 | (isOver() ? 0 : uchar(m_bytes[m_at++]));
        return value;
    }
    /// Mostly small, or a small one below the largest, or any.
    quint64 any(int bytes)
    {
        const auto kind = uchar(take(1));
        if (kind < 0xC0)
            return kind;
        return kind < 0xD0 ? (quint64(1) << (bytes * 8 - 1)) - (kind & 15) : take(bytes);
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

layout::Head headOf(Numbers &numbers)
{
    layout::Head head;
    head.identity.fill(7);
    head.payloadSegmentBytes = 4096;
    head.indexSegmentRows = 16;
    if (numbers.take(1) & 1) {
        head.payloadSegmentBytes = quint32(numbers.any(4));
        head.indexSegmentRows = quint32(numbers.any(4));
    }
    return head;
}

Record recordOf(Numbers &numbers)
{
    Record record;
    record.kind = RecordKind(numbers.take(1));
    record.direction = Direction(numbers.take(1));
    record.flags = quint8(numbers.take(1));
    record.connection = ConnectionId(quint32(numbers.any(4)));
    record.time = SteadyNs(numbers.any(8));
    record.offset = numbers.any(8) % layout::maxOffset;
    record.length = quint32(numbers.any(4));
    record.payloadCrc = quint32(numbers.take(4));
    return record;
}

void appendPart(QByteArray &file, Numbers &numbers)
{
    layout::Identity identity;
    identity.fill(7);
    switch (numbers.take(1) % 6) {
    case 0:
        file +=
            savedfile::packSectionHead({quint8("die"[numbers.take(1) % 3]), numbers.any(8), numbers.any(8)});
        break;
    case 1: {
        QByteArray bytes(layout::recordBytes, '\0');
        const Record record = recordOf(numbers);
        layout::packRecord(reinterpret_cast<uchar *>(bytes.data()), record, numbers.any(8));
        file += bytes;
        break;
    }
    case 2: {
        const auto head = layout::packSegmentHead(identity, {numbers.any(8), numbers.any(8)});
        file.append(reinterpret_cast<const char *>(head.data()), qsizetype(head.size()));
        break;
    }
    case 3: file += QByteArray(qsizetype(numbers.take(1)), char(numbers.take(1))); break;
    case 4: // to the next block
        file += QByteArray(qsizetype(savedfile::roundedUp(quint64(file.size()))) - file.size(), '\0');
        break;
    default: file += layout::packHead(headOf(numbers)); break;
    }
}

} // namespace

void fuzzRecording(QByteArrayView bytes)
{
    static const ScratchFile saved("saved.sockrec");
    QByteArray file;
    if (!bytes.isEmpty() && bytes[0] == 'S') {
        file = bytes.toByteArray(); // the bytes as they are: SOCKREC…
    } else {
        Numbers numbers(bytes);
        file = layout::packHead(headOf(numbers));
        file += QByteArray(qsizetype(savedfile::block) - file.size(), '\0');
        while (!numbers.isOver() && file.size() < longestFile)
            appendPart(file, numbers);
    }
    saved.put(file);
    const auto store = RecordingStore::open(saved.path);
    if (!store)
        return;
    FUZZ_REQUIRE((*store)->firstRow() <= (*store)->rowCount());
    const RecordingReader reader(*store);
    const RowNumber rows = std::min<RowNumber>((*store)->rowCount() - (*store)->firstRow(), 5000);
    for (RowNumber row = (*store)->firstRow(); row < (*store)->firstRow() + rows; ++row) {
        Record record;
        QByteArray payload;
        if (!reader.read(row, record) || !reader.readPayload(record, payload))
            continue;
        FUZZ_REQUIRE(payload.size() == qsizetype(record.length) && payload.size() <= file.size());
    }
    const QString copy = saved.beside("copy.sockrec");
    if ((*store)->saveAs(copy, {})) {
        FUZZ_REQUIRE(QFile(copy).size() <= file.size() + 64 * qint64(savedfile::block));
        FUZZ_REQUIRE(QFile::remove(copy));
    }
}
