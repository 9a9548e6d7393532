#pragma once

#include <QtCore/QtGlobal>

#include <optional>

namespace netcore {

/// What the kernel says of one TCP connection at this moment.
///
/// Units    microseconds, segments; `state` is the kernel's tcpi_state (TCP_ESTABLISHED = 1 …)
/// Source   tcp(7): TCP_INFO
struct TcpInfo
{
    int state = 0;
    qint64 rttUs = 0;
    qint64 rttVarUs = 0;
    qint64 congestionWindow = 0; // segments
    qint64 maxSegment = 0;       // bytes
    qint64 totalRetransmits = 0;
};

/// What waits in the kernel for one socket; -1 where the kernel does not say.
///
/// Units    bytes; drops since the socket was made (the kernel counts in 32 bits)
/// Source   tcp(7), udp(7): SIOCINQ, SIOCOUTQ; SO_MEMINFO
struct QueueSizes
{
    qint64 receive = -1; // UDP: the size of the next datagram
    qint64 send = -1;    // TCP: not acknowledged by the peer
    qint64 drops = -1;
};

/// Not recorded: these are our looks at the kernel, not steps of the conversation. Empty where it is no TCP
/// socket.
std::optional<TcpInfo> sampleTcpInfo(int fd);
QueueSizes sampleQueues(int fd);
qint64 sampleDrops(int fd); // of QueueSizes this alone: one look instead of three

} // namespace netcore
