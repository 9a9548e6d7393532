#include "netcore/recording/segmentwrite.h"

#include <algorithm>
#include <cerrno>

namespace netcore {

namespace {

/// What is left of the parts after so many bytes.
std::span<iovec> withoutFirst(std::span<iovec> parts, std::size_t written)
{
    while (!parts.empty() && written >= parts.front().iov_len) {
        written -= parts.front().iov_len;
        parts = parts.subspan(1);
    }
    if (!parts.empty()) {
        parts.front().iov_base = static_cast<char *>(parts.front().iov_base) + written;
        parts.front().iov_len -= written;
    }
    return parts;
}

} // namespace

ssize_t SegmentWrite::callOnce(int file, std::span<iovec> parts, quint64 at) const
{
    const int count = int(parts.size());
    return m_call ? m_call(file, parts.data(), count, off_t(at))
                  : ::pwritev(file, parts.data(), count, off_t(at));
}

Result<void> SegmentWrite::write(int file, std::span<iovec> parts, quint64 at)
{
    for (parts = withoutFirst(parts, 0); !parts.empty();) {
        const ssize_t written = callOnce(file, parts, at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return refused(NetError::fromErrno(written < 0 ? errno : EIO, "pwritev"));
        at += quint64(written);
        parts = withoutFirst(parts, std::size_t(written));
    }
    return {};
}

Result<void> SegmentWrite::write(int file, const void *bytes, quint64 length, quint64 at)
{
    iovec part{const_cast<void *>(bytes), std::size_t(length)}; // pwritev only reads through it
    return write(file, std::span(&part, 1), at);
}

} // namespace netcore
