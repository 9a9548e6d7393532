#pragma once

#include "netcore/frames/frameindex.h"

#include <QtCore/QString>

namespace models {

/// Words for frames. Everything returned is safe to show.
///
/// Thread   GUI thread (translations)

/// "1,204 frames, 1 incomplete, 2 bad checksum, first at 0x41".
QString summaryText(const netcore::FrameIndex &index);
/// "checksum differs: 1A2B wanted, 1A2C got"; empty for a good frame. `wire` are the frame's bytes, or empty
/// where they are not at hand.
QString faultText(const netcore::Framer &framer, const netcore::Frame &frame, QByteArrayView wire);
/// "from 3 reads: rows 41, 42, 44".
QString originText(const netcore::FrameIndex &index, const netcore::IndexedFrame &frame);
/// "frame 12, 24 bytes at 0x41, from 3 reads: rows 41, 42, 44".
QString frameText(const netcore::FrameIndex &index, quint64 position);
QString offsetText(quint64 offset); // "0x41"
/// What a person calls the frame at this position: they count from 1.
QString frameNumber(quint64 position);

} // namespace models
