#include "widgets/models/shownrows.h"

namespace models {

void ShownRows::append(const QList<netcore::RowNumber> &rows)
{
    for (const netcore::RowNumber row : rows)
        m_rows.add(row);
    m_end += quint64(rows.size());
}

void ShownRows::append(const netcore::RowSet &rows)
{
    m_rows.append(rows);
    m_end += rows.count();
}

std::optional<quint64> ShownRows::positionOf(netcore::RowNumber row) const
{
    return m_rows.contains(row) ? std::optional(positionFrom(row)) : std::nullopt;
}

} // namespace models
