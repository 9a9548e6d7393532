#pragma once

#include "netcore/recording/recordingstore.h"
#include "widgets/models/bytesource.h"

#include <memory>

namespace models {

/// The payload of one record, read where it is looked at. Reads short once the record has vanished.
std::shared_ptr<const ByteSource> recordByteSource(std::shared_ptr<const netcore::RecordingStore> store,
                                                   netcore::RowNumber row);

} // namespace models
