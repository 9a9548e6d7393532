#include "netcore/frames/frameindex.h"

#include <algorithm>
#include <numeric>

namespace netcore {

namespace {

// Tag of a frame: header 16 bits, trailer 8, fault 7. A trailer that does not fit is the place's note.
constexpr quint32 noteIsTrailer = 255;

std::size_t streamOf(Direction direction)
{
    return direction == Direction::Out ? 1 : 0;
}

Place placeOf(const Frame &frame, Direction direction, RowNumber row)
{
    const bool longTrailer = frame.trailerLength >= noteIsTrailer;
    Place place{.offset = frame.offset, .length = frame.length, .row = row, .direction = direction};
    place.tag = frame.headerLength | (longTrailer ? noteIsTrailer : frame.trailerLength) << 16 |
                quint32(frame.fault) << 24;
    if (longTrailer)
        place.note = frame.trailerLength;
    else if (frame.declared != 0)
        place.note = frame.declared;
    return place;
}

Frame frameOf(const Place &place)
{
    Frame frame{.offset = place.offset, .length = place.length};
    frame.headerLength = quint16(place.tag & 0xFFFF);
    frame.trailerLength = quint16(place.tag >> 16 & 0xFF);
    frame.fault = FrameFault(place.tag >> 24);
    if (frame.trailerLength == noteIsTrailer)
        frame.trailerLength = quint16(place.note.value_or(noteIsTrailer));
    else
        frame.declared = place.note.value_or(0);
    return frame;
}

} // namespace

quint64 FrameSummary::faulty() const
{
    return std::accumulate(faults.begin() + 1, faults.end(), quint64(0));
}

IndexedFrame FrameIndex::at(quint64 position) const
{
    const Place place = m_frames.at(position);
    return {frameOf(place), place.direction, place.row};
}

void FrameIndex::addFrame(const Frame &frame, Direction direction, RowNumber row)
{
    const bool faulty = frame.fault != FrameFault::None;
    m_frames.append(placeOf(frame, direction, row), faulty);
    FrameSummary &summary = m_summaries[streamOf(direction)];
    ++summary.frames;
    summary.bytes += frame.length;
    ++summary.faults[std::size_t(frame.fault)];
    if (faulty && !summary.firstFaultAt) {
        summary.firstFaultAt = frame.offset;
        summary.firstFaultDirection = direction;
    }
}

const FrameSummary &FrameIndex::summary(Direction direction) const
{
    return m_summaries[streamOf(direction)];
}

FrameSummary FrameIndex::summary() const
{
    FrameSummary both = m_summaries[0];
    const FrameSummary &out = m_summaries[1];
    both.frames += out.frames;
    both.bytes += out.bytes;
    for (std::size_t i = 0; i < both.faults.size(); ++i)
        both.faults[i] += out.faults[i];
    if (!both.firstFaultAt) {
        both.firstFaultAt = out.firstFaultAt;
        both.firstFaultDirection = out.firstFaultDirection;
    }
    return both;
}

quint64 FrameIndex::pending(Direction direction) const
{
    return m_reads.streamEnd(direction) -
           std::min(m_frames.streamEnd(direction), m_reads.streamEnd(direction));
}

FrameIndex::Range FrameIndex::readsOf(const IndexedFrame &frame) const
{
    Range range;
    if (frame.frame.length == 0) { // an empty datagram: the record that completed it
        const auto own = m_reads.next(frame.direction, m_reads.fromRow(frame.row));
        return own ? Range{*own, *own, 1} : range;
    }
    const auto begin = m_reads.find(frame.direction, frame.frame.offset);
    for (auto at = begin; at && m_reads.at(*at).offset < frame.end();
         at = m_reads.next(frame.direction, *at + 1))
        range = {*begin, *at, range.count + 1};
    return range;
}

std::vector<RowNumber> FrameIndex::rowsOf(const IndexedFrame &frame, std::size_t most) const
{
    std::vector<RowNumber> rows;
    const Range range = readsOf(frame);
    auto at = range.count > 0 ? std::optional(range.first) : std::nullopt;
    for (; at && *at <= range.last && rows.size() < most; at = m_reads.next(frame.direction, *at + 1))
        rows.push_back(m_reads.at(*at).row);
    return rows;
}

std::optional<std::pair<quint64, quint64>> FrameIndex::framesOfRow(RowNumber row) const
{
    const quint64 position = m_reads.fromRow(row);
    if (position == m_reads.end())
        return std::nullopt;
    const Place read = m_reads.at(position);
    if (read.row != row)
        return std::nullopt;
    const auto begin = read.length > 0 ? m_frames.find(read.direction, read.offset)
                                       : m_frames.next(read.direction, m_frames.fromRow(row));
    if (!begin || m_frames.at(*begin).offset >= read.offset + std::max<quint64>(read.length, 1))
        return std::nullopt;
    quint64 last = *begin;
    if (const auto behind = m_frames.find(read.direction, read.end()); behind && read.length > 0)
        last = m_frames.at(*behind).offset < read.end()
                   ? *behind
                   : m_frames.previous(read.direction, *behind).value_or(last);
    else if (read.length > 0)
        last = m_frames.previous(read.direction, m_frames.end()).value_or(last);
    return std::pair(*begin, std::max(*begin, last));
}

} // namespace netcore
