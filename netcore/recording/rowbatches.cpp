#include "netcore/recording/rowbatches.h"

#include <algorithm>

namespace netcore {

void RowBatches::read(RowNumber from, RowNumber begin, RowNumber end)
{
    Q_ASSERT(from % most == 0);
    const RowNumber first = std::max(from, begin);
    const RowNumber last = std::min<RowNumber>(from + most, end);
    m_present = 0;
    if (first >= last)
        return;
    const std::size_t skip = std::size_t(first - from);
    const std::size_t read =
        m_reader.readRows(first, std::span(m_records).subspan(skip, std::size_t(last - first)));
    for (std::size_t i = skip; i < skip + read; ++i)
        m_present |= quint64(m_records[i].kind != RecordKind::Padding) << i;
}

RowNumber endOfStretch(const RecordingReader &reader, RowNumber from, RowNumber to)
{
    RowNumber end = std::min(to, from + stretchRows);
    Record first;
    Record last;
    if (end <= from + 1 || !reader.read(from, first) || !reader.read(end - 1, last) ||
        last.offset <= first.offset + stretchBytes)
        return std::max(end, std::min(to, from + 1));
    // Offsets ascend with the rows.
    RowNumber good = from + 1;
    while (good + 1 < end) {
        const RowNumber middle = good + (end - good) / 2;
        const bool near = reader.read(middle - 1, last) && last.offset <= first.offset + stretchBytes;
        (near ? good : end) = middle;
    }
    return good;
}

} // namespace netcore
