#include "netcore/recording/callnames.h"

#include <linux/errqueue.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <span>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace netcore::callnames {

namespace {

struct Name
{
    qint64 value;
    const char *text;
};

// The preprocessor alone can give a constant's number together with its name.
#define NAMED(constant)                                                                                      \
    Name                                                                                                     \
    {                                                                                                        \
        qint64(constant), #constant                                                                          \
    }

constexpr Name domains[] = {NAMED(AF_UNIX), NAMED(AF_INET), NAMED(AF_INET6)};
constexpr Name types[] = {NAMED(SOCK_STREAM), NAMED(SOCK_DGRAM), NAMED(SOCK_SEQPACKET), NAMED(SOCK_RAW)};
constexpr Name typeFlags[] = {NAMED(SOCK_NONBLOCK), NAMED(SOCK_CLOEXEC)};
constexpr Name protocols[] = {NAMED(IPPROTO_TCP), NAMED(IPPROTO_UDP)};
constexpr Name flags[] = {
    NAMED(MSG_NOSIGNAL), NAMED(MSG_DONTWAIT),   NAMED(MSG_PEEK),        NAMED(MSG_TRUNC), NAMED(MSG_ERRQUEUE),
    NAMED(MSG_WAITALL),  NAMED(MSG_MORE),       NAMED(MSG_OOB),         NAMED(MSG_EOR),   NAMED(MSG_CTRUNC),
    NAMED(MSG_ZEROCOPY), NAMED(MSG_WAITFORONE), NAMED(MSG_CMSG_CLOEXEC)};
constexpr Name ways[] = {NAMED(SHUT_RD), NAMED(SHUT_WR), NAMED(SHUT_RDWR)};
constexpr Name levels[] = {NAMED(SOL_SOCKET), NAMED(IPPROTO_IP), NAMED(IPPROTO_IPV6), NAMED(IPPROTO_TCP),
                           NAMED(IPPROTO_UDP)};
constexpr Name socketOptions[] = {
    NAMED(SO_REUSEADDR),   NAMED(SO_REUSEPORT),   NAMED(SO_KEEPALIVE), NAMED(SO_LINGER),
    NAMED(SO_RCVBUF),      NAMED(SO_SNDBUF),      NAMED(SO_BROADCAST), NAMED(SO_ERROR),
    NAMED(SO_RXQ_OVFL),    NAMED(SO_TYPE),        NAMED(SO_DOMAIN),    NAMED(SO_PROTOCOL),
    NAMED(SO_OOBINLINE),   NAMED(SO_TIMESTAMPNS), NAMED(SO_PEERCRED),  NAMED(SO_BINDTODEVICE),
    NAMED(SO_RCVBUFFORCE), NAMED(SO_SNDBUFFORCE), NAMED(SO_ACCEPTCONN)};
constexpr Name tcpOptions[] = {NAMED(TCP_NODELAY),   NAMED(TCP_INFO),         NAMED(TCP_KEEPIDLE),
                               NAMED(TCP_KEEPINTVL), NAMED(TCP_KEEPCNT),      NAMED(TCP_CORK),
                               NAMED(TCP_QUICKACK),  NAMED(TCP_USER_TIMEOUT), NAMED(TCP_DEFER_ACCEPT),
                               NAMED(TCP_MAXSEG),    NAMED(TCP_FASTOPEN),     NAMED(TCP_CONGESTION)};
constexpr Name ipOptions[] = {NAMED(IP_TTL),
                              NAMED(IP_RECVERR),
                              NAMED(IP_PKTINFO),
                              NAMED(IP_TOS),
                              NAMED(IP_MTU),
                              NAMED(IP_MTU_DISCOVER),
                              NAMED(IP_FREEBIND),
                              NAMED(IP_ADD_MEMBERSHIP),
                              NAMED(IP_DROP_MEMBERSHIP),
                              NAMED(IP_MULTICAST_TTL),
                              NAMED(IP_MULTICAST_LOOP),
                              NAMED(IP_MULTICAST_IF),
                              NAMED(IP_RECVTTL)};
constexpr Name ipv6Options[] = {NAMED(IPV6_V6ONLY),
                                NAMED(IPV6_UNICAST_HOPS),
                                NAMED(IPV6_RECVERR),
                                NAMED(IPV6_RECVPKTINFO),
                                NAMED(IPV6_MTU),
                                NAMED(IPV6_TCLASS),
                                NAMED(IPV6_MULTICAST_IF),
                                NAMED(IPV6_MULTICAST_HOPS),
                                NAMED(IPV6_MULTICAST_LOOP),
                                NAMED(IPV6_JOIN_GROUP),
                                NAMED(IPV6_LEAVE_GROUP)};
constexpr Name udpOptions[] = {NAMED(UDP_SEGMENT), NAMED(UDP_GRO), NAMED(UDP_CORK)};
constexpr Name requests[] = {NAMED(FIONREAD), NAMED(FIONBIO), NAMED(SIOCINQ), NAMED(SIOCOUTQ)};

#undef NAMED

QByteArray nameIn(std::span<const Name> names, qint64 value)
{
    for (const Name &name : names) {
        if (name.value == value)
            return name.text;
    }
    return QByteArray::number(value);
}

/// "A|B|0x40": what has a name by it, the rest in hex; empty for 0.
QByteArray namesOfBits(std::span<const Name> names, qint64 value)
{
    QByteArray text;
    for (const Name &name : names) {
        if ((value & name.value) == name.value) {
            text += (text.isEmpty() ? "" : "|") + QByteArray(name.text);
            value &= ~name.value;
        }
    }
    if (value != 0)
        text += (text.isEmpty() ? "0x" : "|0x") + QByteArray::number(value, 16);
    return text;
}

} // namespace

QByteArray domain(qint64 value)
{
    return nameIn(domains, value);
}

QByteArray socketType(qint64 value)
{
    const QByteArray type = nameIn(types, value & 0xf);
    const QByteArray bits = namesOfBits(typeFlags, value & ~qint64(0xf));
    return bits.isEmpty() ? type : type + '|' + bits;
}

QByteArray protocol(qint64 value)
{
    return nameIn(protocols, value);
}

QByteArray messageFlags(qint64 value)
{
    return value == 0 ? QByteArray("0") : namesOfBits(flags, value);
}

QByteArray shutdownHow(qint64 value)
{
    return nameIn(ways, value);
}

QByteArray level(qint64 value)
{
    return nameIn(levels, value);
}

QByteArray option(qint64 level, qint64 value)
{
    switch (level) {
    case SOL_SOCKET: return nameIn(socketOptions, value);
    case IPPROTO_TCP: return nameIn(tcpOptions, value);
    case IPPROTO_IP: return nameIn(ipOptions, value);
    case IPPROTO_IPV6: return nameIn(ipv6Options, value);
    case IPPROTO_UDP: return nameIn(udpOptions, value);
    default: return QByteArray::number(value);
    }
}

QByteArray request(qint64 value)
{
    return nameIn(requests, value);
}

} // namespace netcore::callnames
