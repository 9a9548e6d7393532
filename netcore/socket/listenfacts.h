#pragma once

#include <QtCore/QtGlobal>

namespace netcore {

/// Connections that are complete and wait for accept(), and how many may; -1 where it is no TCP listener.
struct AcceptQueue
{
    qint64 waiting = -1;
    qint64 limit = -1; // the backlog as granted; half-open peers beyond it are answered with SYN cookies
};

/// SYN cookies since the network namespace was made; -1 where the kernel does not say. Counted for the whole
/// namespace, never for one listener.
struct SynCookies
{
    qint64 sent = -1;
    qint64 valid = -1;  // came back as they were sent: a client is accepted
    qint64 failed = -1; // an ACK that matches none
};

/// Not recorded, as tcpinfo.h.
///
/// Units    sockets, cookies
/// Errors   -1 is "not known" (no such socket, no descriptor left, sock_diag refused), never "none"
/// Thread   any; one dump of the SYN-RECV sockets of a port, 0.4 ms and what there is to tell; waits for
///          nothing
/// Source   tcp(7): TCP_INFO; sock_diag(7): SOCK_DIAG_BY_FAMILY; proc(5): /proc/net/netstat, TcpExt
AcceptQueue sampleAcceptQueue(int fd);
qint64 sampleHalfOpen(int fd); // peers of this listener in SYN-RECV
SynCookies sampleSynCookies();

} // namespace netcore
