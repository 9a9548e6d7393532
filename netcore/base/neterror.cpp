#include "netcore/base/neterror.h"

#include <cerrno>
#include <cstring>

namespace netcore {

NetError NetError::fromErrno(int error, const char *call)
{
    Q_ASSERT(error != 0);
    return {kindOfErrno(error), error, call, "", -1};
}

NetError NetError::invalid(const char *reason, qsizetype position)
{
    return {ErrorKind::InvalidArgument, 0, "", reason, position};
}

NetError NetError::of(ErrorKind kind, const char *call, const char *reason)
{
    return {kind, 0, call, reason, -1};
}

bool NetError::operator==(const NetError &other) const
{
    return kind == other.kind && sysErrno == other.sysErrno && position == other.position &&
           std::strcmp(call, other.call) == 0 && std::strcmp(reason, other.reason) == 0;
}

QByteArray errnoName(int error)
{
    // glibc 2.32 and later know the name; it is static storage and safe in any thread.
    if (const char *name = ::strerrorname_np(error))
        return name;
    return "errno " + QByteArray::number(error);
}

ErrorKind kindOfErrno(int error)
{
    switch (error) {
    case 0: return ErrorKind::None;
    case EINVAL: return ErrorKind::InvalidArgument;
    case ECONNREFUSED: return ErrorKind::Refused;
    case ETIMEDOUT: return ErrorKind::TimedOut;
    case EHOSTUNREACH:
    case EHOSTDOWN: return ErrorKind::HostUnreachable;
    case ENETUNREACH:
    case ENETDOWN: return ErrorKind::NetworkUnreachable;
    case EADDRINUSE: return ErrorKind::AddressInUse;
    case EADDRNOTAVAIL: return ErrorKind::AddressNotAvailable;
    case EACCES:
    case EPERM: return ErrorKind::PermissionDenied;
    case EMSGSIZE: return ErrorKind::MessageTooLong;
    case ECONNRESET:
    case ECONNABORTED: return ErrorKind::Reset;
    case EPIPE: return ErrorKind::BrokenPipe;
    case EMFILE:
    case ENFILE: return ErrorKind::TooManyOpenFiles;
    case ENOSPC:
    case EDQUOT: return ErrorKind::NoSpace;
    case EIO:
    case EROFS: return ErrorKind::InputOutput;
    case ENOENT:
    case ENOTDIR: return ErrorKind::NotFound;
    case ENOTCONN: return ErrorKind::NotConnected;
    case EAFNOSUPPORT:
    case EPROTONOSUPPORT:
    case EOPNOTSUPP: return ErrorKind::Unsupported;
    case ECANCELED: return ErrorKind::Cancelled;
    default: return ErrorKind::Other;
    }
}

} // namespace netcore
