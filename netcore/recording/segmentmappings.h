#pragma once

#include "netcore/recording/guardedmapping.h"
#include "netcore/recording/recordingstore.h"

#include <array>
#include <span>

namespace netcore {

/// The segments of a store as one reader has them mapped, the few it used last.
///
/// Limits   at most eight segments mapped at a time, each at most as long as the head allows
/// Lifetime a span stays valid until the next call on this object
/// Thread   one thread at a time
class SegmentMappings
{
public:
    explicit SegmentMappings(const RecordingStore &store);
    ~SegmentMappings();
    SegmentMappings(const SegmentMappings &) = delete;
    SegmentMappings &operator=(const SegmentMappings &) = delete;

    /// Empty where the segment does not exist.
    std::span<const uchar> segment(layout::SegmentKind kind, quint64 number);

    /// The row's index record if it passes its checks; not whether the row still exists.
    bool indexRecord(RowNumber row, Record &record);
    /// Good index records from `row` on, at most to the end of its segment; how many.
    std::size_t indexRecords(RowNumber row, std::span<Record> records);
    /// The copy of the row's record that is kept at `at` (a logical offset) in the payload segments.
    bool copiedRecord(RowNumber row, quint64 at, Record &record);
    /// The row's record, rebuilt from the payload segments where its index record is damaged.
    bool record(RowNumber row, Record &record);
    std::optional<layout::SegmentHead> segmentHead(quint64 number);

    /// The payload's bytes where all of them are there, else empty with false.
    bool payload(const Record &record, std::span<const uchar> &bytes);

    /// The record that follows one: by its index record, by its copy after the previous record, or by its
    /// copy at the beginning of the next segment.
    bool following(const Record &previous, RowNumber row, Record &record);

    /// True if a mapped segment has become shorter under our eyes: what was just copied may be zeros.
    bool isTorn() const;

private:
    struct Mapped
    {
        layout::SegmentKind kind{};
        quint64 number = 0;
        GuardedMapping file;
        quint64 lastUse = 0;
    };

    void map(Mapped &slot, layout::SegmentKind kind, quint64 number);
    void dropOldGeneration();
    bool rebuild(RowNumber row, Record &record);
    bool startOfRebuild(RowNumber row, RowNumber &at, Record &record);

    const RecordingStore &m_store;
    const layout::Head m_head;
    std::array<Mapped, 8> m_mapped{};
    quint64 m_uses = 0;
    quint64 m_generation = 0;
    // Where the last rebuild ended, so that reading on from there costs one step a row.
    RowNumber m_rebuiltRow = 0;
    Record m_rebuilt;
    bool m_rebuiltKnown = false;
};

} // namespace netcore
