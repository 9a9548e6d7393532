#pragma once

#include "netcore/recording/recordingwriter.h"

#include <span>

namespace netcore {

/// Writes bytes of a recording's files: all of them, or an error.
///
/// Errors   what the call says; a call that writes nothing is EIO
/// Thread   the writer's
/// Source   pwritev2(2)
class SegmentWrite
{
public:
    explicit SegmentWrite(WriteCall call) : m_call(std::move(call)) {}

    Result<void> write(int file, const void *bytes, quint64 length, quint64 at);
    /// `parts` is used up. With `once` the bytes need not stay in the page cache (RWF_DONTCACHE, where the
    /// kernel and the disk know it).
    Result<void> write(int file, std::span<iovec> parts, quint64 at, bool once = false);

private:
    ssize_t callOnce(int file, std::span<iovec> parts, quint64 at, bool once);

    WriteCall m_call;
    bool m_knowsOnce = true; // until the kernel says no
};

} // namespace netcore
