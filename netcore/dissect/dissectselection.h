#pragma once

#include "netcore/dissect/tshark.h"
#include "netcore/exchange/recordingexport.h"

#include <QtCore/QTemporaryDir>

#include <memory>

namespace netcore {

/// How much of a recording is decoded at once.
struct DissectLimits
{
    quint64 records = 2000;  // chunks and datagrams
    quint64 bytes = 2 << 20; // of payload; tshark's answer is some twenty times as long
};

/// A part of a recording as a capture in a folder of its own (mode 0700, the file 0600), which goes with it.
struct DissectCapture
{
    std::unique_ptr<QTemporaryDir> folder;
    QString file;
    std::vector<PacketPlace> places; // of its packets
    tshark::Carriers carriers;
    quint64 records = 0;           // chunks and datagrams in it
    std::optional<RowNumber> next; // where the range goes on beyond the limits
};

/// The first records of a range, written for tshark. With them goes what opened and ended their connections,
/// where the range holds it.
///
/// Errors   those of exportRecording(); NotFound where the range holds no chunk and no datagram
/// Thread   any, blocking
Result<std::shared_ptr<DissectCapture>> captureFor(const std::shared_ptr<const RecordingStore> &store,
                                                   const ExportRange &range, const DissectLimits &limits,
                                                   const ExchangeProgress &progress);

} // namespace netcore
