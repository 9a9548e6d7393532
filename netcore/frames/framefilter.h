#pragma once

#include "netcore/base/distribution.h"
#include "netcore/frames/bytehistory.h"
#include "netcore/frames/frameindex.h"
#include "netcore/recording/filter.h"
#include "netcore/recording/filterjob.h"

namespace netcore {

/// Which frames are wanted: the filter language, asked of frames. `in` and `out`, `len` (of the whole frame),
/// `time` (when it was complete), `text`, `hex`, and `fault`; `chunk` and `datagram` are those of the record
/// that completed it. With `fieldsOf`, the fields of a structure as well.
struct FrameFilter
{
    Filter filter;
    Direction direction = Direction::None; // None: both
    FieldsOf fieldsOf = {};                // reads at most 64 KiB of a frame

    bool takesAll() const { return filter.matchesAll() && direction == Direction::None; }
};

/// The paths that a filter may ask for when this structure reads the frames.
QStringList filterFields(const Structure &structure);

/// Lengths in bytes, and gaps in ns from one frame's completion to the next one's.
struct FrameStatistics
{
    Distribution lengths;
    Distribution gaps;
    std::optional<SteadyNs> last;

    void add(quint32 length, SteadyNs completed);
};

/// Looks at the frames [from, to) of the index: adds the positions of those wanted to `positions` and counts
/// them in `statistics`. Where it came to: `to`, or less where `goOn(done)` said no.
///
/// Thread   any thread, blocking
quint64 filterFrames(const RecordingReader &reader, const FrameIndex &index, const FrameFilter &filter,
                     quint64 from, quint64 to, RowSet &positions, FrameStatistics &statistics,
                     const JobProgress &goOn = {});

} // namespace netcore
