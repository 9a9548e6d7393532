#pragma once

#include "netcore/recording/record.h"

#include <QtCore/QByteArray>

#include <array>
#include <optional>
#include <span>

/// The bytes of a recording, and nothing else: how its parts are written and read. README.md has the page.
///
/// Units    bytes; everything little endian
/// Thread   pure functions
namespace netcore::layout {

constexpr quint32 version = 1;
constexpr quint32 recordBytes = 32;
constexpr quint32 headBytes = 64;
constexpr quint32 segmentHeadBytes = 64;
constexpr quint32 alignment = 8; // of a record in a payload segment
constexpr quint64 maxOffset = quint64(1) << 48;
constexpr quint32 minSegmentBytes = 512;
constexpr quint32 maxSegmentBytes = 1u << 30;
constexpr quint32 minIndexRows = 8;
constexpr quint32 maxIndexRows = 1u << 24;
constexpr quint64 maxSegmentNumber = maxOffset / minSegmentBytes;

using RecordBytes = std::array<uchar, recordBytes>;
using Identity = std::array<uchar, 16>;

/// What is true of a whole recording.
struct Head
{
    Identity identity{};
    WallNs startedAt = 0;
    quint32 payloadSegmentBytes = 0;
    quint32 indexSegmentRows = 0;
};

/// What begins a payload segment: so that rows can be counted from the data alone.
struct SegmentHead
{
    quint64 number = 0;
    RowNumber firstRow = 0;
};

enum class SegmentKind : quint8 { Payload = 'd', Index = 'i' };

/// REQUIRES: record.offset < maxOffset.
void packRecord(uchar *to, const Record &record, RowNumber row);
/// Nothing where the checksum, which covers the row number too, is wrong.
bool unpackRecord(const uchar *from, RowNumber row, Record &record);
/// The same for rows that follow one another; how many were good before the first that is not.
std::size_t unpackRecords(const uchar *from, RowNumber row, std::span<Record> records);

QByteArray packHead(const Head &head);
std::optional<Head> unpackHead(QByteArrayView bytes);
std::array<uchar, segmentHeadBytes> packSegmentHead(const Identity &identity, const SegmentHead &head);
std::optional<SegmentHead> unpackSegmentHead(const uchar *bytes, const Identity &identity);

/// "d00000007"
QByteArray segmentName(SegmentKind kind, quint64 number);

constexpr quint64 aligned(quint64 bytes)
{
    return (bytes + alignment - 1) & ~quint64(alignment - 1);
}
/// What a record takes in a payload segment: its copy of the index record, its payload, the padding.
constexpr quint64 stride(quint32 length)
{
    return aligned(quint64(recordBytes) + length);
}

} // namespace netcore::layout
