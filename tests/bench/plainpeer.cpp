// The other ends of the benchmark, as plain as can be: blocking sockets or one epoll, no Qt event loop.
#include "tests/bench/measure.h"

#include <QtCore/QByteArrayList>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <map>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Arguments = QByteArrayList;

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "bench_peer: %s: %s\n", what, std::strerror(errno));
    std::exit(1);
}

sockaddr_in loopback(int port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int connected(int type, int port)
{
    const int fd = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
    const sockaddr_in to = loopback(port);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0)
        fail("connect");
    if (type == SOCK_STREAM) {
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    return fd;
}

int listening(int backlog)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    if (fd < 0 || ::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 ||
        ::listen(fd, backlog) != 0 || ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &length) != 0)
        fail("listen");
    std::printf("ready %d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return fd;
}

void waitForEnd()
{
    char byte;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
}

QJsonObject rateOf(double units, double began, double cpu, const char *name)
{
    const double seconds = bench::now() - began;
    return {{QString::fromLatin1(name), units},
            {QStringLiteral("seconds"), seconds},
            {QStringLiteral("rate"), units / seconds},
            {QStringLiteral("cpu"), bench::cpuSeconds() - cpu}};
}

/// PORT BYTES [SECONDS]: one stream, at most so long, blocks of 128 KiB, until the peer has read all and
/// closes (or half-closes).
int tcpSend(const Arguments &a)
{
    const int fd = connected(SOCK_STREAM, a[0].toInt());
    const qint64 bytes = a[1].toLongLong();
    std::vector<char> block(128 << 10);
    for (std::size_t i = 0; i < block.size(); ++i)
        block[i] = char(i * 31 >> 3);
    const double began = bench::now();
    const double until = began + a.value(2, "3600").toDouble();
    const double cpu = bench::cpuSeconds();
    qint64 left = bytes;
    while (left > 0 && bench::now() < until) {
        const ssize_t sent =
            ::send(fd, block.data(), std::size_t(std::min<qint64>(left, qint64(block.size()))), MSG_NOSIGNAL);
        if (sent < 0)
            fail("send");
        left -= sent;
    }
    ::shutdown(fd, SHUT_WR);
    int queued = 1; // until the peer's kernel has all: the rest is in its receive buffer
    pollfd wait = {fd, POLLIN, 0};
    while (::ioctl(fd, TIOCOUTQ, &queued) == 0 && queued > 0 && ::poll(&wait, 1, 1) == 0) {
    }
    bench::tell(rateOf(double(bytes - left), began, cpu, "bytes"));
    return 0;
}

/// Waits until `units` may have been sent at this rate. Spins: a sleep would make bursts.
void pace(double began, double units, double rate)
{
    while (rate > 0 && bench::now() - began < units / rate) {
    }
}

/// PORT COUNT SIZE RATE [SECONDS]: numbered datagrams, one call each; RATE 0 is as fast as it can.
int udpSend(const Arguments &a)
{
    const int fd = connected(SOCK_DGRAM, a[0].toInt());
    const qint64 count = a[1].toLongLong();
    std::vector<char> datagram(std::size_t(std::max(a[2].toInt(), 8)));
    const double rate = a.value(3).toDouble();
    const double began = bench::now();
    const double until = began + a.value(4, "3600").toDouble();
    const double cpu = bench::cpuSeconds();
    qint64 i = 0;
    for (; i < count && (i % 256 != 0 || bench::now() < until); ++i) {
        std::memcpy(datagram.data(), &i, sizeof i);
        while (::send(fd, datagram.data(), datagram.size(), 0) < 0 &&
               (errno == ENOBUFS || errno == ECONNREFUSED)) {
        }
        if (i % 32 == 31)
            pace(began, double(i), rate);
    }
    bench::tell(rateOf(double(i), began, cpu, "datagrams"));
    return 0;
}

/// PORT COUNT SIZE RATE: numbered datagrams, up to 64 in one call (UDP_SEGMENT).
int udpGso(const Arguments &a)
{
    const int fd = connected(SOCK_DGRAM, a[0].toInt());
    const qint64 count = a[1].toLongLong();
    const auto size = std::size_t(std::max(a[2].toInt(), 8));
    const double rate = a.value(3).toDouble();
    const int segment = int(size);
    if (::setsockopt(fd, SOL_UDP, UDP_SEGMENT, &segment, sizeof segment) != 0)
        fail("UDP_SEGMENT");
    const qint64 most = std::min<qint64>(64, 65000 / qint64(size));
    std::vector<char> datagrams(size * std::size_t(most));
    const double began = bench::now();
    const double cpu = bench::cpuSeconds();
    for (qint64 i = 0; i < count;) {
        const qint64 now = std::min(most, count - i);
        for (qint64 j = 0; j < now; ++j) {
            const qint64 number = i + j;
            std::memcpy(datagrams.data() + std::size_t(j) * size, &number, sizeof number);
        }
        while (::send(fd, datagrams.data(), std::size_t(now) * size, 0) < 0 &&
               (errno == ENOBUFS || errno == ECONNREFUSED)) {
        }
        i += now;
        pace(began, double(i), rate);
    }
    bench::tell(rateOf(double(count), began, cpu, "datagrams"));
    return 0;
}

/// PORT COUNT SIZE: round trips one after the other, in microseconds.
int echoClient(const Arguments &a)
{
    const int fd = connected(SOCK_STREAM, a[0].toInt());
    const int count = a[1].toInt();
    std::vector<char> out(std::size_t(a[2].toInt()), 'x');
    std::vector<char> in(out.size());
    std::vector<double> times;
    times.reserve(std::size_t(count));
    for (int i = -count / 10; i < count; ++i) { // the first tenth warms
        const double began = bench::now();
        if (::send(fd, out.data(), out.size(), MSG_NOSIGNAL) != ssize_t(out.size()))
            fail("send");
        for (std::size_t got = 0; got < in.size();) {
            const ssize_t part = ::recv(fd, in.data() + got, in.size() - got, 0);
            if (part <= 0)
                fail("recv");
            got += std::size_t(part);
        }
        if (i >= 0)
            times.push_back((bench::now() - began) * 1e6);
    }
    bench::tell(bench::spread(times));
    return 0;
}

/// One epoll: `served` says what to do with a connection that can be read; false closes it.
void serve(int listener, const std::function<bool(int)> &served)
{
    const int poller = ::epoll_create1(EPOLL_CLOEXEC);
    const auto watch = [poller](int fd) {
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.fd = fd;
        ::epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
    };
    watch(listener);
    watch(STDIN_FILENO);
    epoll_event events[64];
    while (true) {
        const int ready = ::epoll_wait(poller, events, 64, -1);
        for (int i = 0; i < ready; ++i) {
            const int fd = events[i].data.fd;
            if (fd == STDIN_FILENO) {
                char line[64];
                if (::read(fd, line, sizeof line) <= 0)
                    return;
                bench::tell({{QStringLiteral("cpu"), bench::cpuSeconds()},
                             {QStringLiteral("rssAnonKiB"), bench::statusKiB("RssAnon")}});
            } else if (fd == listener) {
                const int peer = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
                const int on = 1;
                ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                watch(peer);
            } else if (!served(fd)) {
                ::close(fd);
            }
        }
    }
}

int echoServer(const Arguments &)
{
    serve(listening(128), [](int fd) {
        char buffer[65536];
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        return got > 0 && ::send(fd, buffer, std::size_t(got), MSG_NOSIGNAL) == got;
    });
    return 0;
}

int hold(const Arguments &)
{
    serve(listening(4096), [](int fd) {
        char buffer[4096];
        return ::read(fd, buffer, sizeof buffer) > 0;
    });
    return 0;
}

/// [FILE [MIB]]: reads 256 KiB at a time, and writes them to the file: the plain buffered writer. With MIB,
/// it begins at the front again after so many: the least that a ring costs.
int sink(const Arguments &a)
{
    const int file =
        a.isEmpty() ? -1 : ::open(a[0].constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const qint64 ring = a.value(1).toLongLong() << 20;
    serve(listening(128), [file, ring, at = qint64(0)](int fd) mutable {
        static char buffer[256 << 10];
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got <= 0 || file < 0)
            return got > 0;
        if (ring > 0 && at + got > ring)
            at = 0;
        at += got;
        return ::pwrite(file, buffer, std::size_t(got), at - got) == got;
    });
    return 0;
}

/// PORT COUNT [RATE SECONDS]: opens them one after the other, says so, and holds them until its input ends;
/// with RATE, sends 64 bytes on one after the other, so many a second in all.
int connectMany(const Arguments &a)
{
    std::vector<int> fds;
    fds.reserve(std::size_t(a[1].toInt()));
    const double began = bench::now();
    for (int i = 0; i < a[1].toInt(); ++i)
        fds.push_back(connected(SOCK_STREAM, a[0].toInt()));
    bench::tell({{QStringLiteral("connections"), qint64(fds.size())},
                 {QStringLiteral("seconds"), bench::now() - began}});
    const double rate = a.value(2).toDouble();
    const double until = bench::now() + a.value(3).toDouble();
    std::vector<char> bytes(64, 'y');
    qint64 sent = 0;
    for (const double from = bench::now(); bench::now() < until; ++sent) {
        if (::send(fds[std::size_t(sent) % fds.size()], bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0)
            fail("send");
        while (bench::now() - from < double(sent) / rate)
            ::poll(nullptr, 0, 1);
    }
    if (sent > 0)
        bench::tell({{QStringLiteral("bytes"), sent * qint64(bytes.size())}});
    waitForEnd();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::map<QByteArray, std::pair<int, std::function<int(const Arguments &)>>> commands = {
        {"tcp-send", {2, tcpSend}}, {"udp-send", {3, udpSend}},       {"udp-gso", {3, udpGso}},
        {"echo", {0, echoServer}},  {"echo-client", {3, echoClient}}, {"hold", {0, hold}},
        {"sink", {0, sink}},        {"connect", {2, connectMany}},
    };
    Arguments arguments;
    for (int i = 2; i < argc; ++i)
        arguments += argv[i];
    const auto command = commands.find(argc > 1 ? argv[1] : "");
    if (command == commands.end() || arguments.size() < command->second.first) {
        std::fputs("bench_peer: see the functions of tests/bench/plainpeer.cpp for its commands\n", stderr);
        return 2;
    }
    return command->second.second(arguments);
}
