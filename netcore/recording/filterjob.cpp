#include "netcore/recording/filterjob.h"

#include <algorithm>

namespace netcore {

RowNumber filterRows(const RecordingReader &reader, const Filter &filter, RowNumber from, RowNumber to,
                     RowSet &rows, const JobProgress &progress)
{
    constexpr RowNumber rowsBetweenQuestions = 4096;
    const auto payloadOf = [&reader](const Record &record) {
        QByteArray payload;
        reader.readPayload(record, payload);
        return payload;
    };
    RowNumber row = std::max(from, reader.store().firstRow());
    for (; row < to; ++row) {
        if (progress && row % rowsBetweenQuestions == 0 && !progress(row - std::min(row, from)))
            return row;
        Record record;
        if (reader.read(row, record) && filter.matches(record, payloadOf))
            rows.add(row);
    }
    return std::max(row, to);
}

} // namespace netcore
