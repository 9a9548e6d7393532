#pragma once

#include "netcore/recording/rowset.h"

#include <QtCore/QList>

#include <optional>

namespace models {

/// Which records of a recording are shown, as positions that stay the same while old records vanish.
///
/// Units    a position counts the shown records since the set was made; it names the same record for ever
/// Memory   that of RowSet
/// Thread   plain value, one thread
class ShownRows
{
public:
    /// REQUIRES: rows ascend over all calls.
    void append(const QList<netcore::RowNumber> &rows);
    void append(const netcore::RowSet &rows);
    /// Records before `row` exist no more.
    void dropBefore(netcore::RowNumber row) { m_rows.dropBefore(row); }
    void clear() { *this = ShownRows(); }

    quint64 first() const { return m_end - m_rows.count(); } // position of the oldest one
    quint64 end() const { return m_end; }
    quint64 size() const { return m_rows.count(); }
    /// REQUIRES: first() <= position < end().
    netcore::RowNumber at(quint64 position) const { return m_rows.select(position - first()); }
    /// The position of `row`, or of the next one shown after it; end() where there is none.
    quint64 positionFrom(netcore::RowNumber row) const { return first() + m_rows.rank(row); }
    std::optional<quint64> positionOf(netcore::RowNumber row) const;

private:
    netcore::RowSet m_rows;
    quint64 m_end = 0;
};

} // namespace models
