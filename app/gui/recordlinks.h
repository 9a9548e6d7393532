#pragma once

#include "netcore/recording/recordingstore.h"

#include <optional>

namespace app {

/// The call that moved the bytes of a chunk or datagram, and back: the nearest one of the same connection
/// among a few neighbours, in the right direction.
std::optional<netcore::RowNumber> callOfData(const netcore::RecordingReader &reader, netcore::RowNumber data);
std::optional<netcore::RowNumber> dataOfCall(const netcore::RecordingReader &reader, netcore::RowNumber call);

} // namespace app
