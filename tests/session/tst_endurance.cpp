// What must stay the same however long and however much: memory, descriptors, every byte. The whole of it
// runs where SOCKETARIUM_LONG_TESTS is set; otherwise a part.
#include "tests/session/enginebench.h"
#include "tests/session/plainpeers.h"
#include "tests/support/ownmemory.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <iterator>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

using namespace netcore;

class TestEndurance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void churnOfConnectionsLeavesNothingBehind();
    void blastIsRecordedWholeWhileNobodyLooks();
    void halfOpenPeersDoNotKeepOthersOut();
};

namespace {

bool isLong()
{
    return qEnvironmentVariableIsSet("SOCKETARIUM_LONG_TESTS");
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size();
}

/// Connects and closes so many times, in lots that the listener's backlog holds.
void churn(EngineBench &bench, SessionId listener, int cycles)
{
    constexpr int lot = 50;
    const SocketAddress at = bench.session(listener).locals.front();
    for (int done = 0; done < cycles; done += lot) {
        const quint64 before = bench.session(listener).accepted;
        for (int i = 0; i < lot; ++i) {
            PlainPeer peer(at);
            QVERIFY(peer.connected && peer.write("x"));
            peer.reset(); // no TIME-WAIT, so that the ports last
        }
        QTRY_COMPARE(bench.session(listener).accepted, before + lot);
        QTRY_VERIFY(bench.liveOf(listener).isEmpty());
        bench.removed.clear(); // the bench's own, which grow with every connection
        bench.sessionHistory.clear();
    }
}

/// The bytes at [from, from + length) of a stream that repeats nothing for long.
QByteArray streamPart(quint64 from, int length)
{
    QByteArray part(length, Qt::Uninitialized);
    auto *words = reinterpret_cast<quint64 *>(part.data());
    for (int i = 0; i < length / 8; ++i)
        words[i] = (from + quint64(i) * 8) * 0x9E3779B97F4A7C15ull;
    return part;
}

QByteArray hashOfRecorded(const RecordingStore &store, const std::shared_ptr<const RecordingStore> &shared)
{
    const RecordingReader reader(shared);
    QCryptographicHash hash(QCryptographicHash::Md5);
    QByteArray payload;
    Record record;
    for (RowNumber row = store.firstRow(); row < store.rowCount(); ++row) {
        if (reader.read(row, record) && record.kind == RecordKind::Chunk &&
            record.direction == Direction::In && reader.readPayload(record, payload))
            hash.addData(payload);
    }
    return hash.result();
}

// --- half-open peers, in a network of their own

constexpr int cannotIsolate = 77;

bool put(const char *path, const QByteArray &text)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::write(file, text.data(), size_t(text.size())) == text.size();
    ::close(file);
    return done;
}

/// A network with nothing but loopback, over which answers to 10.0.0.0/8 get lost.
bool makeNetwork()
{
    const QByteArray user = QByteArray::number(::getuid());
    const QByteArray group = QByteArray::number(::getgid());
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0 || !put("/proc/self/setgroups", "deny") ||
        !put("/proc/self/uid_map", "0 " + user + " 1") || !put("/proc/self/gid_map", "0 " + group + " 1"))
        return false;
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq device{};
    qstrncpy(device.ifr_name, "lo", sizeof device.ifr_name);
    device.ifr_flags = IFF_UP | IFF_RUNNING;
    char name[] = "lo";
    rtentry route{};
    const auto address = [](sockaddr &to, quint32 host) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_addr.s_addr = htonl(host);
        memcpy(&to, &v4, sizeof v4);
    };
    address(route.rt_dst, 0x0a000000);
    address(route.rt_genmask, 0xff000000);
    route.rt_flags = RTF_UP;
    route.rt_dev = name;
    const bool done = ::ioctl(fd, SIOCSIFFLAGS, &device) == 0 && ::ioctl(fd, SIOCADDRT, &route) == 0;
    ::close(fd);
    put("/proc/sys/net/ipv4/conf/all/rp_filter", "0");
    put("/proc/sys/net/ipv4/conf/lo/rp_filter", "0");
    return done && put("/proc/sys/net/ipv4/tcp_syncookies", "1");
}

quint16 checksum(const QByteArray &bytes)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        sum += quint32(uchar(bytes[i])) << 8 | uchar(bytes[i + 1]);
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return quint16(~sum);
}

enum class Forged { Syn, Ack };

/// A segment that nobody sent.
bool forge(Forged kind, int raw, quint32 from, const sockaddr_in &to, quint16 fromPort)
{
    tcphdr tcp{};
    tcp.source = htons(fromPort);
    tcp.dest = to.sin_port;
    tcp.seq = htonl(from * 2654435761u);
    tcp.doff = 5;
    tcp.syn = kind == Forged::Syn;
    tcp.ack = kind == Forged::Ack;
    tcp.window = htons(65535);
    struct
    {
        quint32 from, to;
        quint8 zero, protocol;
        quint16 length;
    } pseudo{htonl(from), to.sin_addr.s_addr, 0, IPPROTO_TCP, htons(sizeof tcp)};
    QByteArray summed(reinterpret_cast<const char *>(&pseudo), sizeof pseudo);
    summed.append(reinterpret_cast<const char *>(&tcp), sizeof tcp);
    tcp.check = htons(checksum(summed));
    iphdr ip{};
    ip.version = 4;
    ip.ihl = 5;
    ip.ttl = 64;
    ip.protocol = IPPROTO_TCP;
    ip.saddr = htonl(from);
    ip.daddr = to.sin_addr.s_addr;
    QByteArray packet(reinterpret_cast<const char *>(&ip), sizeof ip);
    packet.append(reinterpret_cast<const char *>(&tcp), sizeof tcp);
    return ::sendto(raw, packet.data(), size_t(packet.size()), 0, reinterpret_cast<const sockaddr *>(&to),
                    sizeof to) == packet.size();
}

/// As the kernel's table has it, read by nothing of ours.
int halfOpenSockets(quint16 port)
{
    const QByteArray end = ':' + QByteArray::number(port, 16).rightJustified(4, '0').toUpper();
    int count = 0;
    for (const char *path : {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
        QFile table(QString::fromLatin1(path));
        if (!table.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : table.readAll().split('\n')) {
            const QByteArrayList columns = line.simplified().split(' ');
            count += columns.value(3) == "03" && columns.value(1).endsWith(end);
        }
    }
    return count;
}

/// What `ss` of iproute2 tells; -1 where it is not installed.
qsizetype halfOpenTold(quint16 port)
{
    QProcess ss;
    ss.start(QStringLiteral("ss"), {QStringLiteral("-Htn"), QStringLiteral("state"),
                                    QStringLiteral("syn-recv"), QStringLiteral("sport = :%1").arg(port)});
    if (!QTest::qWaitFor([&] { return ss.state() == QProcess::NotRunning; }, 10'000) || ss.exitCode() != 0 ||
        ss.error() == QProcess::FailedToStart)
        return -1;
    return ss.readAllStandardOutput().count('\n');
}

#define CHECK(condition)                                                                                     \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            std::fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                     \
            return 1;                                                                                        \
        }                                                                                                    \
    } while (false)

/// Turns of the event loop until it is so, for at most five seconds.
bool becomes(const std::function<bool()> &so)
{
    return QTest::qWaitFor(so, 5000);
}

constexpr quint32 halfOpenPeers = 10'000;

/// From the kernel's own table, read by nothing of ours; -1 where it has no such figure.
qint64 namespaceFigure(const char *name)
{
    QFile table(QStringLiteral("/proc/self/net/netstat"));
    if (!table.open(QIODevice::ReadOnly))
        return -1;
    QByteArrayList names;
    for (const QByteArray &line : table.readAll().split('\n')) {
        const QByteArrayList columns = line.split(' ');
        if (const qsizetype at = names.indexOf(name); at > 0)
            return columns.value(at).toLongLong();
        names = columns;
    }
    return -1;
}

/// The kernel's figures as they are shown, beside what was sent and what the kernel says to others. Half-open
/// peers are given up after some seconds, so the figures of the beginning are looked for among all.
int compareFigures(EngineBench &bench, SessionId listener, quint16 port)
{
    const auto shown = [&] { return bench.session(listener).listener; };
    const auto wasShown = [&](const auto &such) {
        return std::any_of(bench.sessionHistory.begin(), bench.sessionHistory.end(),
                           [&](const SessionSnapshot &s) { return s.id == listener && such(s.listener); });
    };
    CHECK(becomes([&] {
        return wasShown([](const ListenerFacts &f) { return f.halfOpen + f.cookiesSent == halfOpenPeers; });
    }));
    CHECK(wasShown([](const ListenerFacts &f) {
        return f.answersWithCookies && f.halfOpen >= 1024 && f.halfOpen < 1100 &&
               f.acceptQueueLimit == 1024 && f.acceptQueue == 0;
    }));
    CHECK(bench.hasNotice("syn-cookies"));
    CHECK(becomes([&] { return shown().halfOpen == halfOpenSockets(port); }));
    qsizetype told = 0;
    CHECK(becomes([&] {
        told = halfOpenTold(port);
        return told < 0 || told == shown().halfOpen;
    }));
    CHECK(shown().cookiesSent == namespaceFigure("SyncookiesSent"));
    CHECK(shown().cookiesValid == 0 && shown().cookiesFailed == 0);
    std::fprintf(stderr, "shown: %lld half-open, %lld cookies; ss: %lld half-open\n", shown().halfOpen,
                 shown().cookiesSent, qint64(told));
    return 0;
}

int meetNewClient(EngineBench &bench, SessionId listener, const sockaddr_in &to)
{
    // The queue may have room again by now: this client shall need a cookie all the same.
    CHECK(put("/proc/sys/net/ipv4/tcp_syncookies", "2"));
    const qint64 sent = bench.session(listener).listener.cookiesSent;
    PlainPeer peer(bench.session(listener).locals.front());
    CHECK(peer.connected && peer.write("let me in"));
    QByteArray got;
    CHECK(becomes([&] { return (got += peer.tryRead()) == "let me in"; }));
    CHECK(becomes([&] { return bench.session(listener).accepted == 1; }));
    const int raw = ::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
    CHECK(forge(Forged::Ack, raw, 0x0a800001, to, 1024)); // with no cookie of ours
    ::close(raw);
    CHECK(becomes([&] { return bench.session(listener).listener.cookiesFailed == 1; }));
    const ListenerFacts facts = bench.session(listener).listener;
    CHECK(facts.cookiesSent == sent + 1 && facts.cookiesValid == 1);
    return 0;
}

/// All threads of this process may no longer make netlink sockets, as in a strict sandbox.
bool refuseNetlink()
{
    const auto when = [](quint32 value, quint8 otherwise) {
        return sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 0, otherwise, value};
    };
    const auto load = [](size_t at) { return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, quint32(at)}; };
    sock_filter rules[] = {load(offsetof(seccomp_data, nr)),
                           when(__NR_socket, 3),
                           load(offsetof(seccomp_data, args[0])),
                           when(AF_NETLINK, 1),
                           {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | EPERM},
                           {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}};
    const sock_fprog program{std::size(rules), rules};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

/// What the kernel does not tell is not known, and that is not none.
int loseSight(EngineBench &bench, SessionId listener)
{
    if (!refuseNetlink())
        return 0; // a kernel without seccomp
    CHECK(becomes([&] { return bench.session(listener).listener.halfOpen == -1; }));
    const ListenerFacts facts = bench.session(listener).listener;
    CHECK(facts.acceptQueueLimit == 1024 && facts.cookiesSent > 0 && !facts.answersWithCookies);
    return 0;
}

/// A listener on [::] takes IPv4 as well; only its own peers are counted for it.
int meetOnBothFamilies(EngineBench &bench, int raw)
{
    const SessionId both = bench.open(QStringLiteral("tcp-listen://[::]:0?v6only=0"));
    CHECK(becomes([&] { return bench.session(both).state != SessionState::Opening; }));
    if (bench.session(both).state != SessionState::Listening)
        return 0; // a machine without IPv6
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(bench.session(both).locals.front().port());
    for (quint32 i = 0; i < 20; ++i)
        CHECK(forge(Forged::Syn, raw, 0x0a100001 + i, to, 5000));
    bench.engine().observe({}, {both});
    CHECK(becomes([&] { return bench.session(both).listener.halfOpen == 20; }));
    CHECK(halfOpenSockets(ntohs(to.sin_port)) == 20 && !bench.session(both).listener.answersWithCookies);
    return 0;
}

int meetHalfOpenPeers()
{
    EngineBench bench;
    const SessionId listener =
        bench.open(QStringLiteral("tcp-listen://127.0.0.1:0?backlog=1024"), QStringLiteral("echo"));
    CHECK(becomes([&] { return bench.session(listener).state == SessionState::Listening; }));
    CHECK(bench.session(listener).listener.acceptQueueLimit == -1); // nobody has looked
    const SocketAddress at = bench.session(listener).locals.front();
    sockaddr_in to{};
    memcpy(&to, at.native(), sizeof to);
    const qsizetype descriptors = openDescriptors();
    const qint64 memory = anonymousBytes();
    const int raw = ::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
    CHECK(raw >= 0 && meetOnBothFamilies(bench, raw) == 0);
    bench.engine().observe({}, {listener});
    for (quint32 i = 0; i < halfOpenPeers; ++i)
        CHECK(forge(Forged::Syn, raw, 0x0a000001 + i, to, quint16(1024 + i % 60'000)));
    ::close(raw);
    CHECK(compareFigures(bench, listener, ntohs(to.sin_port)) == 0);
    CHECK(meetNewClient(bench, listener, to) == 0);
    CHECK(openDescriptors() <= descriptors + 4); // the other listener, the peer's two ends, this reading

#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed
    CHECK(anonymousBytes() < memory + (16 << 20));
#else
    Q_UNUSED(memory);
#endif
    return loseSight(bench, listener);
}

} // namespace

// faults.md row 13
void TestEndurance::churnOfConnectionsLeavesNothingBehind()
{
    EngineOptions options;
    options.endedConnectionsKept = 500;
    EngineBench bench(false, options);
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0?backlog=128"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    churn(bench, listener, isLong() ? 10'000 : 1'500);
    const qsizetype descriptors = openDescriptors();
    const qint64 memory = anonymousBytes();
    churn(bench, listener, isLong() ? 100'000 : 2'000);
    QTRY_VERIFY(openDescriptors() <= descriptors + 4); // 2,000 connections later
    const qint64 grown = anonymousBytes() - memory;
    if (isLong())
        qInfo("100,000 connections: %lld bytes more of %lld", grown, memory);
#ifndef __SANITIZE_ADDRESS__                                // which keeps what is freed
    const qint64 most = isLong() ? memory / 20 : 512 << 10; // after a few thousand it has not settled yet
    QVERIFY2(grown <= most, QByteArray::number(grown).constData());
#endif
    QTRY_COMPARE(bench.connectionsOf(listener).size(), 500); // closed rows stay, as many as were asked for
}

// faults.md row 15: the window does nothing all the while, and every byte is recorded, not kept in memory
void TestEndurance::blastIsRecordedWholeWhileNobodyLooks()
{
    constexpr int block = 256 << 10;
    const quint64 bytes = quint64(isLong() ? 1024 : 96) << 20;
    EngineOptions options;
    options.recording.maxBytes = quint64(2) << 30;
    options.recording.payloadSegmentBytes = 16u << 20;
    options.recording.indexSegmentRows = 1u << 14;
    options.recording.keepFreeBytes = 0;
    EngineBench bench(false, options);
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SocketAddress at = bench.session(listener).locals.front();
    const qint64 memory = anonymousBytes();
    QCryptographicHash sent(QCryptographicHash::Md5);
    std::thread sender([&] {
        PlainPeer peer(at);
        for (quint64 from = 0; from < bytes; from += block) {
            const QByteArray part = streamPart(from, block);
            sent.addData(part);
            if (!peer.write(part))
                return;
        }
    });
    sender.join(); // and this thread has told the window nothing
    QTRY_COMPARE_WITH_TIMEOUT(bench.only(listener).bytesIn, bytes, 60'000);
#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed
    QVERIFY(anonymousBytes() - memory < 48 << 20);
#else
    Q_UNUSED(memory);
#endif
    const auto store = bench.engine().recording();
    QCOMPARE(hashOfRecorded(*store, store), sent.result());
    QCOMPARE(bench.recordingState.droppedRecords, 0u);
}

// faults.md row 11
void TestEndurance::halfOpenPeersDoNotKeepOthersOut()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("meet-half-open-peers")});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 30'000);
    if (child.exitCode() == cannotIsolate)
        QSKIP("this machine does not let a process make its own network");
    const QByteArray said = child.readAllStandardError();
    QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, said.constData());
}

int main(int argc, char **argv)
{
    const bool isolated = argc > 1 && qstrcmp(argv[1], "meet-half-open-peers") == 0;
    if (isolated && !makeNetwork()) // before there is a second thread
        return cannotIsolate;
    QCoreApplication application(argc, argv);
    if (isolated)
        return meetHalfOpenPeers();
    TestEndurance test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_endurance.moc"
