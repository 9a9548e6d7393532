#include "netcore/recording/segmentmappings.h"

#include <algorithm>
#include <cstring>

namespace netcore {

using layout::SegmentKind;

SegmentMappings::SegmentMappings(const RecordingStore &store)
    : m_store(store), m_head(store.head()), m_generation(store.generation())
{
}

SegmentMappings::~SegmentMappings() = default;

void SegmentMappings::map(Mapped &slot, SegmentKind kind, quint64 number)
{
    slot = Mapped{};
    const quint64 most = kind == SegmentKind::Payload
                             ? m_head.payloadSegmentBytes
                             : quint64(m_head.indexSegmentRows) * layout::recordBytes;
    const Result<SegmentSource> source = m_store.openSegment(kind, number);
    if (!source || source->length == 0)
        return;
    slot = {kind, number, GuardedMapping(source->file.get(), source->offset, std::min(source->length, most)),
            0};
}

void SegmentMappings::dropOldGeneration()
{
    const quint64 generation = m_store.generation();
    if (generation == m_generation)
        return;
    m_generation = generation;
    m_rebuiltKnown = false;
    for (Mapped &mapped : m_mapped)
        mapped = Mapped{};
}

std::span<const uchar> SegmentMappings::segment(SegmentKind kind, quint64 number)
{
    dropOldGeneration();
    Mapped *found = std::find_if(m_mapped.begin(), m_mapped.end(), [&](const Mapped &mapped) {
        return !mapped.file.bytes().empty() && mapped.kind == kind && mapped.number == number;
    });
    if (found == m_mapped.end()) {
        found = std::min_element(m_mapped.begin(), m_mapped.end(),
                                 [](const Mapped &a, const Mapped &b) { return a.lastUse < b.lastUse; });
        map(*found, kind, number);
    } else if (found->file.isTorn()) {
        map(*found, kind, number); // as long as it is now
    }
    found->lastUse = ++m_uses;
    return found->file.bytes();
}

bool SegmentMappings::isTorn() const
{
    return std::any_of(m_mapped.begin(), m_mapped.end(),
                       [](const Mapped &mapped) { return mapped.file.isTorn(); });
}

bool SegmentMappings::indexRecord(RowNumber row, Record &record)
{
    const auto bytes = segment(SegmentKind::Index, row / m_head.indexSegmentRows);
    const quint64 at = row % m_head.indexSegmentRows * layout::recordBytes;
    if (at + layout::recordBytes > bytes.size())
        return false;
    layout::RecordBytes copy; // the checks must see the same bytes that are used
    std::memcpy(copy.data(), bytes.data() + at, copy.size());
    return layout::unpackRecord(copy.data(), row, record);
}

std::size_t SegmentMappings::indexRecords(RowNumber row, std::span<Record> records)
{
    const auto bytes = segment(SegmentKind::Index, row / m_head.indexSegmentRows);
    const quint64 at = row % m_head.indexSegmentRows * layout::recordBytes;
    if (at >= bytes.size())
        return 0;
    const std::size_t there =
        std::min<std::size_t>(records.size(), (bytes.size() - at) / layout::recordBytes);
    std::array<uchar, 64 * layout::recordBytes> copy; // the checks must see the same bytes that are used
    std::size_t done = 0;
    while (done < there) {
        const std::size_t rows = std::min<std::size_t>(there - done, 64);
        std::memcpy(copy.data(), bytes.data() + at + done * layout::recordBytes, rows * layout::recordBytes);
        const std::size_t good = layout::unpackRecords(copy.data(), row + done, records.subspan(done, rows));
        done += good;
        if (good < rows)
            break;
    }
    return done;
}

bool SegmentMappings::copiedRecord(RowNumber row, quint64 at, Record &record)
{
    const auto bytes = segment(SegmentKind::Payload, at / m_head.payloadSegmentBytes);
    const quint64 in = at % m_head.payloadSegmentBytes;
    if (in < layout::segmentHeadBytes || in + layout::recordBytes > bytes.size())
        return false;
    layout::RecordBytes copy;
    std::memcpy(copy.data(), bytes.data() + in, copy.size());
    return layout::unpackRecord(copy.data(), row, record) && record.offset == at + layout::recordBytes;
}

std::optional<layout::SegmentHead> SegmentMappings::segmentHead(quint64 number)
{
    const auto bytes = segment(SegmentKind::Payload, number);
    if (bytes.size() < layout::segmentHeadBytes)
        return std::nullopt;
    const auto head = layout::unpackSegmentHead(bytes.data(), m_head.identity);
    return head && head->number == number ? head : std::nullopt;
}

bool SegmentMappings::payload(const Record &record, std::span<const uchar> &bytes)
{
    bytes = {};
    const auto all = segment(SegmentKind::Payload, record.offset / m_head.payloadSegmentBytes);
    const quint64 in = record.offset % m_head.payloadSegmentBytes;
    if (record.length > Record::maxPayload || in > all.size() || record.length > all.size() - in)
        return false;
    bytes = all.subspan(in, record.length);
    return true;
}

bool SegmentMappings::following(const Record &previous, RowNumber row, Record &record)
{
    if (indexRecord(row, record))
        return true;
    const quint64 end = layout::aligned(previous.offset + previous.length);
    const quint64 segment = previous.offset / m_head.payloadSegmentBytes;
    if (end / m_head.payloadSegmentBytes == segment && copiedRecord(row, end, record))
        return true;
    return copiedRecord(row, (segment + 1) * m_head.payloadSegmentBytes + layout::segmentHeadBytes, record);
}

bool SegmentMappings::record(RowNumber row, Record &record)
{
    return indexRecord(row, record) || rebuild(row, record);
}

bool SegmentMappings::startOfRebuild(RowNumber row, RowNumber &at, Record &record)
{
    constexpr RowNumber near = 64;
    for (RowNumber back = 1; back <= near && back <= row; ++back) {
        if (m_rebuiltKnown && m_rebuiltRow == row - back) {
            record = m_rebuilt;
            at = m_rebuiltRow;
            return true;
        }
        if (indexRecord(row - back, record)) {
            at = row - back;
            return true;
        }
    }
    const std::vector<quint64> numbers = m_store.segments(SegmentKind::Payload);
    for (auto newest = numbers.rbegin(); newest != numbers.rend(); ++newest) {
        const quint64 number = *newest;
        const auto head = segmentHead(number);
        if (!head || head->firstRow > row)
            continue;
        at = head->firstRow;
        if (m_rebuiltKnown && m_rebuiltRow >= at && m_rebuiltRow < row) {
            record = m_rebuilt;
            at = m_rebuiltRow;
            return true;
        }
        return indexRecord(at, record) ||
               copiedRecord(at, number * m_head.payloadSegmentBytes + layout::segmentHeadBytes, record);
    }
    return false;
}

bool SegmentMappings::rebuild(RowNumber row, Record &record)
{
    RowNumber at = 0;
    Record known;
    if (!startOfRebuild(row, at, known))
        return false;
    bool found = true;
    while (at < row) {
        Record next;
        found = following(known, ++at, next); // after a gap only an index record can tell where to go on
        if (found)
            known = next;
    }
    m_rebuiltRow = row;
    m_rebuilt = known;
    m_rebuiltKnown = true;
    record = known;
    return found;
}

} // namespace netcore
