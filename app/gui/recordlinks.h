#pragma once

#include "netcore/recording/recordingstore.h"

#include <optional>

namespace models {
class FrameScan;
}

namespace app {

/// The call that moved the bytes of a chunk or datagram, and back: the nearest one of the same connection
/// among a few neighbours, in the right direction.
std::optional<netcore::RowNumber> callOfData(const netcore::RecordingReader &reader, netcore::RowNumber data);
std::optional<netcore::RowNumber> dataOfCall(const netcore::RecordingReader &reader, netcore::RowNumber call);

/// Where in its stream a record's bytes begin; 0 where the frames of its connection have not been cut.
quint64 startInStream(const models::FrameScan &scan, netcore::RowNumber data);

} // namespace app
