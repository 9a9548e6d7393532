#include "netcore/recording/segmentwalk.h"

#include "netcore/recording/crc32c.h"

#include <algorithm>

namespace netcore {

namespace {

using layout::SegmentKind;

class Walk
{
public:
    Walk(SegmentMappings &mappings, const layout::Head &head, const std::vector<quint64> &segments,
         const std::vector<quint64> &indexSegments)
        : m_mappings(mappings), m_head(head), m_segments(segments), m_indexSegments(indexSegments)
    {
    }

    WalkedEnd toEnd();
    std::optional<RowNumber> firstIndexedRow(RowNumber from, RowNumber to);
    RowNumber oldest();

private:
    quint64 beginOf(quint64 segment) const
    {
        return segment * m_head.payloadSegmentBytes + layout::segmentHeadBytes;
    }
    bool start();
    bool step();
    bool indexedRowIsWhole(RowNumber row, Record &record);
    bool copiedRowIsWhole(RowNumber row, quint64 at, Record &record);
    bool copiedRowAnywhere(Record &record);
    void take(const Record &record);

    SegmentMappings &m_mappings;
    const layout::Head &m_head;
    const std::vector<quint64> &m_segments;
    const std::vector<quint64> &m_indexSegments;
    RowNumber m_row = 0; // the next one
    quint64 m_at = 0;    // where it would be
    quint64 m_torn = 0;
};

std::optional<RowNumber> Walk::firstIndexedRow(RowNumber from, RowNumber to)
{
    Record record;
    const quint64 rows = m_head.indexSegmentRows;
    for (quint64 segment : m_indexSegments) {
        const RowNumber end = std::min(to, (segment + 1) * rows);
        for (RowNumber row = std::max(from, segment * rows); row < end; ++row) {
            if (m_mappings.indexRecord(row, record))
                return row;
        }
    }
    return std::nullopt;
}

/// At the newest segment that tells its first row.
bool Walk::start()
{
    for (auto segment = m_segments.rbegin(); segment != m_segments.rend(); ++segment) {
        if (const auto head = m_mappings.segmentHead(*segment)) {
            m_row = head->firstRow;
            m_at = beginOf(*segment);
            return true;
        }
    }
    const auto row = firstIndexedRow(0, ~RowNumber(0));
    m_row = row.value_or(0);
    m_at = beginOf(m_segments.front());
    return row.has_value() || m_segments.front() == 0;
}

void Walk::take(const Record &record)
{
    m_at = layout::aligned(record.offset + record.length);
    ++m_row;
}

bool Walk::indexedRowIsWhole(RowNumber row, Record &record)
{
    std::span<const uchar> bytes;
    if (!m_mappings.indexRecord(row, record))
        return false;
    const bool whole = m_mappings.payload(record, bytes);
    if (!whole && record.offset / m_head.payloadSegmentBytes >= m_segments.back())
        m_torn += layout::recordBytes + record.length;
    // A payload in a segment that is lost altogether is damage in the middle, not the end.
    return whole || record.offset / m_head.payloadSegmentBytes < m_segments.back();
}

bool Walk::copiedRowIsWhole(RowNumber row, quint64 at, Record &record)
{
    std::span<const uchar> bytes;
    if (!m_mappings.copiedRecord(row, at, record))
        return false;
    const bool whole =
        m_mappings.payload(record, bytes) && crc32c(bytes.data(), bytes.size()) == record.payloadCrc;
    if (!whole)
        m_torn = layout::recordBytes + record.length;
    return whole;
}

bool Walk::copiedRowAnywhere(Record &record)
{
    if (copiedRowIsWhole(m_row, m_at, record))
        return true;
    const auto next =
        std::upper_bound(m_segments.begin(), m_segments.end(), (m_at - 1) / m_head.payloadSegmentBytes);
    return next != m_segments.end() && copiedRowIsWhole(m_row, beginOf(*next), record);
}

bool Walk::step()
{
    Record record;
    m_torn = 0;
    if (indexedRowIsWhole(m_row, record) || (m_torn == 0 && copiedRowAnywhere(record))) {
        take(record);
        return true;
    }
    // Damaged in both places, or the end: is there a later row that was committed?
    const quint64 torn = m_torn;
    const RowNumber end =
        m_indexSegments.empty() ? 0 : (m_indexSegments.back() + 1) * m_head.indexSegmentRows;
    const auto later = firstIndexedRow(m_row + 1, end);
    m_torn = 0;
    if (later && indexedRowIsWhole(*later, record)) {
        m_row = *later;
        take(record);
        return true;
    }
    m_torn += torn;
    return false;
}

WalkedEnd Walk::toEnd()
{
    if (!start())
        return {};
    while (step()) {
    }
    return {m_row, m_at, m_torn};
}

RowNumber Walk::oldest()
{
    const auto head = m_mappings.segmentHead(m_segments.front());
    if (head)
        return head->firstRow;
    if (m_segments.front() == 0)
        return 0;
    return firstIndexedRow(0, ~RowNumber(0)).value_or(0);
}

} // namespace

WalkedEnd walkToEnd(SegmentMappings &mappings, const layout::Head &head, const std::vector<quint64> &segments,
                    const std::vector<quint64> &indexSegments)
{
    return Walk(mappings, head, segments, indexSegments).toEnd();
}

RowNumber oldestRow(SegmentMappings &mappings, const layout::Head &head, const std::vector<quint64> &segments,
                    const std::vector<quint64> &indexSegments)
{
    return Walk(mappings, head, segments, indexSegments).oldest();
}

} // namespace netcore
