#pragma once

#include "netcore/frames/frameindex.h"
#include "netcore/recording/recordingstore.h"

namespace netcore {

/// Bytes [offset, offset + length) of one of a connection's streams, put together from the records that
/// carried them. Shorter where records are gone; never wrong bytes.
///
/// Thread   that of the reader
QByteArray streamBytes(const RecordingReader &reader, const FrameIndex &index, Direction direction,
                       quint64 offset, qsizetype length);

constexpr qsizetype mostOfFrame = 64 << 10; // bytes that a look at the fields of a frame reads

/// The bytes of a frame, header and trailer included, or its first `most`.
QByteArray frameBytes(const RecordingReader &reader, const FrameIndex &index, const IndexedFrame &frame,
                      qsizetype most = -1);

/// When the frame was complete; nothing where that record is gone.
std::optional<SteadyNs> timeOf(const RecordingReader &reader, const IndexedFrame &frame);

} // namespace netcore
