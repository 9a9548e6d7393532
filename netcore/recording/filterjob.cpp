#include "netcore/recording/filterjob.h"

#include "netcore/recording/rowbatches.h"

#include <algorithm>

namespace netcore {

RowNumber filterRows(const RecordingReader &reader, const Filter &filter, RowNumber from, RowNumber to,
                     RowSet &rows, const JobProgress &progress)
{
    constexpr RowNumber rowsBetweenQuestions = 4096;
    const RowNumber begin = std::max(from, reader.store().firstRow());
    RowBatches batches(reader);
    for (RowNumber at = begin - begin % RowBatches::most; at < to; at += RowBatches::most) {
        const RowNumber row = std::max(at, begin);
        if (progress && at % rowsBetweenQuestions == 0 && !progress(row - std::min(row, from)))
            return row;
        batches.read(at, begin, to);
        rows.addBits(at, filter.sieve(reader, batches.records(), batches.present()));
    }
    return std::max(begin, to);
}

} // namespace netcore
