#pragma once

#include <QtCore/QByteArray>

/// The kernel's names of the constants in system calls, as strace writes them; a number where there is none.
///
/// Thread   pure functions
/// Source   socket(2), ip(7), ipv6(7), tcp(7), the headers of the C library
namespace netcore::callnames {

QByteArray domain(qint64 value);       // "AF_INET"
QByteArray socketType(qint64 value);   // "SOCK_STREAM|SOCK_NONBLOCK"
QByteArray protocol(qint64 value);     // "IPPROTO_TCP"; "0"
QByteArray messageFlags(qint64 value); // "MSG_NOSIGNAL|MSG_DONTWAIT"; "0"
QByteArray shutdownHow(qint64 value);  // "SHUT_WR"
QByteArray level(qint64 value);        // "SOL_SOCKET"
QByteArray option(qint64 level, qint64 value);
QByteArray request(qint64 value); // of ioctl: "FIONREAD"

} // namespace netcore::callnames
