#pragma once

#include "netcore/recording/segmentmappings.h"

namespace netcore {

/// Where the whole records of a stored recording begin and end, found from its last payload segment.
///
/// A row with a good index record was committed. After those, a row counts when its copy in the payload
/// segment and its payload pass their checks: it was written but the program ended before it said so.
struct WalkedEnd
{
    RowNumber rowCount = 0;
    quint64 endOffset = 0;
    quint64 tornBytes = 0; // of the record that is not whole
};

/// `segments` are the numbers of the payload segments, ascending and not empty.
WalkedEnd walkToEnd(SegmentMappings &mappings, const layout::Head &head, const std::vector<quint64> &segments,
                    const std::vector<quint64> &indexSegments);

/// The oldest row of these segments.
RowNumber oldestRow(SegmentMappings &mappings, const layout::Head &head, const std::vector<quint64> &segments,
                    const std::vector<quint64> &indexSegments);

} // namespace netcore
