#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtGlobal>

/// Marks a reason text so that lupdate finds it in the context "netcore"; netcore itself never translates.
#define NETCORE_REASON(text) QT_TRANSLATE_NOOP("netcore", text)

namespace netcore {

/// What went wrong, as a short closed list that callers can act on.
enum class ErrorKind : quint8 {
    None,
    InvalidArgument,     // a text or value that we refuse before any call: see reason and position
    Refused,             // ECONNREFUSED
    TimedOut,            // ETIMEDOUT, or our own limit
    HostUnreachable,     // EHOSTUNREACH, EHOSTDOWN
    NetworkUnreachable,  // ENETUNREACH, ENETDOWN
    AddressInUse,        // EADDRINUSE
    AddressNotAvailable, // EADDRNOTAVAIL
    PermissionDenied,    // EACCES, EPERM
    MessageTooLong,      // EMSGSIZE
    Reset,               // ECONNRESET, ECONNABORTED
    BrokenPipe,          // EPIPE
    NoScopeId,           // a link-local IPv6 address without %scope
    NameNotFound,        // the resolver says that the name does not exist
    ResolverFailed,      // the resolver could not answer
    TooManyOpenFiles,    // EMFILE, ENFILE
    NoSpace,             // ENOSPC, EDQUOT
    InputOutput,         // EIO, EROFS and other file errors
    NotFound,            // ENOENT, ENOTDIR
    LimitExceeded,       // a limit of ours, named in reason
    NotConnected,        // ENOTCONN, or no such connection any more
    Unsupported,         // EAFNOSUPPORT, EPROTONOSUPPORT, EOPNOTSUPP
    SelfConnect,         // the connection reached itself
    Cancelled,
    Damaged, // stored data that fails its own checks
    Other,   // see sysErrno
};

/// Why a call was refused or a connection ended. A small value: no allocation, no translated text.
///
/// Errors   sysErrno is the kernel's own errno and is kept through every layer; 0 where we refused ourselves
/// Thread   plain value, any thread
struct NetError
{
    ErrorKind kind = ErrorKind::None;
    int sysErrno = 0;
    const char *call = "";   // the system call or our operation, e.g. "connect"; static storage
    const char *reason = ""; // static English text marked by NETCORE_REASON, or empty
    qsizetype position = -1; // where in the parsed text, in characters from 0; -1 where it has no place

    /// REQUIRES: error is an errno value, not 0. `call` must have static storage.
    static NetError fromErrno(int error, const char *call);
    /// Text at `position` was refused. `reason` must have static storage (NETCORE_REASON).
    static NetError invalid(const char *reason, qsizetype position = -1);
    static NetError of(ErrorKind kind, const char *call, const char *reason = "");

    bool isError() const { return kind != ErrorKind::None; }
    bool operator==(const NetError &other) const;
};

/// "ECONNREFUSED" for ECONNREFUSED; "errno 9999" where the name is not known.
QByteArray errnoName(int error);
ErrorKind kindOfErrno(int error);

} // namespace netcore
