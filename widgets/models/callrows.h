#pragma once

#include "netcore/recording/callrecord.h"
#include "widgets/models/trafficrows.h"

namespace models {

/// Every system call as it happened.
class CallRows final : public RecordRows
{
public:
    enum Columns { Number, Time, Connection, Call, Result, Errno, Duration, ColumnCount };
    using RecordRows::RecordRows;

    QList<Column> columns() const override;
    Cell cell(quint64 position, int column) const override;
    std::optional<netcore::CallRecord> callAt(quint64 position) const;

private:
    mutable quint64 m_position = ~0ull;
    mutable std::optional<netcore::CallRecord> m_call;
};

} // namespace models
