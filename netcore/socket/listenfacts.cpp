#include "netcore/socket/listenfacts.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace netcore {

namespace {

using AddressWords = std::array<quint32, 4>;

/// The end of a connection that a listener's peers share.
struct ListenPlace
{
    int family = AF_UNSPEC;
    quint16 port = 0; // network order
    AddressWords address{};
    bool takesBoth = false; // IPv6, and IPv4 as well

    bool isAny() const { return address == AddressWords{}; }
};

ListenPlace listenPlaceOf(int fd)
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    ListenPlace place;
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&storage), &length) != 0)
        return place;
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &storage, sizeof v4);
        place = {AF_INET, v4.sin_port, {v4.sin_addr.s_addr}, false};
    } else if (storage.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &storage, sizeof v6);
        place = {AF_INET6, v6.sin6_port, {}, false};
        std::memcpy(place.address.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
        int only = 1;
        length = sizeof only;
        ::getsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &only, &length);
        place.takesBoth = only == 0;
    }
    return place;
}

bool belongsTo(const ListenPlace &place, const inet_diag_msg &told)
{
    if (place.isAny())
        return true;
    const size_t words = told.idiag_family == AF_INET ? 1 : 4;
    return told.idiag_family == place.family &&
           std::memcmp(told.id.idiag_src, place.address.data(), words * sizeof(quint32)) == 0;
}

bool askForHalfOpen(int diag, int family, quint16 port)
{
    struct
    {
        nlmsghdr header;
        inet_diag_req_v2 request;
    } question{};
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    question.request.sdiag_family = quint8(family);
    question.request.sdiag_protocol = IPPROTO_TCP;
    question.request.idiag_states = 1u << TCP_SYN_RECV;
    question.request.id.idiag_sport = port;
    return ::send(diag, &question, sizeof question, 0) == ssize_t(sizeof question);
}

/// Those of one piece of the answer; `over` where it was the last one. False: the kernel refused.
bool countPiece(const char *bytes, qsizetype length, const ListenPlace &place, qint64 &count, bool &over)
{
    while (length >= qsizetype(sizeof(nlmsghdr))) {
        nlmsghdr header;
        std::memcpy(&header, bytes, sizeof header);
        if (header.nlmsg_len < sizeof header || qsizetype(header.nlmsg_len) > length)
            return false;
        if (header.nlmsg_type == NLMSG_ERROR)
            return false;
        over = header.nlmsg_type == NLMSG_DONE;
        if (over)
            return true;
        inet_diag_msg told{};
        if (header.nlmsg_len < NLMSG_HDRLEN + sizeof told)
            return false;
        std::memcpy(&told, bytes + NLMSG_HDRLEN, sizeof told);
        count += belongsTo(place, told) ? 1 : 0;
        const auto step = std::min<qsizetype>(NLMSG_ALIGN(header.nlmsg_len), length);
        bytes += step;
        length -= step;
    }
    return true;
}

/// Never waits: the kernel puts each piece of a dump together while the one before is read.
qint64 countHalfOpen(int diag, int family, const ListenPlace &place)
{
    if (!askForHalfOpen(diag, family, place.port))
        return -1;
    std::array<char, 32 << 10> piece;
    qint64 count = 0;
    for (bool over = false; !over;) {
        const ssize_t got = ::recv(diag, piece.data(), piece.size(), MSG_DONTWAIT);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || !countPiece(piece.data(), got, place, count, over))
            return -1;
    }
    return count;
}

QByteArray networkStatistics()
{
    QByteArray text;
    const int file = ::open("/proc/self/net/netstat", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return text;
    std::array<char, 4096> piece;
    for (ssize_t got = 0; (got = ::read(file, piece.data(), piece.size())) > 0;)
        text.append(piece.data(), got);
    ::close(file);
    return text;
}

/// The column of this name; two lines begin with "TcpExt:", the names and below them the values.
qint64 valueNamed(const char *name, const QByteArrayList &names, const QByteArrayList &values)
{
    bool ok = false;
    const qint64 value = values.value(names.indexOf(name)).toLongLong(&ok);
    return ok ? value : -1;
}

} // namespace

AcceptQueue sampleAcceptQueue(int fd)
{
    tcp_info native{};
    socklen_t length = sizeof native;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &native, &length) != 0 || native.tcpi_state != TCP_LISTEN)
        return {};
    return {native.tcpi_unacked, native.tcpi_sacked}; // of a listener these two mean the queue
}

qint64 sampleHalfOpen(int fd)
{
    const ListenPlace place = listenPlaceOf(fd);
    if (place.family == AF_UNSPEC || sampleAcceptQueue(fd).limit < 0)
        return -1;
    const int diag = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (diag < 0)
        return -1;
    qint64 count = countHalfOpen(diag, place.family, place);
    if (count >= 0 && place.takesBoth) {
        const qint64 more = countHalfOpen(diag, AF_INET, place);
        count = more < 0 ? -1 : count + more;
    }
    ::close(diag);
    return count;
}

SynCookies sampleSynCookies()
{
    QByteArrayList extended;
    for (const QByteArray &line : networkStatistics().split('\n')) {
        if (line.startsWith("TcpExt:"))
            extended << line;
    }
    if (extended.size() < 2)
        return {};
    const QByteArrayList names = extended[0].split(' ');
    const QByteArrayList values = extended[1].split(' ');
    return {valueNamed("SyncookiesSent", names, values), valueNamed("SyncookiesRecv", names, values),
            valueNamed("SyncookiesFailed", names, values)};
}

} // namespace netcore
