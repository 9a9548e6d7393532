#pragma once

#include "netcore/recording/recordingstore.h"

#include <array>

namespace netcore {

/// Rows of a recording, 64 at a time, in batches that begin at a multiple of 64: what RowSet::addBits and
/// Filter::sieve take.
///
/// Thread   plain value over one reader
class RowBatches
{
public:
    static constexpr std::size_t most = 64;

    explicit RowBatches(const RecordingReader &reader) : m_reader(reader) {}

    /// Reads those rows of the batch at `from` (a multiple of 64) that lie in [begin, end). Bit i of
    /// present() stands for row `from` + i: the row is there and good.
    void read(RowNumber from, RowNumber begin, RowNumber end);
    std::span<const Record> records() const { return m_records; }
    quint64 present() const { return m_present; }

private:
    const RecordingReader &m_reader;
    std::array<Record, most> m_records;
    quint64 m_present = 0;
};

/// Where a stretch of rows from `from` may end, at most at `to`, so that going over it is a few tens of
/// milliseconds of work: at most stretchRows rows and about stretchBytes bytes of payload.
constexpr RowNumber stretchRows = 1u << 18;
constexpr quint64 stretchBytes = 32u << 20;
RowNumber endOfStretch(const RecordingReader &reader, RowNumber from, RowNumber to);

} // namespace netcore
