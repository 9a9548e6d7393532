#pragma once

#include <QtCore/QString>

#include <optional>

namespace netcore {

enum class PortKind : quint8 { Tcp, Udp };

/// Who holds a local port.
struct PortOwner
{
    qint64 pid = 0;       // 0 where the process belongs to somebody else and we may not look
    QString program;      // as /proc/<pid>/comm says it; empty with pid 0
    uint uid = 0;         // the owner of the socket
    QString localAddress; // "127.0.0.1:9000"
};

/// The owner of a bound port (for TCP: of its listener first, then of any socket on it); nothing if no socket
/// holds it or /proc cannot be read.
///
/// Cost     one pass over /proc/<pid>/fd of the processes that we may read: some 10 ms; with 20,000 sockets
///          and 10,000 descriptors of ours below 100 ms
/// Thread   any thread; blocking reads of /proc
/// Source   proc(5): /proc/net/{tcp,tcp6,udp,udp6}, /proc/<pid>/fd; `proc` is another root in tests
std::optional<PortOwner> ownerOfPort(PortKind kind, quint16 port,
                                     const QString &proc = QStringLiteral("/proc"));

/// A port on 127.0.0.1 that is free now, found by binding port 0; 0 if there is none.
quint16 freePort(PortKind kind);

/// The lowest port that a plain user may bind (ip_unprivileged_port_start; 1024 where it cannot be read).
quint16 firstUnprivilegedPort(const QString &proc = QStringLiteral("/proc"));

} // namespace netcore
