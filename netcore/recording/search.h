#pragma once

#include "netcore/recording/bytepattern.h"
#include "netcore/recording/filterjob.h"

#include <optional>

namespace netcore {

enum class SearchWay : quint8 { Forward, Backward };

/// What was found: the row, and where in its payload the bytes are.
struct Found
{
    RowNumber row = 0;
    qsizetype at = 0;
    qsizetype length = 0;
};

/// Where a search begins: this row, and places in its payload from `at` on (forward), or before `at`
/// (backward; -1: all of it).
struct SearchStart
{
    RowNumber row = 0;
    qsizetype at = -1;
};

/// How a search over some rows ended.
struct SearchEnd
{
    std::optional<Found> found;
    bool gaveUp = false; // at least one payload was too much for the expression (faults row 7)
    bool cancelled = false;
};

/// The next (or previous) place of a pattern in chunks and datagrams of rows [from, to); `start` may say
/// where in its own row to begin. Bytes that two records share between them are not found.
///
/// Thread   any thread, blocking
SearchEnd findPattern(const RecordingReader &reader, const BytePattern &pattern, SearchStart start,
                      RowNumber from, RowNumber to, SearchWay way, const JobProgress &progress = {});

/// The next (or previous) chunk or datagram from `from` on, itself included, that contains `needle`. Nothing
/// where there is none, or the job was cancelled.
std::optional<Found> findBytes(const RecordingReader &reader, const QByteArray &needle, RowNumber from,
                               SearchWay way, const JobProgress &progress = {});

/// The next (or previous) record from `from` on, itself included, that the filter matches.
std::optional<RowNumber> findMatch(const RecordingReader &reader, const Filter &filter, RowNumber from,
                                   SearchWay way, const JobProgress &progress = {});

} // namespace netcore
