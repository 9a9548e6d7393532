#include "netcore/frames/guesssource.h"

#include <QtCore/QHash>

#include <algorithm>

namespace netcore {

namespace {

constexpr RowNumber rowsAtOnce = 4096;

/// Calls take(row's record) for each record that carried bytes, until it says no.
template <class Take>
void forEachData(const RecordingReader &reader, Take take)
{
    std::vector<Record> records(rowsAtOnce);
    RowNumber row = reader.store().firstRow();
    while (true) {
        const std::size_t count = reader.readRows(row, records);
        for (std::size_t i = 0; i < count; ++i) {
            if (records[i].isData() && records[i].length > 0 && !take(records[i]))
                return;
        }
        if (count == 0)
            return;
        row += count;
    }
}

} // namespace

std::vector<GuessChunk> guessChunks(const RecordingReader &reader, ConnectionId connection,
                                    qsizetype mostBytes)
{
    std::vector<GuessChunk> chunks;
    qsizetype taken = 0;
    forEachData(reader, [&](const Record &record) {
        QByteArray payload;
        if (record.connection != connection ||
            !reader.readPayload(record, payload, std::min<qsizetype>(record.length, mostBytes - taken + 1)))
            return true;
        taken += payload.size();
        chunks.push_back({record.direction == Direction::Out, record.time, payload});
        return taken <= mostBytes; // one byte more than is wanted tells that there is more
    });
    return chunks;
}

std::vector<ConnectionId> connectionsWithData(const RecordingReader &reader)
{
    QHash<ConnectionId, quint64> bytes;
    forEachData(reader, [&](const Record &record) {
        bytes[record.connection] += record.length;
        return true;
    });
    std::vector<ConnectionId> connections(bytes.keyBegin(), bytes.keyEnd());
    std::sort(connections.begin(), connections.end(), [&](ConnectionId a, ConnectionId b) {
        return bytes.value(a) != bytes.value(b) ? bytes.value(a) > bytes.value(b) : a < b;
    });
    return connections;
}

} // namespace netcore
