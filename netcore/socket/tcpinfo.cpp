#include "netcore/socket/tcpinfo.h"

#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace netcore {

namespace {

qint64 sampleIoctl(int fd, unsigned long request)
{
    int value = 0;
    return ::ioctl(fd, request, &value) == 0 ? value : -1;
}

} // namespace

std::optional<TcpInfo> sampleTcpInfo(int fd)
{
    tcp_info native{};
    socklen_t length = sizeof native;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &native, &length) != 0)
        return std::nullopt;
    return TcpInfo{native.tcpi_state,    native.tcpi_rtt,     native.tcpi_rttvar,
                   native.tcpi_snd_cwnd, native.tcpi_snd_mss, native.tcpi_total_retrans};
}

qint64 sampleDrops(int fd)
{
    quint32 memory[SK_MEMINFO_VARS] = {};
    socklen_t length = sizeof memory;
    if (::getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memory, &length) != 0)
        return -1;
    return length > SK_MEMINFO_DROPS * sizeof(quint32) ? memory[SK_MEMINFO_DROPS] : -1;
}

QueueSizes sampleQueues(int fd)
{
    return {sampleIoctl(fd, SIOCINQ), sampleIoctl(fd, SIOCOUTQ), sampleDrops(fd)};
}

} // namespace netcore
