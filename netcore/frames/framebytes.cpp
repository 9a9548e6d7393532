#include "netcore/frames/framebytes.h"

#include <algorithm>

namespace netcore {

namespace {

/// What one read holds of the wanted bytes.
QByteArray partOf(const RecordingReader &reader, const Place &read, quint64 from, quint64 wanted)
{
    Record record;
    QByteArray part;
    if (!reader.read(read.row, record) || record.length != read.length)
        return part;
    const auto skip = qsizetype(from - read.offset);
    const auto most = qsizetype(std::min(wanted, read.end() - from));
    return reader.readPayloadPart(record, skip, most, part) ? part : QByteArray();
}

} // namespace

QByteArray streamBytes(const RecordingReader &reader, const FrameIndex &index, Direction direction,
                       quint64 offset, qsizetype length)
{
    QByteArray bytes;
    const PlaceList &reads = index.reads();
    const quint64 end = offset + quint64(std::max<qsizetype>(length, 0));
    for (auto at = reads.find(direction, offset); at && offset < end; at = reads.next(direction, *at + 1)) {
        const Place read = reads.at(*at);
        if (read.length == 0)
            continue;
        if (read.offset > offset)
            break; // what was before it is gone
        const QByteArray part = partOf(reader, read, offset, end - offset);
        if (part.isEmpty())
            break;
        if (bytes.isEmpty() && quint64(part.size()) == end - offset)
            return part;
        bytes += part;
        offset += quint64(part.size());
    }
    return bytes;
}

QByteArray frameBytes(const RecordingReader &reader, const FrameIndex &index, const IndexedFrame &frame,
                      qsizetype most)
{
    const auto length = qsizetype(frame.frame.length);
    return streamBytes(reader, index, frame.direction, frame.frame.offset,
                       most < 0 ? length : std::min(length, most));
}

std::optional<SteadyNs> timeOf(const RecordingReader &reader, const IndexedFrame &frame)
{
    Record record;
    return reader.read(frame.row, record) ? std::optional(record.time) : std::nullopt;
}

} // namespace netcore
