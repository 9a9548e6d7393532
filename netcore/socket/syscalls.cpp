#include "netcore/socket/syscalls.h"

#include <cerrno>

#include <unistd.h>

namespace netcore {

namespace {

sockaddr *asNative(sockaddr_storage &storage)
{
    return reinterpret_cast<sockaddr *>(&storage);
}

CallRecord recordOf(CallId id, int fd, qint64 first = 0, qint64 second = 0, qint64 third = 0)
{
    CallRecord record;
    record.id = id;
    record.fd = fd;
    record.args[0] = first;
    record.args[1] = second;
    record.args[2] = third;
    return record;
}

} // namespace

Syscalls::Syscalls(const Clock &clock, CallSink *sink) : m_clock(clock), m_sink(sink) {}

template <class Call>
CallResult Syscalls::run(CallRecord &record, Call call)
{
    const SteadyNs started = m_clock.steadyNow();
    const qint64 value = call();
    const int error = value < 0 ? errno : 0;
    record.durationNs = static_cast<quint64>(m_clock.steadyNow() - started);
    record.result = value;
    record.error = error;
    if (m_sink)
        m_sink->called(m_connection, started, record);
    return {value, error};
}

template <class Call>
CallResult Syscalls::repeat(CallRecord &record, Call call)
{
    for (;;) {
        const CallResult result = run(record, call);
        if (result.error != EINTR)
            return result;
    }
}

CallResult Syscalls::socket(int domain, int type, int protocol)
{
    const int fullType = type | SOCK_NONBLOCK | SOCK_CLOEXEC;
    CallRecord record = recordOf(CallId::Socket, -1, domain, fullType, protocol);
    return repeat(record, [&] { return ::socket(domain, fullType, protocol); });
}

CallResult Syscalls::bind(int fd, const SocketAddress &address)
{
    CallRecord record = recordOf(CallId::Bind, fd);
    record.address = address;
    return repeat(record, [&] { return ::bind(fd, address.native(), address.nativeLength()); });
}

CallResult Syscalls::listen(int fd, int backlog)
{
    CallRecord record = recordOf(CallId::Listen, fd, backlog);
    return repeat(record, [&] { return ::listen(fd, backlog); });
}

CallResult Syscalls::accept(int fd, SocketAddress &peer)
{
    CallRecord record = recordOf(CallId::Accept4, fd);
    return repeat(record, [&] {
        sockaddr_storage storage{};
        socklen_t length = sizeof storage;
        const int accepted = ::accept4(fd, asNative(storage), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (accepted >= 0)
            record.address = peer = SocketAddress::fromNative(asNative(storage), length);
        return accepted;
    });
}

CallResult Syscalls::connect(int fd, const SocketAddress &address)
{
    CallRecord record = recordOf(CallId::Connect, fd);
    record.address = address;
    return repeat(record, [&] { return ::connect(fd, address.native(), address.nativeLength()); });
}

CallResult Syscalls::send(int fd, const void *data, size_t length, int flags)
{
    flags |= MSG_NOSIGNAL;
    CallRecord record = recordOf(CallId::Send, fd, static_cast<qint64>(length), flags);
    return repeat(record, [&] { return ::send(fd, data, length, flags); });
}

CallResult Syscalls::sendTo(int fd, const void *data, size_t length, int flags, const SocketAddress &to)
{
    flags |= MSG_NOSIGNAL;
    CallRecord record = recordOf(CallId::Send, fd, static_cast<qint64>(length), flags);
    record.address = to;
    return repeat(record, [&] { return ::sendto(fd, data, length, flags, to.native(), to.nativeLength()); });
}

CallResult Syscalls::sendMany(int fd, mmsghdr *messages, unsigned count, int flags)
{
    flags |= MSG_NOSIGNAL;
    CallRecord record = recordOf(CallId::SendMmsg, fd, count, flags);
    return repeat(record, [&] { return ::sendmmsg(fd, messages, count, flags); });
}

CallResult Syscalls::receive(int fd, void *data, size_t length, int flags)
{
    CallRecord record = recordOf(CallId::Recv, fd, static_cast<qint64>(length), flags);
    return repeat(record, [&] { return ::recv(fd, data, length, flags); });
}

CallResult Syscalls::receiveMany(int fd, mmsghdr *messages, unsigned count, int flags)
{
    CallRecord record = recordOf(CallId::RecvMmsg, fd, count, flags);
    return repeat(record, [&] { return ::recvmmsg(fd, messages, count, flags, nullptr); });
}

CallResult Syscalls::receiveErrorQueue(int fd, msghdr *message)
{
    CallRecord record = recordOf(CallId::RecvMsgErrQueue, fd);
    return repeat(record, [&] { return ::recvmsg(fd, message, MSG_ERRQUEUE); });
}

CallResult Syscalls::shutdown(int fd, int how)
{
    CallRecord record = recordOf(CallId::Shutdown, fd, how);
    return repeat(record, [&] { return ::shutdown(fd, how); });
}

CallResult Syscalls::close(int fd)
{
    CallRecord record = recordOf(CallId::Close, fd);
    return run(record, [&] { return ::close(fd); });
}

CallResult Syscalls::setOption(int fd, int level, int name, int value)
{
    CallRecord record = recordOf(CallId::SetSockOpt, fd, level, name, value);
    return repeat(record, [&] { return ::setsockopt(fd, level, name, &value, sizeof value); });
}

CallResult Syscalls::setLinger(int fd, bool on, int seconds)
{
    const linger value{on ? 1 : 0, seconds};
    CallRecord record = recordOf(CallId::SetSockOpt, fd, SOL_SOCKET, SO_LINGER, on ? seconds : -1);
    return repeat(record, [&] { return ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &value, sizeof value); });
}

CallResult Syscalls::getOption(int fd, int level, int name, int &value)
{
    CallRecord record = recordOf(CallId::GetSockOpt, fd, level, name);
    return repeat(record, [&] {
        socklen_t length = sizeof value;
        const int done = ::getsockopt(fd, level, name, &value, &length);
        record.args[2] = done == 0 ? value : 0;
        return done;
    });
}

CallResult Syscalls::getSocketName(int fd, SocketAddress &address)
{
    CallRecord record = recordOf(CallId::GetSockName, fd);
    return repeat(record, [&] {
        sockaddr_storage storage{};
        socklen_t length = sizeof storage;
        const int done = ::getsockname(fd, asNative(storage), &length);
        if (done == 0)
            record.address = address = SocketAddress::fromNative(asNative(storage), length);
        return done;
    });
}

CallResult Syscalls::getPeerName(int fd, SocketAddress &address)
{
    CallRecord record = recordOf(CallId::GetPeerName, fd);
    return repeat(record, [&] {
        sockaddr_storage storage{};
        socklen_t length = sizeof storage;
        const int done = ::getpeername(fd, asNative(storage), &length);
        if (done == 0)
            record.address = address = SocketAddress::fromNative(asNative(storage), length);
        return done;
    });
}

CallResult Syscalls::unlink(const QByteArray &path)
{
    CallRecord record = recordOf(CallId::Unlink, -1);
    record.text = path;
    return repeat(record, [&] { return ::unlink(path.constData()); });
}

} // namespace netcore
