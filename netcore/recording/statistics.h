#pragma once

#include "netcore/base/distribution.h"
#include "netcore/recording/filterjob.h"
#include "netcore/recording/roundtrips.h"

#include <array>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace netcore {

/// Which bytes of a payload say that an answer belongs to a request: `length` bytes from `offset` on.
struct KeyPlace
{
    static constexpr int longest = 16;
    static constexpr int furthest = 65'535;

    int offset = 0;
    int length = 2;

    bool operator==(const KeyPlace &) const = default;
};

/// Bytes and records in both directions; index by directionIndex().
struct TrafficCount
{
    std::array<quint64, 2> bytes{};
    std::array<quint64, 2> records{};

    void add(const TrafficCount &other);
    quint64 allBytes() const { return bytes[0] + bytes[1]; }
    quint64 allRecords() const { return records[0] + records[1]; }
};
constexpr std::size_t inIndex = 0;
constexpr std::size_t outIndex = 1;

/// Counts over time, in equal buckets that grow as the time does.
///
/// Limits   at most mostBuckets: where they are full, two become one
/// Units    ns since the recording began
class TimeBuckets
{
public:
    static constexpr std::size_t mostBuckets = 1024;
    static constexpr SteadyNs narrowest = 10'000'000;

    void add(SteadyNs time, std::size_t direction, quint64 bytes);
    SteadyNs begin() const { return m_begin; } // of the first bucket
    SteadyNs width() const { return m_width; }
    const std::vector<TrafficCount> &buckets() const { return m_buckets; } // in order, also empty ones

private:
    void halve();

    SteadyNs m_begin = 0;
    SteadyNs m_width = narrowest;
    std::vector<TrafficCount> m_buckets;
};

struct ConnectionTotals
{
    ConnectionId connection = ConnectionId::None;
    TrafficCount count;
    SteadyNs first = 0;
    SteadyNs last = 0;
    std::optional<RowNumber> opened; // the record that describes it, where it was seen
};

/// What people look at: rates, lengths, gaps, round trips and totals of the chunks and datagrams it is given.
///
/// Gap         time between two records of one connection and direction
/// Round trip  without a key: from the last record of one direction to the next record of the other one, on
///             one connection. With a key: to the first record of the other direction that has the same bytes
///             there. With a finder: as it says
/// Memory      about 60 KiB, and 100 bytes for each of at most mostConnections connections (what the others
///             did is counted in the totals); with a key at most RoundTrips::mostWaiting requests that have
///             no answer yet
/// Thread      plain value; copies share their finder, so that only one of them may go on
class Statistics
{
public:
    static constexpr std::size_t mostConnections = 100'000;

    explicit Statistics(std::optional<KeyPlace> key = std::nullopt) : m_key(key) {}
    explicit Statistics(std::shared_ptr<AnswerFinder> finder) : m_finder(std::move(finder)) {}

    /// REQUIRES: rows ascend. Records that are neither data nor the opening of a connection are passed over.
    void add(RowNumber row, const Record &record, const RecordingReader &reader);
    /// A connection was described there, whether or not its record is counted.
    void noteOpened(RowNumber row, const Record &record);
    /// Who wants to see every record of the chosen connections, also those that are not counted; may be null.
    const std::shared_ptr<AnswerFinder> &finder() const { return m_finder; }
    void showFinder(RowNumber row, const Record &record, const RecordingReader &reader, bool counts);

    const std::optional<KeyPlace> &key() const { return m_key; }
    /// Requests wait for their own answer: waiting() says how many still do.
    bool isMatching() const { return m_key.has_value() || (m_finder && m_finder->isMatching()); }
    const TrafficCount &total() const { return m_total; }
    const TimeBuckets &rates() const { return m_rates; }
    const Distribution &lengths(std::size_t direction) const { return m_lengths[direction]; } // bytes
    const Distribution &gaps(std::size_t direction) const { return m_gaps[direction]; }       // ns
    /// ns; outIndex: we asked, the peer answered. inIndex: the peer asked, we answered.
    const Distribution &roundTrips(std::size_t asked) const { return m_roundTrips.times(asked); }
    quint64 waiting() const { return m_roundTrips.waiting(); }       // requests without an answer, with a key
    quint64 withoutKey() const { return m_roundTrips.withoutKey(); } // that had none where it is looked for
    /// Those with the most bytes first, at most `most`.
    std::vector<ConnectionTotals> topTalkers(std::size_t most) const;
    std::size_t connectionCount() const { return m_connections.size(); }

private:
    struct Connection
    {
        ConnectionTotals totals;
        std::array<SteadyNs, 2> last{};
        std::array<bool, 2> seen{};
        std::optional<std::size_t> asked; // the direction of the newest record
    };
    Connection *connectionOf(ConnectionId id);
    void addTimes(Connection &connection, const Record &record, std::size_t direction);
    void addKeyed(const Record &record, std::size_t direction, const RecordingReader &reader);

    std::optional<KeyPlace> m_key;
    std::shared_ptr<AnswerFinder> m_finder;
    TrafficCount m_total;
    TimeBuckets m_rates;
    std::array<Distribution, 2> m_lengths;
    std::array<Distribution, 2> m_gaps;
    RoundTrips m_roundTrips;
    std::unordered_map<ConnectionId, Connection> m_connections;
    std::unordered_map<ConnectionId, RowNumber> m_opened;
};

/// Adds those of [from, to) that match the filter and belong to these connections (sorted; empty: all). Where
/// it came to: `to`, or less if it was cancelled, so that a later call can go on from there.
///
/// Thread   any thread, blocking; the caller drops a result that has become stale
RowNumber addToStatistics(const RecordingReader &reader, const Filter &filter,
                          const std::vector<ConnectionId> &connections, RowNumber from, RowNumber to,
                          Statistics &statistics, const JobProgress &progress = {});

} // namespace netcore
