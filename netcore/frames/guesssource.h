#pragma once

#include "netcore/base/ids.h"
#include "netcore/framing/framingguess.h"
#include "netcore/recording/recordingstore.h"

#include <vector>

namespace netcore {

/// The first reads and sends of a connection, to be guessed at: at most `mostBytes` in all, the last one cut.
///
/// Thread   any thread, blocking
std::vector<GuessChunk> guessChunks(const RecordingReader &reader, ConnectionId connection,
                                    qsizetype mostBytes = GuessLimits{}.mostBytes);

/// The connections that carried bytes, the one with the most first.
std::vector<ConnectionId> connectionsWithData(const RecordingReader &reader);

} // namespace netcore
