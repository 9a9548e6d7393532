#include "netcore/recording/statistics.h"

#include "netcore/recording/rowbatches.h"

#include <algorithm>
#include <bit>

namespace netcore {

void TrafficCount::add(const TrafficCount &other)
{
    for (const std::size_t way : {inIndex, outIndex}) {
        bytes[way] += other.bytes[way];
        records[way] += other.records[way];
    }
}

void TimeBuckets::halve()
{
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        const TrafficCount moved = m_buckets[i];
        if (i % 2 == 0)
            m_buckets[i / 2] = moved;
        else
            m_buckets[i / 2].add(moved);
    }
    m_buckets.resize((m_buckets.size() + 1) / 2);
    m_width *= 2;
}

void TimeBuckets::add(SteadyNs time, std::size_t direction, quint64 bytes)
{
    if (m_buckets.empty())
        m_begin = time - time % narrowest;
    const SteadyNs since = std::max<SteadyNs>(0, time - m_begin); // a record may be told a little late
    while (since / m_width >= SteadyNs(mostBuckets))
        halve();
    const auto place = std::size_t(since / m_width);
    if (place >= m_buckets.size())
        m_buckets.resize(place + 1);
    m_buckets[place].bytes[direction] += bytes;
    ++m_buckets[place].records[direction];
}

Statistics::Connection *Statistics::connectionOf(ConnectionId id)
{
    const auto known = m_connections.find(id);
    if (known != m_connections.end())
        return &known->second;
    if (m_connections.size() >= mostConnections)
        return nullptr;
    Connection &made = m_connections[id];
    made.totals.connection = id;
    return &made;
}

void Statistics::noteOpened(RowNumber row, const Record &record)
{
    if (m_opened.size() < mostConnections)
        m_opened.try_emplace(record.connection, row);
}

void Statistics::add(RowNumber row, const Record &record, const RecordingReader &reader)
{
    if (record.kind == RecordKind::ConnectionOpened)
        noteOpened(row, record);
    if (!record.isData() || record.direction == Direction::None)
        return;
    const std::size_t way = record.direction == Direction::In ? inIndex : outIndex;
    TrafficCount one;
    one.bytes[way] = record.length;
    one.records[way] = 1;
    m_total.add(one);
    m_rates.add(record.time, way, record.length);
    m_lengths[way].add(record.length);
    if (Connection *connection = connectionOf(record.connection)) {
        if (connection->totals.count.allRecords() == 0)
            connection->totals.first = record.time;
        connection->totals.count.add(one);
        connection->totals.last = record.time;
        addTimes(*connection, record, way);
    }
    if (m_key)
        addKeyed(record, way, reader);
}

void Statistics::addTimes(Connection &connection, const Record &record, std::size_t direction)
{
    if (connection.seen[direction])
        m_gaps[direction].add(quint64(std::max<SteadyNs>(0, record.time - connection.last[direction])));
    const std::size_t other = 1 - direction;
    if (!m_key && !m_finder && connection.asked == other)
        m_roundTrips.add(other, record.time - connection.last[other]);
    connection.asked = direction;
    connection.seen[direction] = true;
    connection.last[direction] = record.time;
}

void Statistics::addKeyed(const Record &record, std::size_t direction, const RecordingReader &reader)
{
    QByteArray key;
    const bool hasKey = record.length >= quint32(m_key->offset + m_key->length) &&
                        reader.readPayloadPart(record, m_key->offset, m_key->length, key);
    if (hasKey)
        m_roundTrips.meet(record.connection, direction, key, record.time);
    else
        m_roundTrips.addWithoutKey();
}

void Statistics::showFinder(RowNumber row, const Record &record, const RecordingReader &reader, bool counts)
{
    m_finder->take(reader, row, record, counts, m_roundTrips);
}

std::vector<ConnectionTotals> Statistics::topTalkers(std::size_t most) const
{
    std::vector<ConnectionTotals> all;
    all.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        all.push_back(connection.totals);
    const auto more = [](const ConnectionTotals &a, const ConnectionTotals &b) {
        const quint64 left = a.count.allBytes();
        const quint64 right = b.count.allBytes();
        return left != right ? left > right : a.connection < b.connection;
    };
    const auto end = all.begin() + std::ptrdiff_t(std::min(most, all.size()));
    std::partial_sort(all.begin(), end, all.end(), more);
    all.erase(end, all.end());
    for (ConnectionTotals &totals : all) {
        if (const auto opened = m_opened.find(totals.connection); opened != m_opened.end())
            totals.opened = opened->second;
    }
    return all;
}

namespace {

/// What is done with a batch of 64 rows.
struct BatchMasks
{
    quint64 counted = 0;  // data of the chosen connections that the filter takes
    quint64 followed = 0; // what a finder wants to see
};

bool isFollowed(const Record &record)
{
    return record.isData() || record.kind == RecordKind::ConnectionOpened ||
           record.kind == RecordKind::ConnectionClosed;
}

BatchMasks masksOf(const RowBatches &batches, const std::vector<ConnectionId> &connections)
{
    BatchMasks masks;
    for (quint64 left = batches.present(); left != 0; left &= left - 1) {
        const Record &record = batches.records()[std::size_t(std::countr_zero(left))];
        const bool ours = connections.empty() ||
                          std::binary_search(connections.begin(), connections.end(), record.connection);
        const quint64 bit = left & ~(left - 1);
        masks.counted |= ours && record.isData() ? bit : 0;
        masks.followed |= ours && isFollowed(record) ? bit : 0;
    }
    return masks;
}

/// Bits of the rows [begin, end) in the batch at `at`.
quint64 rowsOfBatch(RowNumber at, RowNumber begin, RowNumber end)
{
    const quint64 from = ~quint64(0) << (std::max(at, begin) - at);
    const quint64 behind = end - at < RowBatches::most ? ~quint64(0) << (end - at) : 0;
    return from & ~behind;
}

} // namespace

RowNumber addToStatistics(const RecordingReader &reader, const Filter &filter,
                          const std::vector<ConnectionId> &connections, RowNumber from, RowNumber to,
                          Statistics &statistics, const JobProgress &progress)
{
    const RowNumber rowsBetweenQuestions = statistics.finder() ? 64 : 4096; // finders look at all bytes
    const RowNumber begin = std::max(from, reader.store().firstRow());
    RowBatches batches(reader);
    if (statistics.finder() && begin > from && from > 0)
        statistics.finder()->skip();
    for (RowNumber at = begin - begin % RowBatches::most; at < to; at += RowBatches::most) {
        const RowNumber row = std::max(at, begin);
        if (progress && at % rowsBetweenQuestions == 0 && !progress(row - std::min(row, from)))
            return row;
        batches.read(at, begin, to);
        if (statistics.finder() && batches.present() != rowsOfBatch(at, begin, to))
            statistics.finder()->skip();
        BatchMasks masks = masksOf(batches, connections);
        const auto each = [&](quint64 rows, const auto &act) {
            for (; rows != 0; rows &= rows - 1) {
                const auto i = std::size_t(std::countr_zero(rows));
                act(at + i, batches.records()[i]);
            }
        };
        each(batches.present(), [&](RowNumber number, const Record &record) {
            if (record.kind == RecordKind::ConnectionOpened)
                statistics.noteOpened(number, record);
        });
        if (!filter.matchesAll())
            masks.counted = filter.sieve(reader, batches.records(), masks.counted);
        if (statistics.finder())
            each(masks.followed, [&](RowNumber number, const Record &record) {
                statistics.showFinder(number, record, reader, (masks.counted >> (number - at) & 1) != 0);
            });
        each(masks.counted,
             [&](RowNumber number, const Record &record) { statistics.add(number, record, reader); });
    }
    return std::max(begin, to);
}

} // namespace netcore
