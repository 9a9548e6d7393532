#pragma once

#include "netcore/recording/filter.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/recording/rowset.h"

namespace netcore {

/// Asked now and then with the rows done; false ends the job.
using JobProgress = std::function<bool(quint64 done)>;

/// Adds to `rows` those of [from, to) that match. Where it came to: `to`, or less if it was cancelled, so
/// that a later call can go on from there. Rows that do not exist (any more) or are damaged are passed over.
///
/// Thread   any thread, blocking; the caller drops a result that has become stale
RowNumber filterRows(const RecordingReader &reader, const Filter &filter, RowNumber from, RowNumber to,
                     RowSet &rows, const JobProgress &progress = {});

} // namespace netcore
