#pragma once

#include "netcore/recording/recordingstore.h"

#include <functional>
#include <memory>
#include <vector>

namespace netcore {

/// One thing that a side of a recorded conversation sent.
struct ReplayStep
{
    Record record;     // where its bytes are
    quint64 after = 0; // it came after so many bytes (or datagrams) of the other side
};

/// One side of a recorded conversation, ready to be played again. The bytes stay in the recording.
///
/// Sides    Out is what this machine sent, In what its peer did
/// Limits   16 M steps, 64 bytes each
/// Thread   immutable after load(); any thread
struct ReplayScript
{
    std::shared_ptr<const RecordingStore> store;
    ConnectionId connection = ConnectionId::None;
    Direction side = Direction::None;
    bool datagrams = false;
    std::vector<ReplayStep> steps;
    quint64 bytes = 0;

    /// Looks through the recording. `progress(done, total)` in rows returns false to cancel.
    ///
    /// Errors   NotFound where that side of that connection sent nothing; LimitExceeded; Cancelled
    /// Thread   any, blocking
    static Result<std::shared_ptr<const ReplayScript>>
    load(const std::shared_ptr<const RecordingStore> &store, ConnectionId connection, Direction side,
         const std::function<bool(quint64, quint64)> &progress = {});
};

} // namespace netcore
