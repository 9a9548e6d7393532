#pragma once

#include "netcore/recording/filterjob.h"

#include <optional>

namespace netcore {

enum class SearchWay : quint8 { Forward, Backward };

/// What was found: the row, and where in its payload the bytes begin.
struct Found
{
    RowNumber row = 0;
    qsizetype at = 0;
};

/// The next (or previous) chunk or datagram from `from` on, itself included, that contains `needle`. Nothing
/// where there is none, or the job was cancelled. Bytes that two records share between them are not found.
///
/// Thread   any thread, blocking
std::optional<Found> findBytes(const RecordingReader &reader, const QByteArray &needle, RowNumber from,
                               SearchWay way, const JobProgress &progress = {});

/// The next (or previous) record from `from` on, itself included, that the filter matches.
std::optional<RowNumber> findMatch(const RecordingReader &reader, const Filter &filter, RowNumber from,
                                   SearchWay way, const JobProgress &progress = {});

} // namespace netcore
