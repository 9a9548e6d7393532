#pragma once

#include "netcore/frames/placelist.h"
#include "netcore/framing/framer.h"

#include <array>
#include <optional>

namespace netcore {

/// One frame of a connection. Its place counts from the start of its direction's stream.
struct IndexedFrame
{
    Frame frame;
    Direction direction = Direction::In;
    RowNumber row = 0; // the record that completed it

    quint64 end() const { return frame.offset + frame.length; }
};

/// What was cut, in numbers: "1,204 frames, 1 incomplete, 2 bad CRC, first at 0x41".
struct FrameSummary
{
    static constexpr std::size_t faultKinds = 16;

    quint64 frames = 0;
    quint64 bytes = 0;
    std::array<quint64, faultKinds> faults{}; // by FrameFault
    std::optional<quint64> firstFaultAt;      // offset in the stream
    Direction firstFaultDirection = Direction::None;

    quint64 faulty() const;
    quint64 count(FrameFault fault) const { return faults[std::size_t(fault)]; }
    bool operator==(const FrameSummary &) const = default;
};

/// The frames of one connection and the reads and sends that carried them: both streams, in the order in
/// which the frames were complete.
///
/// Memory   18 bytes a frame and 18 a read; the newest FrameLimits::mostKept of each are kept
/// Order    a frame's position counts all frames since the index was made and stays the same
/// Thread   plain value; a copy is a cheap snapshot that other threads may read
class FrameIndex
{
public:
    quint64 first() const { return m_frames.first(); }
    quint64 end() const { return m_frames.end(); }
    quint64 size() const { return m_frames.size(); }
    /// REQUIRES: first() <= position < end().
    IndexedFrame at(quint64 position) const;

    const PlaceList &frames() const { return m_frames; }
    /// What each read, send or datagram carried; the tag is its RecordKind.
    const PlaceList &reads() const { return m_reads; }
    /// The reads that a frame came from, as positions in reads().
    struct Range
    {
        quint64 first = 0;
        quint64 last = 0;
        quint64 count = 0; // of this direction
    };
    Range readsOf(const IndexedFrame &frame) const;
    /// Their rows, the first `most`.
    std::vector<RowNumber> rowsOf(const IndexedFrame &frame, std::size_t most) const;
    /// The frames that a read's bytes are in, as positions of the first and the last one; nothing where it is
    /// in none.
    std::optional<std::pair<quint64, quint64>> framesOfRow(RowNumber row) const;

    const FrameSummary &summary(Direction direction) const;
    FrameSummary summary() const; // of both
    /// Bytes at the end of the stream that belong to no frame yet.
    quint64 pending(Direction direction) const;

    RowNumber nextRow() const { return m_nextRow; }     // rows before it have been looked at
    quint64 unreadable() const { return m_unreadable; } // records that were damaged or overwritten
    bool startsLate() const { return m_startsLate; }    // the recording's oldest rows were gone
    quint64 letGo() const { return m_frames.first(); }  // frames older than those kept

private:
    friend class FrameIndexer;
    void addFrame(const Frame &frame, Direction direction, RowNumber row);

    PlaceList m_frames;
    PlaceList m_reads;
    std::array<FrameSummary, 2> m_summaries;
    RowNumber m_nextRow = 0;
    quint64 m_unreadable = 0;
    bool m_startsLate = false;
};

} // namespace netcore
