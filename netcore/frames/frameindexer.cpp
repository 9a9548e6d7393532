#include "netcore/frames/frameindexer.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr RowNumber rowsBetweenQuestions = 64;
constexpr qsizetype feedBytes = 64 << 10; // so that the frames of one read never fill memory

} // namespace

FrameIndexer::FrameIndexer(ConnectionId connection, const FrameLimits &limits)
    : m_connection(connection), m_limits(limits)
{
}

Result<std::unique_ptr<FrameIndexer>> FrameIndexer::create(ConnectionId connection, QStringView framing,
                                                           const FrameLimits &limits)
{
    std::unique_ptr<FrameIndexer> indexer(new FrameIndexer(connection, limits));
    for (Stream *stream : {&indexer->m_in, &indexer->m_out}) {
        auto framer = makeFramer(framing, limits.framing);
        if (!framer)
            return refused(framer.error());
        stream->framer = std::move(*framer);
    }
    return indexer;
}

FrameIndexer::Stream &FrameIndexer::streamOf(Direction direction)
{
    return direction == Direction::Out ? m_out : m_in;
}

void FrameIndexer::advance(const RecordingReader &reader, RowNumber to, const JobProgress &goOn)
{
    const RowNumber begin = m_index.m_nextRow;
    const RowNumber oldest = reader.store().firstRow();
    if (begin < oldest && begin == 0) {
        m_index.m_startsLate = true;
    } else if (begin < oldest) { // overwritten before we came to them
        m_index.m_unreadable += oldest - begin;
        endBoth(m_lastRow);
    }
    m_index.m_frames.dropBefore(oldest);
    m_index.m_reads.dropBefore(oldest);
    for (m_index.m_nextRow = std::max(begin, oldest); m_index.m_nextRow < to; ++m_index.m_nextRow) {
        const RowNumber row = m_index.m_nextRow;
        if (goOn && row % rowsBetweenQuestions == 0 && !goOn(row - begin))
            return;
        Record record;
        if (!reader.read(row, record))
            ++m_index.m_unreadable;
        else if (record.connection == m_connection)
            take(reader, record, row);
    }
}

void FrameIndexer::take(const RecordingReader &reader, const Record &record, RowNumber row)
{
    if (record.kind == RecordKind::ConnectionClosed)
        endBoth(row);
    else if (record.isData() && record.direction != Direction::None)
        takeData(reader, record, row);
    else
        return;
    m_lastRow = row;
    m_index.m_frames.keepNewest(m_limits.mostKept);
    m_index.m_reads.keepNewest(m_limits.mostKept);
}

void FrameIndexer::forgetFrames()
{
    m_index.m_frames.clear();
    if (m_index.pending(Direction::In) + m_index.pending(Direction::Out) == 0)
        m_index.m_reads.clear();
    else
        m_index.m_reads.keepNewest(PlaceList::blockSize);
}

void FrameIndexer::takeData(const RecordingReader &reader, const Record &record, RowNumber row)
{
    Stream &stream = streamOf(record.direction);
    m_lastRows[record.direction == Direction::Out ? 1 : 0] = row;
    m_index.m_reads.append({.offset = stream.end,
                            .length = record.length,
                            .row = row,
                            .direction = record.direction,
                            .tag = quint32(record.kind),
                            .note = std::nullopt});
    const bool readable =
        reader.readPayload(record, m_payload) && m_payload.size() == qsizetype(record.length);
    if (record.kind == RecordKind::Datagram || !readable)
        endStream(record.direction, row);
    if (readable) {
        feed(stream, m_payload, record, row);
    } else {
        ++m_index.m_unreadable;
        m_index.addFrame({.offset = stream.end, .length = record.length, .fault = FrameFault::Unframed},
                         record.direction, row);
        stream.base = stream.end = stream.end + record.length;
    }
    if (record.kind == RecordKind::Datagram)
        endStream(record.direction, row);
    if (record.kind == RecordKind::Datagram && record.length == 0)
        m_index.addFrame({.offset = stream.end}, record.direction, row);
}

void FrameIndexer::feed(Stream &stream, QByteArrayView bytes, const Record &record, RowNumber row)
{
    stream.end += quint64(bytes.size());
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(std::min(bytes.size(), feedBytes));
        stream.framer->feed(piece, record.time, m_frames);
        takeFrames(stream, record.direction, row);
        bytes = bytes.sliced(piece.size());
    }
}

void FrameIndexer::takeFrames(const Stream &stream, Direction direction, RowNumber row)
{
    for (Frame &frame : m_frames) {
        frame.offset += stream.base;
        m_index.addFrame(frame, direction, row);
    }
    m_frames.clear();
}

void FrameIndexer::endStream(Direction direction, RowNumber row)
{
    Stream &stream = streamOf(direction);
    stream.framer->finish(m_frames);
    takeFrames(stream, direction, row);
    stream.framer->reset();
    stream.base = stream.end;
}

void FrameIndexer::endBoth(RowNumber row)
{
    endStream(Direction::In, row);
    endStream(Direction::Out, row);
}

std::optional<SteadyNs> FrameIndexer::completingSilence(Direction direction) const
{
    const Framer &framer = *(direction == Direction::Out ? m_out : m_in).framer;
    return framer.pending() > 0 ? framer.completingSilence() : std::nullopt;
}

void FrameIndexer::completeBySilence(Direction direction)
{
    const Stream &stream = streamOf(direction);
    stream.framer->finish(m_frames);
    takeFrames(stream, direction, m_lastRows[direction == Direction::Out ? 1 : 0]);
}

void FrameIndexer::finish()
{
    endBoth(m_lastRow);
}

} // namespace netcore
