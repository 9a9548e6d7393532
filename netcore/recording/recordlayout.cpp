#include "netcore/recording/recordlayout.h"

#include "netcore/recording/crc32c.h"

#include <QtCore/QtEndian>

#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace netcore::layout {

namespace {

constexpr char headMagic[8] = {'S', 'O', 'C', 'K', 'R', 'E', 'C', '\n'};
constexpr char segmentMagic[8] = {'S', 'O', 'C', 'K', 'D', 'A', 'T', 'A'};
constexpr quint32 crcAt = headBytes - 4;

quint32 recordCrcOfBytes(const uchar *bytes, RowNumber row)
{
    uchar number[8];
    qToLittleEndian(row, number);
    return crc32c(number, sizeof number, crc32c(bytes, recordBytes - 4));
}

#if defined(__x86_64__)

const bool hasCrcInstruction = __builtin_cpu_supports("sse4.2");

__attribute__((target("sse4.2"))) inline quint32 recordCrcByInstruction(const uchar *bytes, RowNumber row)
{
    quint64 crc = 0xffffffffu;
    for (unsigned at = 0; at < 24; at += 8)
        crc = _mm_crc32_u64(crc, qFromLittleEndian<quint64>(bytes + at));
    crc = _mm_crc32_u32(quint32(crc), qFromLittleEndian<quint32>(bytes + 24));
    return ~quint32(_mm_crc32_u64(crc, row));
}

quint32 recordCrc(const uchar *bytes, RowNumber row)
{
    return hasCrcInstruction ? recordCrcByInstruction(bytes, row) : recordCrcOfBytes(bytes, row);
}

#else

quint32 recordCrc(const uchar *bytes, RowNumber row)
{
    return recordCrcOfBytes(bytes, row);
}

#endif

bool hasMagicAndCrc(const uchar *bytes, const char (&magic)[8])
{
    return std::memcmp(bytes, magic, sizeof magic) == 0 &&
           qFromLittleEndian<quint32>(bytes + crcAt) == crc32c(bytes, crcAt);
}

} // namespace

void packRecord(uchar *to, const Record &record, RowNumber row)
{
    const quint64 packed = quint64(record.kind) | quint64(record.direction) << 8 |
                           quint64(record.flags & 0x3f) << 10 | record.offset << 16;
    qToLittleEndian(quint64(record.time), to);
    qToLittleEndian(packed, to + 8);
    qToLittleEndian(record.length, to + 16);
    qToLittleEndian(quint32(record.connection), to + 20);
    qToLittleEndian(record.payloadCrc, to + 24);
    qToLittleEndian(recordCrc(to, row), to + 28);
}

namespace {

bool unpackChecked(const uchar *from, Record &record)
{
    const auto packed = qFromLittleEndian<quint64>(from + 8);
    record.time = SteadyNs(qFromLittleEndian<quint64>(from));
    record.kind = RecordKind(packed & 0xff);
    record.direction = Direction((packed >> 8) & 3);
    record.flags = quint8((packed >> 10) & 0x3f);
    record.offset = packed >> 16;
    record.length = qFromLittleEndian<quint32>(from + 16);
    record.connection = ConnectionId(qFromLittleEndian<quint32>(from + 20));
    record.payloadCrc = qFromLittleEndian<quint32>(from + 24);
    return record.length <= Record::maxPayload;
}

#if defined(__x86_64__)

// The checksums of rows that follow one another do not depend on each other: the processor overlaps them.
__attribute__((target("sse4.2"))) std::size_t unpackByInstruction(const uchar *from, RowNumber row,
                                                                  std::span<Record> records)
{
    for (std::size_t i = 0; i < records.size(); ++i, ++row, from += recordBytes) {
        const quint32 crc = recordCrcByInstruction(from, row);
        if (crc != qFromLittleEndian<quint32>(from + 28) || !unpackChecked(from, records[i]))
            return i;
    }
    return records.size();
}

#endif

} // namespace

bool unpackRecord(const uchar *from, RowNumber row, Record &record)
{
    return qFromLittleEndian<quint32>(from + 28) == recordCrc(from, row) && unpackChecked(from, record);
}

std::size_t unpackRecords(const uchar *from, RowNumber row, std::span<Record> records)
{
#if defined(__x86_64__)
    if (hasCrcInstruction)
        return unpackByInstruction(from, row, records);
#endif
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!unpackRecord(from + i * recordBytes, row + i, records[i]))
            return i;
    }
    return records.size();
}

QByteArray packHead(const Head &head)
{
    QByteArray bytes(headBytes, '\0');
    auto *to = reinterpret_cast<uchar *>(bytes.data());
    std::memcpy(to, headMagic, sizeof headMagic);
    qToLittleEndian(version, to + 8);
    std::memcpy(to + 16, head.identity.data(), head.identity.size());
    qToLittleEndian(head.startedAt, to + 32);
    qToLittleEndian(head.payloadSegmentBytes, to + 40);
    qToLittleEndian(head.indexSegmentRows, to + 44);
    qToLittleEndian(crc32c(to, crcAt), to + crcAt);
    return bytes;
}

std::optional<Head> unpackHead(QByteArrayView bytes)
{
    if (bytes.size() < qsizetype(headBytes))
        return std::nullopt;
    const auto *from = reinterpret_cast<const uchar *>(bytes.data());
    if (!hasMagicAndCrc(from, headMagic) || qFromLittleEndian<quint32>(from + 8) != version)
        return std::nullopt;
    Head head;
    std::memcpy(head.identity.data(), from + 16, head.identity.size());
    head.startedAt = qFromLittleEndian<qint64>(from + 32);
    head.payloadSegmentBytes = qFromLittleEndian<quint32>(from + 40);
    head.indexSegmentRows = qFromLittleEndian<quint32>(from + 44);
    const bool bounded = head.payloadSegmentBytes >= minSegmentBytes &&
                         head.payloadSegmentBytes <= maxSegmentBytes &&
                         head.payloadSegmentBytes % alignment == 0 && head.indexSegmentRows >= minIndexRows &&
                         head.indexSegmentRows <= maxIndexRows;
    return bounded ? std::optional<Head>(head) : std::nullopt;
}

std::array<uchar, segmentHeadBytes> packSegmentHead(const Identity &identity, const SegmentHead &head)
{
    std::array<uchar, segmentHeadBytes> bytes{};
    std::memcpy(bytes.data(), segmentMagic, sizeof segmentMagic);
    qToLittleEndian(version, bytes.data() + 8);
    std::memcpy(bytes.data() + 16, identity.data(), identity.size());
    qToLittleEndian(head.number, bytes.data() + 32);
    qToLittleEndian(head.firstRow, bytes.data() + 40);
    qToLittleEndian(crc32c(bytes.data(), crcAt), bytes.data() + crcAt);
    return bytes;
}

std::optional<SegmentHead> unpackSegmentHead(const uchar *bytes, const Identity &identity)
{
    if (!hasMagicAndCrc(bytes, segmentMagic) ||
        std::memcmp(bytes + 16, identity.data(), identity.size()) != 0)
        return std::nullopt;
    return SegmentHead{qFromLittleEndian<quint64>(bytes + 32), qFromLittleEndian<quint64>(bytes + 40)};
}

QByteArray segmentName(SegmentKind kind, quint64 number)
{
    return char(kind) + QByteArray::number(number).rightJustified(8, '0');
}

} // namespace netcore::layout
