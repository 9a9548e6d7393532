// What must stay the same however long and however much: memory, descriptors, every byte. The whole of it
// runs where SOCKETARIUM_LONG_TESTS is set; otherwise a part.
#include "tests/session/enginebench.h"
#include "tests/session/plainpeers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/ioctl.h>

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

/// Memory that is ours alone: mapped files are the page cache's.
qint64 anonymousBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().split(' ').first().toLongLong() << 10;
    }
    return 0;
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

/// A SYN that nobody sent.
bool sendSyn(int raw, quint32 from, const sockaddr_in &to, quint16 fromPort)
{
    tcphdr tcp{};
    tcp.source = htons(fromPort);
    tcp.dest = to.sin_port;
    tcp.seq = htonl(from * 2654435761u);
    tcp.doff = 5;
    tcp.syn = 1;
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

int halfOpenSockets()
{
    QFile table(QStringLiteral("/proc/self/net/tcp"));
    int count = 0;
    if (table.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : table.readAll().split('\n'))
            count += line.simplified().split(' ').value(3) == "03";
    }
    return count;
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

int meetHalfOpenPeers()
{
    constexpr quint32 peers = 10'000;
    EngineBench bench;
    const SessionId listener =
        bench.open(QStringLiteral("tcp-listen://127.0.0.1:0?backlog=1024"), QStringLiteral("echo"));
    CHECK(becomes([&] { return bench.session(listener).state == SessionState::Listening; }));
    const SocketAddress at = bench.session(listener).locals.front();
    sockaddr_in to{};
    memcpy(&to, at.native(), sizeof to);
    const qsizetype descriptors = openDescriptors();
    const qint64 memory = anonymousBytes();
    const int raw = ::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
    CHECK(raw >= 0);
    for (quint32 i = 0; i < peers; ++i)
        CHECK(sendSyn(raw, 0x0a000001 + i, to, quint16(1024 + i % 60'000)));
    ::close(raw);
    const int waiting = halfOpenSockets();
    std::fprintf(stderr, "%d half-open sockets\n", waiting);
    CHECK(waiting > 100);
    PlainPeer peer(at);
    CHECK(peer.connected && peer.write("let me in"));
    QByteArray got;
    CHECK(becomes([&] { return (got += peer.tryRead()) == "let me in"; }));
    CHECK(becomes([&] { return bench.session(listener).accepted == 1; }));
    CHECK(openDescriptors() <= descriptors + 3); // the peer's two ends, and what reading the table took
    CHECK(anonymousBytes() < memory + (16 << 20));
    return 0;
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
#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed
    QVERIFY2(grown < std::max<qint64>(memory / 20, 4 << 20), QByteArray::number(grown).constData());
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
