#include "netcore/socket/errorqueue.h"

#include <cstring>

#include <linux/errqueue.h>
#include <netinet/in.h>

namespace netcore {

namespace {

constexpr int atMost = 256; // a turn; the rest makes the socket readable again

bool isExtendedError(const cmsghdr *header)
{
    return (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_RECVERR) ||
           (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_RECVERR);
}

socklen_t sizeOfFamily(sa_family_t family)
{
    return family == AF_INET6 ? sizeof(sockaddr_in6) : family == AF_INET ? sizeof(sockaddr_in) : 0;
}

/// The address that follows the extended error; AF_UNSPEC where the kernel does not know it.
SocketAddress offenderOf(const sock_extended_err *extended)
{
    sockaddr_storage storage{};
    std::memcpy(&storage, SO_EE_OFFENDER(extended), sizeof(sockaddr_in));
    if (storage.ss_family == AF_INET6)
        std::memcpy(&storage, SO_EE_OFFENDER(extended), sizeof(sockaddr_in6));
    const auto *native = reinterpret_cast<const sockaddr *>(&storage);
    return SocketAddress::fromNative(native, sizeOfFamily(storage.ss_family));
}

void tellReport(msghdr &message, const std::function<void(const IcmpReport &)> &tell)
{
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (!isExtendedError(header))
            continue;
        const auto *extended = reinterpret_cast<const sock_extended_err *>(CMSG_DATA(header));
        if (extended->ee_origin == SO_EE_ORIGIN_LOCAL)
            continue;
        IcmpReport report;
        report.error = NetError::fromErrno(static_cast<int>(extended->ee_errno), "recvmsg");
        report.destination =
            SocketAddress::fromNative(static_cast<const sockaddr *>(message.msg_name), message.msg_namelen);
        report.offender = offenderOf(extended);
        report.type = extended->ee_type;
        report.code = extended->ee_code;
        tell(report);
    }
}

} // namespace

Result<void> enableErrorQueue(Syscalls &calls, int fd, SocketAddress::Family family)
{
    // On a dual-stack socket the first is for its IPv4 side.
    CallResult done = calls.setOption(fd, IPPROTO_IP, IP_RECVERR, 1);
    if (family == SocketAddress::Family::IPv6)
        done = calls.setOption(fd, IPPROTO_IPV6, IPV6_RECVERR, 1);
    return done.ok() ? Result<void>() : refused(NetError::fromErrno(done.error, "setsockopt"));
}

int drainErrorQueue(Syscalls &calls, int fd, const std::function<void(const IcmpReport &)> &tell)
{
    for (int taken = 0; taken < atMost; ++taken) {
        sockaddr_storage destination{};
        alignas(cmsghdr) char control[512];
        msghdr message{};
        message.msg_name = &destination;
        message.msg_namelen = sizeof destination;
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        if (!calls.receiveErrorQueue(fd, &message).ok())
            return taken;
        tellReport(message, tell);
    }
    return atMost;
}

} // namespace netcore
