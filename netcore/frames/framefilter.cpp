#include "netcore/frames/framefilter.h"

#include "netcore/frames/framebytes.h"

namespace netcore {

namespace {

constexpr quint64 framesBetweenQuestions = 256;

/// The frame as a record, so that the filter can be asked.
Record asRecord(const IndexedFrame &frame, const Record &completing)
{
    Record record = completing;
    record.direction = frame.direction;
    record.length = frame.frame.length;
    record.flags = frame.frame.fault == FrameFault::None ? Record::NoFlag : Record::Refusal;
    return record;
}

} // namespace

void FrameStatistics::add(quint32 length, SteadyNs completed)
{
    lengths.add(length);
    if (last)
        gaps.add(quint64(std::max<SteadyNs>(completed - *last, 0)));
    last = completed;
}

quint64 filterFrames(const RecordingReader &reader, const FrameIndex &index, const FrameFilter &filter,
                     quint64 from, quint64 to, RowSet &positions, FrameStatistics &statistics,
                     const JobProgress &goOn)
{
    Record completing;
    RowNumber completingRow = ~RowNumber(0);
    for (quint64 position = std::max(from, index.first()); position < to; ++position) {
        if (goOn && position % framesBetweenQuestions == 0 && !goOn(position - std::min(from, position)))
            return position;
        const IndexedFrame frame = index.at(position);
        if (filter.direction != Direction::None && frame.direction != filter.direction)
            continue;
        if (frame.row != completingRow) { // a thousand frames may come from one read
            completing = Record();
            completingRow = reader.read(frame.row, completing) ? frame.row : ~RowNumber(0);
        }
        const auto bytesOf = [&](const Record &) { return frameBytes(reader, index, frame); };
        if (!filter.filter.matches(asRecord(frame, completing), bytesOf))
            continue;
        positions.add(position);
        statistics.add(frame.frame.length, completing.time);
    }
    return std::max(from, to);
}

} // namespace netcore
