#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace netcore {

/// The system calls that we record. The numbers are part of the file format.
enum class CallId : quint8 {
    Socket = 1,
    Bind,
    Listen,
    Accept4,
    Connect,
    Send,
    SendMmsg,
    Recv,
    RecvMmsg,
    RecvMsgErrQueue,
    Shutdown,
    Close,
    SetSockOpt,
    GetSockOpt,
    GetSockName,
    GetPeerName,
    Ioctl,
    Unlink,
};

/// One system call as it happened: arguments, result, errno, how long it took.
///
/// Wire shape   see README.md; fixed part, then the address (may be empty), then the text (may be empty)
/// Units        duration in ns; result as the kernel returned it (-1 with error set)
/// Meaning      args: Socket(domain,type,protocol) · Listen(backlog) · Send/Recv(length,flags) ·
/// Send/RecvMmsg(count,flags)
///              Shutdown(how) · Set/GetSockOpt(level,name,value) · Ioctl(request,value). address: Bind,
///              Connect, Accept4, GetSockName, GetPeerName, and Send with a destination. text: Unlink's path.
/// Thread       plain value, any thread
struct CallRecord
{
    CallId id = CallId::Socket;
    int fd = -1;
    int error = 0; // errno, 0 where it succeeded
    qint64 result = 0;
    quint64 durationNs = 0;
    qint64 args[3] = {0, 0, 0};
    SocketAddress address;
    QByteArray text;

    QByteArray encode() const;
    /// Refuses damaged or foreign bytes with NetError{Damaged}.
    static Result<CallRecord> decode(QByteArrayView bytes);
    /// As strace writes it, without result: `connect(7, 127.0.0.1:9000)`. ASCII, names of the kernel's
    /// constants.
    QByteArray callText() const;
    /// `= 0`, `= -1 ECONNREFUSED`
    QByteArray resultText() const;
};

const char *callName(CallId id); // "connect"

} // namespace netcore
