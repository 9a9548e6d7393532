#pragma once

#include "netcore/socket/datagramsocket.h"

#include <array>
#include <optional>

namespace netcore {

/// Room for one recvmmsg: 64 messages of up to 64 KiB, their senders, run lengths and drop counts.
///
/// Memory   4.3 MiB of address space per thread, of which only pages that a datagram reached are real. The
///          buffers begin a page and a line further each, so that small datagrams do not meet in the same
///          sets of the cache.
/// Thread   one per thread
class DatagramBatch
{
public:
    static constexpr unsigned capacity = 64;
    static constexpr size_t datagramBytes = 64 << 10;

    static DatagramBatch &ofThisThread();

    /// Makes everything ready for the next call.
    mmsghdr *prepare();
    /// The first `count` as they came; valid until the next prepare().
    std::span<const DatagramRun> received(size_t count, SteadyNs at);
    /// Asks the kernel to say where each datagram was sent to, for toGroup (both on a dual-stack socket).
    static Result<void> enableDestinations(Syscalls &calls, int fd, SocketAddress::Family family);
    /// SO_RXQ_OVFL of the newest of those that received() has told.
    std::optional<quint32> drops() const { return m_drops; }

private:
    static constexpr size_t bufferStride = datagramBytes + 4096 + 64;
    static constexpr size_t controlBytes = 128;
    struct alignas(cmsghdr) Control
    {
        char bytes[controlBytes];
    };

    DatagramBatch();

    std::unique_ptr<char[]> m_bytes;
    std::array<mmsghdr, capacity> m_headers{};
    std::array<iovec, capacity> m_vectors{};
    std::array<sockaddr_storage, capacity> m_senders{};
    std::array<Control, capacity> m_controls{};
    std::array<DatagramRun, capacity> m_received;
    std::optional<quint32> m_drops;
};

/// The headers of one sendmmsg of at most 64 datagrams; refers to what it was made from.
class OutgoingBatch
{
public:
    OutgoingBatch(std::span<const OutgoingDatagram> datagrams, bool connected);
    mmsghdr *headers() { return m_headers.data(); }
    unsigned count() const { return m_count; }

private:
    std::array<mmsghdr, DatagramBatch::capacity> m_headers{};
    std::array<iovec, DatagramBatch::capacity> m_vectors{};
    unsigned m_count = 0;
};

} // namespace netcore
