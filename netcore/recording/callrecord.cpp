#include "netcore/recording/callrecord.h"

#include "netcore/recording/callnames.h"

#include <QtCore/QtEndian>

#include <array>
#include <cstring>

namespace netcore {

namespace {

// id:1 version:1 addressLength:2 fd:4 error:4 textLength:4 result:8 duration:8 args:24
constexpr qsizetype fixedBytes = 56;
constexpr uchar version = 1;

constexpr std::array<const char *, 19> names = {
    "",           "socket",      "bind",        "listen",  "accept4",  "connect", "send",
    "sendmmsg",   "recv",        "recvmmsg",    "recvmsg", "shutdown", "close",   "setsockopt",
    "getsockopt", "getsockname", "getpeername", "ioctl",   "unlink"};

QByteArray joined(std::initializer_list<QByteArray> parts)
{
    QByteArray text;
    for (const QByteArray &part : parts) {
        if (!part.isEmpty())
            text += (text.isEmpty() ? "" : ", ") + part;
    }
    return text;
}

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

} // namespace

const char *callName(CallId id)
{
    return std::size_t(id) < names.size() ? names[std::size_t(id)] : "";
}

QByteArray CallRecord::encode() const
{
    const auto addressLength = qsizetype(address.nativeLength());
    QByteArray bytes(fixedBytes, '\0');
    auto *to = reinterpret_cast<uchar *>(bytes.data());
    to[0] = uchar(id);
    to[1] = version;
    qToLittleEndian(quint16(addressLength), to + 2);
    qToLittleEndian(qint32(fd), to + 4);
    qToLittleEndian(qint32(error), to + 8);
    qToLittleEndian(quint32(text.size()), to + 12);
    qToLittleEndian(result, to + 16);
    qToLittleEndian(durationNs, to + 24);
    for (int i = 0; i < 3; ++i)
        qToLittleEndian(args[i], to + 32 + 8 * i);
    bytes.append(reinterpret_cast<const char *>(address.native()), addressLength);
    return bytes + text;
}

Result<CallRecord> CallRecord::decode(QByteArrayView bytes)
{
    const NetError damaged =
        NetError::of(ErrorKind::Damaged, "call", NETCORE_REASON("not the record of a system call"));
    if (bytes.size() < fixedBytes)
        return refused(damaged);
    const auto *from = reinterpret_cast<const uchar *>(bytes.data());
    const qsizetype addressLength = qFromLittleEndian<quint16>(from + 2);
    const qsizetype textLength = qsizetype(qFromLittleEndian<quint32>(from + 12));
    const bool known = from[0] >= 1 && from[0] < names.size() && from[1] == version;
    if (!known || addressLength > qsizetype(sizeof(sockaddr_storage)) ||
        bytes.size() != fixedBytes + addressLength + textLength)
        return refused(damaged);
    CallRecord call;
    call.id = CallId(from[0]);
    call.fd = qFromLittleEndian<qint32>(from + 4);
    call.error = qFromLittleEndian<qint32>(from + 8);
    call.result = qFromLittleEndian<qint64>(from + 16);
    call.durationNs = qFromLittleEndian<quint64>(from + 24);
    for (int i = 0; i < 3; ++i)
        call.args[i] = qFromLittleEndian<qint64>(from + 32 + 8 * i);
    if (addressLength > 0) {
        sockaddr_storage native{}; // copied: the bytes of a payload have no alignment
        std::memcpy(&native, from + fixedBytes, std::size_t(addressLength));
        call.address =
            SocketAddress::fromNative(reinterpret_cast<const sockaddr *>(&native), socklen_t(addressLength));
    }
    call.text = bytes.sliced(fixedBytes + addressLength).toByteArray();
    return call;
}

QByteArray CallRecord::callText() const
{
    const QByteArray to = address.isNull() ? QByteArray() : address.toString().toLatin1();
    const QByteArray file = fd >= 0 || id != CallId::Unlink ? number(fd) : QByteArray();
    QByteArray inside;
    switch (id) {
    case CallId::Socket:
        inside = joined(
            {callnames::domain(args[0]), callnames::socketType(args[1]), callnames::protocol(args[2])});
        break;
    case CallId::Listen: inside = joined({file, number(args[0])}); break;
    case CallId::Send:
        inside = joined({file, number(args[0]) + " bytes", callnames::messageFlags(args[1]), to});
        break;
    case CallId::Recv:
        inside = joined({file, number(args[0]) + " bytes", callnames::messageFlags(args[1])});
        break;
    case CallId::SendMmsg:
    case CallId::RecvMmsg:
        inside = joined({file, number(args[0]) + " messages", callnames::messageFlags(args[1])});
        break;
    case CallId::RecvMsgErrQueue: inside = joined({file, "MSG_ERRQUEUE"}); break;
    case CallId::Shutdown: inside = joined({file, callnames::shutdownHow(args[0])}); break;
    case CallId::SetSockOpt:
    case CallId::GetSockOpt:
        inside =
            joined({file, callnames::level(args[0]), callnames::option(args[0], args[1]), number(args[2])});
        break;
    case CallId::Ioctl: inside = joined({file, callnames::request(args[0]), number(args[1])}); break;
    case CallId::Unlink: inside = '"' + text + '"'; break;
    default: inside = joined({file, to}); break;
    }
    return callName(id) + ('(' + inside + ')');
}

QByteArray CallRecord::resultText() const
{
    const QByteArray value = "= " + number(result);
    return error == 0 ? value : value + ' ' + errnoName(error);
}

} // namespace netcore
