#pragma once

#include "netcore/recording/recordingwriter.h"

#include <span>

namespace netcore {

/// Writes bytes of a recording's files: all of them, or an error.
///
/// Errors   what the call says; a call that writes nothing is EIO
/// Thread   the writer's
/// Source   pwritev(2)
class SegmentWrite
{
public:
    explicit SegmentWrite(WriteCall call) : m_call(std::move(call)) {}

    Result<void> write(int file, const void *bytes, quint64 length, quint64 at);
    /// `parts` is used up.
    Result<void> write(int file, std::span<iovec> parts, quint64 at);

private:
    ssize_t callOnce(int file, std::span<iovec> parts, quint64 at) const;

    WriteCall m_call;
};

} // namespace netcore
