#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/base/clock.h"
#include "netcore/base/ids.h"
#include "netcore/recording/callrecord.h"

#include <sys/socket.h>

namespace netcore {

/// Takes each system call that was made. Implemented by the engine (into the recording) and by tests (into a
/// list).
class CallSink
{
public:
    virtual ~CallSink() = default;
    virtual void called(ConnectionId connection, SteadyNs started, const CallRecord &call) = 0;
};

/// What a system call gave: its value, or -1 with the errno.
struct CallResult
{
    qint64 value = -1;
    int error = 0;
    bool ok() const { return error == 0; }
};

/// The system calls on sockets, thin and recorded: each call here is one call of the kernel and one record.
///
/// Every socket is non-blocking and close-on-exec; SIGPIPE never comes (MSG_NOSIGNAL). EINTR is repeated, and
/// each try is recorded (close is never repeated: Linux has freed the descriptor all the same). Reads of
/// kernel facts for display (tcpinfo.h) are not recorded: they would drown the rest.
///
/// Records  as CallRecord says; setLinger's value is the seconds, or -1 for off
/// Errors   by CallResult::error, nothing is thrown or logged
/// Thread   the engine's thread (the sink is called there)
/// Source   socket(2), ip(7), ipv6(7), tcp(7), udp(7)
class Syscalls
{
public:
    Syscalls(const Clock &clock, CallSink *sink);

    /// The connection that the following calls belong to.
    void setConnection(ConnectionId connection) { m_connection = connection; }
    ConnectionId connection() const { return m_connection; }
    SteadyNs now() const { return m_clock.steadyNow(); }

    CallResult socket(int domain, int type, int protocol);
    CallResult bind(int fd, const SocketAddress &address);
    CallResult listen(int fd, int backlog);
    CallResult accept(int fd, SocketAddress &peer);
    CallResult connect(int fd, const SocketAddress &address);
    CallResult send(int fd, const void *data, size_t length, int flags);
    CallResult sendTo(int fd, const void *data, size_t length, int flags, const SocketAddress &to);
    CallResult sendMany(int fd, mmsghdr *messages, unsigned count, int flags); // sendmmsg
    CallResult receive(int fd, void *data, size_t length, int flags);
    CallResult receiveMany(int fd, mmsghdr *messages, unsigned count, int flags); // recvmmsg
    CallResult receiveErrorQueue(int fd, msghdr *message);                        // recvmsg, MSG_ERRQUEUE
    CallResult shutdown(int fd, int how);
    CallResult close(int fd);
    CallResult setOption(int fd, int level, int name, int value);
    CallResult setLinger(int fd, bool on, int seconds);
    CallResult getOption(int fd, int level, int name, int &value);
    CallResult getSocketName(int fd, SocketAddress &address);
    CallResult getPeerName(int fd, SocketAddress &address);
    CallResult unlink(const QByteArray &path);

private:
    template <class Call>
    CallResult run(CallRecord &record, Call call);
    template <class Call>
    CallResult repeat(CallRecord &record, Call call);

    const Clock &m_clock;
    CallSink *m_sink;
    ConnectionId m_connection = ConnectionId::None;
};

} // namespace netcore
