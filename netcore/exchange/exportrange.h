#pragma once

#include "netcore/recording/filter.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/recording/rowset.h"

#include <functional>
#include <limits>
#include <optional>
#include <unordered_set>

namespace netcore {

/// Which records of a recording go out: a record has to pass everything that is set.
///
/// Selection    rows; a connection: connections; the result of a filter: filter (and connections);
/// everything:
///              as it is
/// Thread       plain value
struct ExportRange
{
    RowNumber from = 0;
    RowNumber to = std::numeric_limits<RowNumber>::max(); // one past the last; committed rows only
    std::unordered_set<ConnectionId> connections;         // empty: of all, and of none
    Direction direction = Direction::None;                // In or Out: data of that direction only
    Filter filter;                                        // as it is: matches everything
    std::optional<RowSet> rows;
    bool calls = false; // system calls too, in the formats that have rows

    bool takes(const Record &record) const; // by its header alone; the filter is not asked
};

/// Asked now and then; false ends the job, which then leaves nothing behind.
using ExchangeProgress = std::function<bool(quint64 done, quint64 total)>;

/// Goes through the records of a range in the order of the recording.
///
/// Live     ends where the recording ended when the walk was made
/// Errors   a row that was overwritten or is damaged is counted and passed over
class RangeWalk
{
public:
    enum class Ask : quint8 { WithFilter, HeadersOnly };

    RangeWalk(const RecordingReader &reader, const ExportRange &range, Ask ask = Ask::WithFilter);

    /// The next record that the range takes; false at the end.
    bool next(RowNumber &row, Record &record);
    quint64 unreadable() const { return m_unreadable; }
    quint64 done() const { return m_done; } // rows looked at
    quint64 total() const { return m_total; }
    RowNumber begin() const { return m_begin; } // nothing before it is in the range

private:
    bool nextRow(RowNumber &row);
    bool matches(const Record &record) const;

    const RecordingReader &m_reader;
    const ExportRange &m_range;
    Ask m_ask;
    RowNumber m_begin = 0;
    RowNumber m_end = 0;
    RowNumber m_next = 0;
    quint64 m_done = 0;
    quint64 m_total = 0;
    quint64 m_unreadable = 0;
};

} // namespace netcore
