#pragma once

#include "netcore/address/endpointspec.h"
#include "netcore/socket/poller.h"
#include "netcore/socket/syscalls.h"

#include <QtCore/QByteArrayView>

#include <memory>
#include <span>

namespace netcore {

/// Datagrams of one sender that the kernel handed over in one message: one, or with UDP_GRO as many as had
/// come one after the other with the same length (only the last may be shorter).
///
/// Lifetime  the bytes are valid during the call that tells of them
struct DatagramRun
{
    QByteArrayView bytes; // of all of them, without a gap; may be empty: a datagram of length 0 is a datagram
    qsizetype each = 0;   // length of each but the last; 0 where it is one alone
    SocketAddress from;
    bool truncated = false; // the kernel had to cut it (MSG_TRUNC)
    bool toGroup = false;   // it was sent to a broadcast or multicast address (IP_PKTINFO)
    SteadyNs at = 0;

    qsizetype count() const { return each > 0 ? (bytes.size() + each - 1) / each : 1; }
    QByteArrayView datagram(qsizetype index) const
    {
        return each > 0 ? bytes.sliced(index * each, qMin(each, bytes.size() - index * each)) : bytes;
    }
};

/// What ICMP said of something that we sent (IP_RECVERR).
struct IcmpReport
{
    NetError error;            // ECONNREFUSED for port unreachable, EHOSTUNREACH …
    SocketAddress destination; // what we had sent to
    SocketAddress offender;    // who says so; may be null
    int type = 0;
    int code = 0;
};

class DatagramEvents
{
public:
    virtual ~DatagramEvents() = default;
    virtual void received(std::span<const DatagramRun> batch) = 0; // valid during the call
    virtual void icmp(const IcmpReport &report) = 0;               // the socket stays open
    /// SO_RXQ_OVFL: how often the kernel has dropped so far. With UDP_GRO one drop may be a whole run: then
    /// it is at least as many datagrams.
    virtual void dropped(quint64 inAll) = 0;
    /// Asked under flood alone: may reading wait for up to 200 µs, so that more comes at once? Not where
    /// somebody answers.
    virtual bool mayWait() const { return true; }
    virtual void failed(const NetError &error) = 0;
};

struct OutgoingDatagram
{
    QByteArrayView payload;
    SocketAddress to; // ignored by a connected socket
};

/// One UDP socket, connected or not.
///
/// Batches   recvmmsg and sendmmsg of up to 64 messages; every datagram is received whole (64 KiB buffers,
///           one set per thread). With UDP_GRO a message may hold a run of datagrams.
/// Buffer    without rcvbuf= the largest receive buffer that the kernel grants, of at most
///           `largestReceiveBuffer`
/// Flood     from 20,000 messages a second on, reading waits for up to 200 µs (FloodPace) unless mayWait()
///           says no; nothing else waits with it
/// Fairness  about `drainBudget` bytes per readiness
/// Limits    payload ≤ 65,507 bytes over IPv4, 65,527 over IPv6; more is NetError{MessageTooLong}, EMSGSIZE
///           from the kernel
/// Blocked   a send that the kernel would block is refused with EAGAIN; nothing is queued here
/// ICMP      an error that waits for the next call is reported by icmp() (also from within send()), then that
///           call is made once more: the datagram is not lost (faults row 31)
/// Drops     SO_RXQ_OVFL with each batch, and the kernel's own count each time the queue has been emptied, so
///           that sent = received + dropped (faults row 34); for runs, see DatagramEvents::dropped
/// Groups    a datagram to a multicast or broadcast address (of a subnet, too) is marked (faults row 69)
/// Records   its calls belong to the connection that was set in `calls` when it was opened
/// Lifetime  `calls`, `poller` and `events` outlive it; not to be destroyed from within an event
/// Thread    the engine's; asserted
/// Source    udp(7), ip(7), ipv6(7)
class DatagramSocket final : private PollTarget
{
public:
    static constexpr qint64 drainBudget = 1 << 20;
    static constexpr int largestReceiveBuffer = 64 << 20; // asked for; the kernel grants up to twice as much

    /// Binds (`address` may have port 0), and connects where the spec has connected=1 (then `peer`).
    static Result<std::unique_ptr<DatagramSocket>> open(Syscalls &calls, Poller &poller,
                                                        DatagramEvents &events, const SocketAddress &address,
                                                        const SocketAddress &peer, const EndpointSpec &spec);
    ~DatagramSocket() override;

    /// `to` is ignored by a connected socket.
    Result<void> send(QByteArrayView payload, const SocketAddress &to);
    /// How many were handed over, from the front; refused only where that is none.
    Result<qsizetype> sendBatch(std::span<const OutgoingDatagram> datagrams);
    SocketAddress local() const;
    int descriptor() const;
    int receiveBufferAsked() const;
    int receiveBufferGranted() const;
    void pauseReading(bool paused);
    class Private;

private:
    explicit DatagramSocket(std::unique_ptr<Private> d);
    void readable() override;
    void writable() override {}
    std::unique_ptr<Private> d;
};

} // namespace netcore
