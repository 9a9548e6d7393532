#include "netcore/exchange/exportrange.h"

#include <algorithm>

namespace netcore {

bool ExportRange::takes(const Record &record) const
{
    if (record.kind == RecordKind::Padding || (record.kind == RecordKind::Call && !calls))
        return false;
    if (!connections.empty() && !connections.contains(record.connection))
        return false;
    return direction == Direction::None || !record.isData() || record.direction == direction;
}

RangeWalk::RangeWalk(const RecordingReader &reader, const ExportRange &range, Ask ask)
    : m_reader(reader), m_range(range), m_ask(ask)
{
    m_begin = std::max(range.from, reader.store().firstRow());
    m_end = std::min(range.to, reader.store().rowCount());
    if (range.rows) {
        m_next = range.rows->rank(m_begin); // counts positions in the selection then
        m_total = range.rows->rank(m_end) - std::min(m_next, range.rows->rank(m_end));
        m_begin = m_total > 0 ? range.rows->select(m_next) : m_end;
    } else {
        m_next = m_begin;
        m_total = m_end - std::min(m_begin, m_end);
    }
}

bool RangeWalk::nextRow(RowNumber &row)
{
    if (m_done >= m_total)
        return false;
    row = m_range.rows ? m_range.rows->select(m_next) : m_next;
    ++m_next;
    ++m_done;
    return true;
}

bool RangeWalk::matches(const Record &record) const
{
    if (m_ask == Ask::HeadersOnly || m_range.filter.matchesAll())
        return true;
    return m_range.filter.matches(record, [this](const Record &wanted) {
        QByteArray payload;
        m_reader.readPayload(wanted, payload);
        return payload;
    });
}

bool RangeWalk::next(RowNumber &row, Record &record)
{
    while (nextRow(row)) {
        if (!m_reader.read(row, record))
            ++m_unreadable;
        else if (m_range.takes(record) && matches(record))
            return true;
    }
    return false;
}

} // namespace netcore
