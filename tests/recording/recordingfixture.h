#pragma once

#include "netcore/recording/crc32c.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/recording/recordingwriter.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>

/// What the tests of the recording share: a clock to set, small segments, and payloads that name their row.
namespace recordingtest {

class FakeClock final : public netcore::Clock
{
public:
    netcore::SteadyNs steadyNow() const override { return steady; }
    netcore::WallNs wallNow() const override { return wall; }
    netcore::SteadyNs steady = 5'000'000'000;
    netcore::WallNs wall = 1'700'000'000'000'000'000;
};

inline netcore::RecordingOptions smallOptions(const QString &directory)
{
    netcore::RecordingOptions options;
    options.directory = directory;
    options.payloadSegmentBytes = 4096;
    options.indexSegmentRows = 16;
    options.maxBytes = 1 << 20;
    options.keepFreeBytes = 0;
    return options;
}

/// A payload that can only be right for this row: its number, repeated, and a length that depends on it.
inline QByteArray payloadOf(quint64 row, int most = 300)
{
    const QByteArray number = "row " + QByteArray::number(row) + ";";
    const int length = int((row * 37) % quint64(most));
    return number.repeated(length / int(number.size()) + 1).left(length);
}

inline netcore::Record headOf(quint64 row)
{
    netcore::Record head;
    head.time = netcore::SteadyNs(row * 1000);
    head.kind = row % 5 == 4 ? netcore::RecordKind::Datagram : netcore::RecordKind::Chunk;
    head.direction = row % 2 ? netcore::Direction::Out : netcore::Direction::In;
    head.flags = row % 7 == 0 ? netcore::Record::Truncated : netcore::Record::NoFlag;
    head.connection = netcore::ConnectionId(row % 3 + 1);
    return head;
}

/// True if the record and the payload are those that row got.
inline bool isRowItself(const netcore::Record &record, const QByteArray &payload, quint64 row, int most = 300)
{
    const netcore::Record expected = headOf(row);
    return record.time == expected.time && record.kind == expected.kind &&
           record.direction == expected.direction && record.flags == expected.flags &&
           record.connection == expected.connection && payload == payloadOf(row, most);
}

inline void writeRows(netcore::RecordingWriter &writer, quint64 from, quint64 to, int most = 300)
{
    for (quint64 row = from; row < to; ++row)
        writer.append(headOf(row), payloadOf(row, most));
    writer.commit();
}

/// What reading a recording through gave, row by row.
struct Tally
{
    quint64 right = 0;
    quint64 missing = 0;
    quint64 wrong = 0;
};

inline Tally readAll(const std::shared_ptr<const netcore::RecordingStore> &store, netcore::RowNumber from = 0,
                     int most = 300)
{
    Tally tally;
    const netcore::RecordingReader reader(store);
    for (netcore::RowNumber row = std::max(from, store->firstRow()); row < store->rowCount(); ++row) {
        netcore::Record record;
        QByteArray payload;
        if (!reader.read(row, record) || !reader.readPayload(record, payload))
            ++tally.missing;
        else
            ++(isRowItself(record, payload, row, most) ? tally.right : tally.wrong);
    }
    return tally;
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void putContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace recordingtest
