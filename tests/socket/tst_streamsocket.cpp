// Streams and listeners over TCP (IPv4, IPv6) and Unix sockets, in a real event loop.
#include "netcore/socket/socketoptions.h"
#include "netcore/socket/tcpinfo.h"
#include "socketprobes.h"
#include "tests/support/cputime.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace netcore;
using probes::Acceptor;
using probes::Stream;

namespace {

SocketAddress loopback(quint16 port = 0)
{
    return SocketAddress(QHostAddress(QHostAddress::LocalHost), port);
}

EndpointSpec specWith(const QString &key, const QString &value)
{
    EndpointSpec spec;
    spec.options.emplace_back(key, value);
    return spec;
}

} // namespace

class TestStreamSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bytesPassBothWays_data();
    void bytesPassBothWays();
    void refusedIsToldOnce();
    void linkLocalWithoutScopeKeepsItsErrno();
    void stalledPeerStopsTheProducer();
    void resetMidSendIsToldOnce();
    void halfCloseLeavesOurSideUsable();
    void bothFinsEndItByItself();
    void resetAfterFinEndsItOnce();
    void closeSendsWhatWaits();
    void resetSendsRst();
    void mayBeDestroyedInFinished();
    void selfConnectIsSeenAndReset();
    void pausedReadingSlowsThePeer();
    void boundTwiceIsInUse();
    void restartsInTimeWait();
    void addressNotHereIsNotAvailable();
    void outOfDescriptorsRecovers();
    void takesAllOfSixtyClients();
    void unixFileIsOursAlone();
    void unixPathTooLongCountsBytes();
    void kernelFactsAreSampled();

private:
    /// A client connected to an acceptor, and the accepted stream.
    void connectPair(const SocketAddress &at = loopback(), const EndpointSpec &spec = {},
                     qint64 highWater = 8 << 20);

    SystemClock m_clock;
    probes::Calls m_sink;
    std::unique_ptr<Syscalls> m_calls;
    std::unique_ptr<Poller> m_poller;
    std::unique_ptr<Acceptor> m_acceptor;
    std::unique_ptr<Stream> m_client;
    Stream *m_server = nullptr;
};

void TestStreamSocket::init()
{
    m_sink.records.clear();
    m_calls = std::make_unique<Syscalls>(m_clock, &m_sink);
    m_poller = std::move(makeEpollPoller().value());
    m_acceptor = std::make_unique<Acceptor>(*m_calls, *m_poller);
}

void TestStreamSocket::cleanup()
{
    m_client.reset();
    m_acceptor.reset();
    m_poller.reset();
    m_server = nullptr;
}

void TestStreamSocket::connectPair(const SocketAddress &at, const EndpointSpec &spec, qint64 highWater)
{
    QVERIFY(m_acceptor->open(at, spec));
    m_client = std::make_unique<Stream>(*m_calls, *m_poller, highWater);
    QVERIFY(m_client->socket->connectTo(m_acceptor->listener->local(), spec));
    QVERIFY(m_client->events.isEmpty()); // never from within the call
    QTRY_COMPARE(m_client->events, QStringList{QStringLiteral("connected")});
    QTRY_COMPARE(m_acceptor->streams.size(), size_t(1));
    m_server = m_acceptor->streams.front().get();
}

void TestStreamSocket::bytesPassBothWays_data()
{
    QTest::addColumn<SocketAddress>("address");
    QTest::newRow("IPv4") << loopback();
    QTest::newRow("IPv6") << SocketAddress(QHostAddress(QHostAddress::LocalHostIPv6), 0);
    QTest::newRow("abstract") << SocketAddress::unixPath("@socketarium-" + QByteArray::number(::getpid()));
}

void TestStreamSocket::bytesPassBothWays()
{
    QFETCH(SocketAddress, address);
    connectPair(address);
    if (QTest::currentTestFailed())
        return;
    m_server->echo = true;
    QByteArray much(3 << 20, '\0');
    for (qsizetype i = 0; i < much.size(); ++i)
        much[i] = static_cast<char>(i * 31 >> 3);
    QVERIFY(m_client->socket->send(much));
    QTRY_COMPARE(m_client->in.size(), much.size());
    QVERIFY(m_client->in == much);
    QVERIFY(m_server->echoed);
    QCOMPARE(m_client->out, much.size());
    QCOMPARE(m_client->socket->bytesHandedOver(), quint64(much.size()));
    QCOMPARE(m_sink.last, ConnectionId(7));
    if (address.family() != SocketAddress::Family::Unix)
        QCOMPARE(m_client->socket->local(), m_server->socket->peer());
    QVERIFY(std::all_of(m_sink.records.begin(), m_sink.records.end(), [](const CallRecord &call) {
        return call.id != CallId::Send || (call.args[1] & MSG_NOSIGNAL);
    }));
}

void TestStreamSocket::refusedIsToldOnce()
{
    QVERIFY(m_acceptor->open(loopback(), {}));
    const SocketAddress nobody = m_acceptor->listener->local();
    m_acceptor->listener.reset();
    m_client = std::make_unique<Stream>(*m_calls, *m_poller);
    QVERIFY(m_client->socket->connectTo(nobody, {}));
    QTRY_VERIFY(m_client->isFinished());
    QCOMPARE(m_client->events, (QStringList{QStringLiteral("failed"), QStringLiteral("finished")}));
    QCOMPARE(m_client->error.sysErrno, ECONNREFUSED);
    QCOMPARE(m_client->socket->descriptor(), -1);
}

void TestStreamSocket::linkLocalWithoutScopeKeepsItsErrno()
{
    // faults.md row 23
    m_client = std::make_unique<Stream>(*m_calls, *m_poller);
    const Result<void> started =
        m_client->socket->connectTo(SocketAddress(QHostAddress(QStringLiteral("fe80::1")), 80), {});
    QVERIFY(!started);
    QCOMPARE(started.error().sysErrno, EINVAL);
    QCOMPARE(started.error().kind, ErrorKind::NoScopeId);
    QTest::qWait(1);
    QVERIFY(m_client->events.isEmpty());
}

void TestStreamSocket::stalledPeerStopsTheProducer()
{
    // faults.md row 14
    constexpr qint64 mark = 1 << 20;
    connectPair(loopback(), {}, mark);
    m_server->socket->pauseReading(true);
    const QByteArray piece(64 << 10, 'x');
    Result<void> last;
    quint64 accepted = 0;
    for (int i = 0; i < 1600 && last; ++i) { // 100 MiB, more than any buffer of the kernel
        last = m_client->socket->send(piece);
        accepted += last ? quint64(piece.size()) : 0;
        QVERIFY(m_client->socket->unsent() <= mark);
        if (i % 16 == 0)
            QTest::qWait(0);
    }
    QVERIFY(!last);
    QCOMPARE(last.error().kind, ErrorKind::LimitExceeded);
    QCOMPARE(m_client->socket->bytesAccepted(), accepted);
    m_server->socket->pauseReading(false);
    QTRY_COMPARE(quint64(m_server->in.size()), accepted); // nothing of what was accepted is lost
    QTRY_VERIFY(m_client->events.contains(QStringLiteral("drained")));
}

void TestStreamSocket::resetMidSendIsToldOnce()
{
    // faults.md row 16
    connectPair();
    m_server->socket->pauseReading(true);
    QVERIFY(m_client->socket->send(QByteArray(7 << 20, 'x')));
    QTRY_VERIFY(m_client->out > 0);
    QVERIFY(m_client->socket->unsent() > 0);
    m_server->socket->reset();
    QTRY_VERIFY(m_client->isFinished());
    QCOMPARE(m_client->error.sysErrno, ECONNRESET);
    QCOMPARE(m_client->events.count(QStringLiteral("failed")), 1);
    QCOMPARE(m_client->events.count(QStringLiteral("finished")), 1);
    QCOMPARE(m_client->socket->bytesHandedOver(), quint64(m_client->out));
    QVERIFY(m_client->socket->bytesHandedOver() < m_client->socket->bytesAccepted());
    QVERIFY(!m_client->socket->send("more"));
}

void TestStreamSocket::halfCloseLeavesOurSideUsable()
{
    // faults.md row 17
    connectPair();
    QVERIFY(m_client->socket->send("question"));
    QVERIFY(m_client->socket->shutdownWrite());
    QVERIFY(!m_client->socket->send("late"));
    QTRY_COMPARE(m_server->events, QStringList{QStringLiteral("peerFinished")});
    QCOMPARE(m_server->in, QByteArray("question"));
    QVERIFY(m_server->socket->send("answer"));
    QTRY_COMPARE(m_client->in, QByteArray("answer"));
    QCOMPARE(sampleTcpInfo(m_server->socket->descriptor())->state, int(TCP_CLOSE_WAIT));
    QCOMPARE(sampleTcpInfo(m_client->socket->descriptor())->state, int(TCP_FIN_WAIT2));
}

void TestStreamSocket::bothFinsEndItByItself()
{
    // faults.md row 18: simultaneous close
    connectPair();
    QVERIFY(m_client->socket->shutdownWrite());
    QVERIFY(m_server->socket->shutdownWrite());
    QTRY_VERIFY(m_client->isFinished() && m_server->isFinished());
    for (const Stream *side : {m_client.get(), m_server}) {
        QCOMPARE(side->events.count(QStringLiteral("peerFinished")), 1);
        QCOMPARE(side->events.count(QStringLiteral("finished")), 1);
        QVERIFY(!side->error.isError());
        QCOMPARE(side->events.last(), QStringLiteral("finished"));
    }
}

void TestStreamSocket::resetAfterFinEndsItOnce()
{
    // faults.md row 18: RST after FIN
    connectPair();
    QVERIFY(m_server->socket->shutdownWrite());
    QTRY_VERIFY(m_client->events.contains(QStringLiteral("peerFinished")));
    m_server->socket->reset();
    QTRY_VERIFY(m_client->isFinished());
    m_client->socket->close();
    m_client->socket->reset();
    QTest::qWait(5);
    QCOMPARE(m_client->events.count(QStringLiteral("failed")), 1);
    QCOMPARE(m_client->events.count(QStringLiteral("finished")), 1);
    QCOMPARE(m_server->events.count(QStringLiteral("finished")), 1);
}

void TestStreamSocket::closeSendsWhatWaits()
{
    connectPair();
    const qsizetype size = 6 << 20;
    QVERIFY(m_client->socket->send(QByteArray(size, 'x')));
    QVERIFY(m_client->socket->unsent() > 0);
    m_client->socket->close();
    QVERIFY(!m_client->isFinished());
    QTRY_VERIFY(m_client->isFinished());
    QTRY_COMPARE(m_server->in.size(), size);
    QTRY_VERIFY(m_server->events.contains(QStringLiteral("peerFinished")));
    QVERIFY(!m_client->error.isError());
}

void TestStreamSocket::resetSendsRst()
{
    connectPair();
    m_client->socket->reset();
    QCOMPARE(m_client->socket->descriptor(), -1);
    QVERIFY(!m_client->isFinished());
    QTRY_COMPARE(m_server->error.sysErrno, ECONNRESET);
    QTRY_VERIFY(m_client->isFinished());
    QVERIFY(!m_client->error.isError());
}

void TestStreamSocket::mayBeDestroyedInFinished()
{
    connectPair();
    m_client->destroyAtEnd = true;
    m_server->destroyAtEnd = true;
    m_client->socket->reset();
    QTRY_VERIFY(!m_client->socket && !m_server->socket);
}

void TestStreamSocket::selfConnectIsSeenAndReset()
{
    // faults.md row 26: a socket bound to the port that it connects to meets itself
    QVERIFY(m_acceptor->open(loopback(), {}));
    const SocketAddress own = m_acceptor->listener->local();
    m_acceptor->listener.reset();
    m_client = std::make_unique<Stream>(*m_calls, *m_poller);
    QVERIFY(m_client->socket->connectTo(own, specWith(QStringLiteral("bind"), own.toString())));
    QTRY_VERIFY(m_client->isFinished());
    QCOMPARE(m_client->error.kind, ErrorKind::SelfConnect);
    QVERIFY(!m_client->events.contains(QStringLiteral("connected")));
    QVERIFY(m_sink.hasOption(SOL_SOCKET, SO_LINGER, 0));
}

void TestStreamSocket::pausedReadingSlowsThePeer()
{
    connectPair();
    m_server->socket->pauseReading(true);
    QVERIFY(m_client->socket->send("held"));
    QTRY_VERIFY(sampleQueues(m_server->socket->descriptor()).receive == 4);
    QTest::qWait(5);
    QVERIFY(m_server->in.isEmpty());
    m_server->socket->pauseReading(false);
    QTRY_COMPARE(m_server->in, QByteArray("held"));
}

void TestStreamSocket::boundTwiceIsInUse()
{
    // faults.md row 19
    QVERIFY(m_acceptor->open(loopback(), {}));
    Acceptor second(*m_calls, *m_poller);
    const Result<void> opened = second.open(m_acceptor->listener->local(), {});
    QVERIFY(!opened);
    QCOMPARE(opened.error().sysErrno, EADDRINUSE);
    int shared = -1;
    QVERIFY(m_calls->getOption(m_acceptor->listener->descriptor(), SOL_SOCKET, SO_REUSEPORT, shared).ok());
    QCOMPARE(shared, 0);
}

void TestStreamSocket::restartsInTimeWait()
{
    // faults.md row 19: the side that closes first keeps the port in TIME-WAIT
    connectPair();
    const SocketAddress at = m_acceptor->listener->local();
    QVERIFY(m_server->socket->shutdownWrite());
    QTRY_VERIFY(m_client->events.contains(QStringLiteral("peerFinished")));
    m_client->socket->close();
    QTRY_VERIFY(m_server->isFinished());
    m_acceptor->listener.reset();
    QVERIFY(m_acceptor->open(at, {}));
    QCOMPARE(m_acceptor->listener->local(), at);
}

void TestStreamSocket::addressNotHereIsNotAvailable()
{
    // faults.md row 21: 192.0.2.1 is documentation's (RFC 5737), no machine has it
    const Result<void> opened =
        m_acceptor->open(SocketAddress(QHostAddress(QStringLiteral("192.0.2.1")), 0), {});
    QVERIFY(!opened);
    QCOMPARE(opened.error().sysErrno, EADDRNOTAVAIL);
    QCOMPARE(QByteArray(opened.error().call), QByteArray("bind"));
}

void TestStreamSocket::outOfDescriptorsRecovers()
{
    // faults.md row 24
    QVERIFY(m_acceptor->open(loopback(), {}));
    std::vector<int> clients;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        QVERIFY(clients.back() >= 0);
    }
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    ::close(next);
    const rlimit tight{static_cast<rlim_t>(next) + 4, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    const SocketAddress at = m_acceptor->listener->local();
    for (const int client : clients)
        ::connect(client, at.native(), at.nativeLength());
    const double cpu = processCpuMs();
    QElapsedTimer wall;
    wall.start();
    QTest::qWait(900);
    const double share = (processCpuMs() - cpu) / double(wall.elapsed());
    const size_t atFirst = m_acceptor->streams.size();
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(atFirst < clients.size());
    QVERIFY2(share < 0.05, qPrintable(QString::number(share))); // a spinning loop takes all of a core
    QCOMPARE(m_acceptor->pauses.first(), QString::number(EMFILE));
    QVERIFY(m_acceptor->listener->refused() >= 1);
    QTRY_COMPARE(m_acceptor->streams.size() + m_acceptor->listener->refused(), clients.size());
    QCOMPARE(m_acceptor->pauses.last(), QStringLiteral("on"));
    QVERIFY(m_acceptor->adopted);
    for (const int client : clients)
        ::close(client);
}

void TestStreamSocket::takesAllOfSixtyClients()
{
    // faults.md row 25
    QVERIFY(m_acceptor->open(loopback(), {}));
    std::vector<std::unique_ptr<Stream>> clients;
    for (int i = 0; i < 60; ++i) {
        clients.push_back(std::make_unique<Stream>(*m_calls, *m_poller));
        QVERIFY(clients.back()->socket->connectTo(m_acceptor->listener->local(), {}));
    }
    QTRY_COMPARE(m_acceptor->streams.size(), size_t(60));
    QTRY_VERIFY(std::all_of(clients.begin(), clients.end(), [](const auto &client) {
        return client->events == QStringList{QStringLiteral("connected")};
    }));
}

void TestStreamSocket::unixFileIsOursAlone()
{
    // faults.md row 29
    QTemporaryDir directory;
    const QByteArray path = directory.path().toUtf8() + "/s";
    connectPair(SocketAddress::unixPath(path));
    struct stat found
    {
    };
    QCOMPARE(::lstat(path.constData(), &found), 0);
    QCOMPARE(found.st_mode & 0077, mode_t(0));
    Acceptor second(*m_calls, *m_poller);
    const Result<void> opened = second.open(SocketAddress::unixPath(path), {});
    QVERIFY(!opened);
    QCOMPARE(opened.error().sysErrno, EADDRINUSE);
    QCOMPARE(::access(path.constData(), F_OK), 0); // the refused one has removed nothing
    const QByteArray aside = path + "-aside";
    QCOMPARE(::rename(path.constData(), aside.constData()), 0);
    QCOMPARE(::close(::open(path.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600)), 0);
    m_acceptor->listener.reset();
    QCOMPARE(::access(path.constData(), F_OK), 0); // another's file under our name stays
    QVERIFY(second.open(SocketAddress::unixPath(path + "2"), {}));
    second.listener.reset();
    QVERIFY(::access((path + "2").constData(), F_OK) != 0);
}

void TestStreamSocket::unixPathTooLongCountsBytes()
{
    // faults.md row 29
    EndpointSpec spec;
    spec.scheme = Scheme::UnixListen;
    spec.unixName = QString(54, QChar(0x00e9)); // 108 bytes in UTF-8
    const Result<SocketAddress> address = socketoptions::unixAddress(spec);
    QVERIFY(!address);
    QCOMPARE(address.error().sysErrno, ENAMETOOLONG);
    spec.unixName.chop(1);
    QVERIFY(socketoptions::unixAddress(spec));
}

void TestStreamSocket::kernelFactsAreSampled()
{
    connectPair(loopback(), specWith(QStringLiteral("nodelay"), QStringLiteral("1")));
    QVERIFY(m_sink.hasOption(IPPROTO_TCP, TCP_NODELAY, 1));
    const qsizetype recorded = qsizetype(m_sink.records.size());
    const std::optional<TcpInfo> facts = sampleTcpInfo(m_client->socket->descriptor());
    QVERIFY(facts.has_value());
    QCOMPARE(facts->state, int(TCP_ESTABLISHED));
    QVERIFY(facts->rttUs > 0);
    QVERIFY(facts->congestionWindow > 0);
    QVERIFY(!sampleTcpInfo(0).has_value());
    QCOMPARE(sampleQueues(m_client->socket->descriptor()).send, qint64(0));
    QCOMPARE(qsizetype(m_sink.records.size()), recorded); // our looks are not steps of the conversation
}

QTEST_GUILESS_MAIN(TestStreamSocket)
#include "tst_streamsocket.moc"
