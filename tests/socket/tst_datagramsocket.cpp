// UDP over IPv4 and IPv6 in a real event loop.
#include "netcore/socket/datagrambatch.h"
#include "netcore/socket/tcpinfo.h"
#include "numberedsender.h"
#include "socketprobes.h"

#include <QtTest/QTest>

#include <cerrno>
#include <thread>

#include <netinet/in.h>
#include <netinet/udp.h>
#include <unistd.h>

using namespace netcore;
using probes::Datagrams;

namespace {

SocketAddress loopback(bool v6 = false, quint16 port = 0)
{
    return SocketAddress(QHostAddress(v6 ? QHostAddress::LocalHostIPv6 : QHostAddress::LocalHost), port);
}

EndpointSpec specWith(const QString &key, const QString &value)
{
    EndpointSpec spec;
    spec.options.emplace_back(key, value);
    return spec;
}

} // namespace

class TestDatagramSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_poller.reset(); }
    void datagramsKeepTheirBoundaries_data();
    void datagramsKeepTheirBoundaries();
    void emptyDatagramIsADatagram();
    void largestPassesOneMoreIsRefused_data();
    void largestPassesOneMoreIsRefused();
    void cutDatagramIsMarked();
    void portUnreachableIsTold_data();
    void portUnreachableIsTold();
    void waitingErrorLosesNothing();
    void runsAreCutIntoTheirDatagrams_data();
    void runsAreCutIntoTheirDatagrams();
    void everyDropIsCounted();
    void sentIsReceivedAndDropped_data();
    void sentIsReceivedAndDropped();
    void underFloodReadingWaitsUnlessSomebodyAnswers_data();
    void underFloodReadingWaitsUnlessSomebodyAnswers();
    void broadcastIsOffByDefault();
    void grantedBufferIsRead();
    void largestBufferIsAskedForByDefault();
    void pausedReadingResumes();
    void dualStackTakesIPv4();

private:
    std::unique_ptr<DatagramSocket> open(Datagrams &events, const SocketAddress &at,
                                         const EndpointSpec &spec = {}, const SocketAddress &peer = {});
    /// An address of loopback at which nobody listens any more.
    SocketAddress closedPort(bool v6);

    SystemClock m_clock;
    probes::Calls m_sink;
    std::unique_ptr<Syscalls> m_calls;
    std::unique_ptr<Poller> m_poller;
};

void TestDatagramSocket::init()
{
    m_sink.records.clear();
    m_calls = std::make_unique<Syscalls>(m_clock, &m_sink);
    m_poller = std::move(makeEpollPoller().value());
}

std::unique_ptr<DatagramSocket> TestDatagramSocket::open(Datagrams &events, const SocketAddress &at,
                                                         const EndpointSpec &spec, const SocketAddress &peer)
{
    auto opened = DatagramSocket::open(*m_calls, *m_poller, events, at, peer, spec);
    if (!opened)
        qFatal("cannot open a UDP socket: %s", errnoName(opened.error().sysErrno).constData());
    return std::move(*opened);
}

SocketAddress TestDatagramSocket::closedPort(bool v6)
{
    Datagrams events;
    return open(events, loopback(v6))->local();
}

void TestDatagramSocket::datagramsKeepTheirBoundaries_data()
{
    QTest::addColumn<bool>("v6");
    QTest::newRow("IPv4") << false;
    QTest::newRow("IPv6") << true;
}

void TestDatagramSocket::datagramsKeepTheirBoundaries()
{
    QFETCH(bool, v6);
    Datagrams events;
    const auto receiver = open(events, loopback(v6));
    Datagrams ownEvents;
    const auto sender = open(ownEvents, loopback(v6));
    QByteArrayList payloads;
    std::vector<OutgoingDatagram> batch;
    for (int i = 0; i < 100; ++i)
        payloads.append(QByteArray(i * 7, char(i)));
    for (const QByteArray &payload : payloads)
        batch.push_back({payload, receiver->local()});
    const Result<qsizetype> sent = sender->sendBatch(batch);
    QVERIFY(sent);
    QCOMPARE(*sent, qsizetype(100));
    QCOMPARE(m_sink.count(CallId::SendMmsg), qsizetype(2)); // 64 and 36
    QTRY_COMPARE(events.payloads.size(), 100);
    QCOMPARE(events.payloads, payloads);
    QCOMPARE(events.from, sender->local());
    QVERIFY(events.batches <= 4);
}

void TestDatagramSocket::emptyDatagramIsADatagram()
{
    // faults.md row 33
    Datagrams events;
    const auto socket = open(events, loopback());
    QVERIFY(socket->send({}, socket->local()));
    QVERIFY(socket->send("next", socket->local()));
    QTRY_COMPARE(events.payloads, (QByteArrayList{QByteArray(""), QByteArray("next")}));
}

void TestDatagramSocket::largestPassesOneMoreIsRefused_data()
{
    QTest::addColumn<bool>("v6");
    QTest::addColumn<qsizetype>("largest");
    QTest::newRow("IPv4") << false << qsizetype(65507);
    QTest::newRow("IPv6") << true << qsizetype(65527);
}

void TestDatagramSocket::largestPassesOneMoreIsRefused()
{
    // faults.md rows 32, 33
    QFETCH(bool, v6);
    QFETCH(qsizetype, largest);
    Datagrams events;
    const auto socket = open(events, loopback(v6));
    QVERIFY(socket->send(QByteArray(largest, 'x'), socket->local()));
    const Result<void> refusal = socket->send(QByteArray(largest + 1, 'x'), socket->local());
    QVERIFY(!refusal);
    QCOMPARE(refusal.error().sysErrno, EMSGSIZE);
    QCOMPARE(refusal.error().kind, ErrorKind::MessageTooLong);
    QVERIFY(*refusal.error().reason);
    QVERIFY(socket->send("after", socket->local())); // the refusal has left nothing behind
    QTRY_COMPARE(events.payloads.size(), 2);
    QCOMPARE(events.payloads.first().size(), largest);
    QVERIFY(!events.truncated);
    QVERIFY(events.reports.empty());
}

void TestDatagramSocket::cutDatagramIsMarked()
{
    // faults.md row 33: with our buffers the kernel never has to cut, so the batch is given a short one
    Datagrams events;
    const auto socket = open(events, loopback());
    socket->pauseReading(true);
    QVERIFY(socket->send(QByteArray(2000, 'x'), socket->local()));
    DatagramBatch &batch = DatagramBatch::ofThisThread();
    mmsghdr *headers = batch.prepare();
    headers[0].msg_hdr.msg_iov->iov_len = 500;
    const CallResult got = m_calls->receiveMany(socket->descriptor(), headers, 1, 0);
    headers[0].msg_hdr.msg_iov->iov_len = DatagramBatch::datagramBytes;
    QVERIFY(got.ok());
    const std::span<const DatagramRun> cut = batch.received(1, 0);
    QVERIFY(cut[0].truncated);
    QCOMPARE(cut[0].bytes.size(), 500);
}

void TestDatagramSocket::portUnreachableIsTold_data()
{
    QTest::addColumn<bool>("v6");
    QTest::addColumn<bool>("connected");
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("code");
    QTest::newRow("IPv4") << false << false << 3 << 3;
    QTest::newRow("IPv4 connected") << false << true << 3 << 3;
    QTest::newRow("IPv6") << true << false << 1 << 4;
    QTest::newRow("IPv6 connected") << true << true << 1 << 4;
}

void TestDatagramSocket::portUnreachableIsTold()
{
    // faults.md row 31
    QFETCH(bool, v6);
    QFETCH(bool, connected);
    const SocketAddress nobody = closedPort(v6);
    Datagrams events;
    const EndpointSpec spec =
        connected ? specWith(QStringLiteral("connected"), QStringLiteral("1")) : EndpointSpec();
    const auto socket = open(events, loopback(v6), spec, connected ? nobody : SocketAddress());
    QVERIFY(socket->send("anyone?", nobody));
    QTRY_COMPARE(events.reports.size(), size_t(1));
    const IcmpReport &report = events.reports.front();
    QCOMPARE(report.error.sysErrno, ECONNREFUSED);
    QCOMPARE(report.destination, nobody);
    QCOMPARE(report.offender.host(), loopback(v6).host());
    QTEST(report.type, "type");
    QTEST(report.code, "code");
    QVERIFY(!events.error.isError());
    if (connected)
        return;
    QVERIFY(socket->send("still open", socket->local()));
    QTRY_COMPARE(events.payloads, QByteArrayList{QByteArray("still open")});
}

void TestDatagramSocket::waitingErrorLosesNothing()
{
    // faults.md row 31: the error of the first datagram meets the send of the second
    const SocketAddress nobody = closedPort(false);
    Datagrams events;
    const auto socket = open(events, loopback());
    Datagrams otherEvents;
    const auto other = open(otherEvents, loopback());
    QVERIFY(socket->send("lost", nobody)); // on loopback the answer is here before send returns
    QVERIFY(socket->send("kept", other->local()));
    QCOMPARE(events.reports.size(), size_t(1)); // told within the second send
    QCOMPARE(m_sink.count(CallId::Send, ECONNREFUSED), qsizetype(1));
    QVERIFY(socket->send("lost", nobody));
    const OutgoingDatagram one{"batch", other->local()};
    const Result<qsizetype> sent = socket->sendBatch(std::span(&one, 1));
    QVERIFY(sent);
    QCOMPARE(*sent, qsizetype(1));
    QTRY_COMPARE(otherEvents.payloads, (QByteArrayList{QByteArray("kept"), QByteArray("batch")}));
}

void TestDatagramSocket::runsAreCutIntoTheirDatagrams_data()
{
    QTest::addColumn<bool>("v6");
    QTest::addColumn<int>("each");
    QTest::addColumn<int>("bytes");
    QTest::newRow("64 of 64") << false << 64 << 64 * 64;
    QTest::newRow("the last is shorter") << false << 100 << 1050;
    QTest::newRow("the last has one byte") << false << 512 << 512 * 3 + 1;
    QTest::newRow("one alone") << false << 200 << 200;
    QTest::newRow("IPv6") << true << 1000 << 40'000;
}

/// A message of the kernel that holds a run (UDP_GRO) is as many datagrams as were sent.
void TestDatagramSocket::runsAreCutIntoTheirDatagrams()
{
    QFETCH(bool, v6);
    QFETCH(int, each);
    QFETCH(int, bytes);
    Datagrams events;
    const auto receiver = open(events, loopback(v6));
    QVERIFY(m_sink.hasOption(IPPROTO_UDP, UDP_GRO, 1));
    QByteArray all(bytes, Qt::Uninitialized);
    for (int i = 0; i < bytes; ++i)
        all[i] = char(i * 7 + i / 256);
    const NumberedSender sender(receiver->local());
    QVERIFY(sender.sendRun(all, each));
    QVERIFY(sender.sendRun("after", 0));
    QByteArrayList expected;
    for (int at = 0; at < bytes; at += each)
        expected << all.mid(at, each);
    expected << "after";
    QTRY_COMPARE(events.payloads.size(), expected.size());
    QCOMPARE(events.payloads, expected);
    QCOMPARE(events.messages, 2);
}

void TestDatagramSocket::everyDropIsCounted()
{
    // faults.md row 34
    Datagrams events;
    const auto receiver =
        open(events, loopback(), specWith(QStringLiteral("rcvbuf"), QStringLiteral("4096")));
    Datagrams ownEvents;
    const auto sender = open(ownEvents, loopback());
    const qint64 sent = 2000;
    for (qint64 i = 0; i < sent; ++i)
        QVERIFY(sender->send(QByteArray(100, 'x'), receiver->local()));
    QTRY_COMPARE(qint64(events.payloads.size()) + qint64(events.drops), sent);
    QVERIFY(events.drops > 0);
    const quint64 before = events.drops;
    const qsizetype had = events.payloads.size();
    QVERIFY(sender->send("one more", receiver->local()));
    QTRY_COMPARE(events.payloads.size(), had + 1);
    QCOMPARE(events.drops, before);
}

void TestDatagramSocket::sentIsReceivedAndDropped_data()
{
    QTest::addColumn<int>("perRun");
    QTest::newRow("plain sender") << 1;
    QTest::newRow("sender of runs (GSO)") << 50;
}

// faults.md row 34
void TestDatagramSocket::sentIsReceivedAndDropped()
{
    QFETCH(int, perRun);
    Datagrams events;
    const auto receiver =
        open(events, loopback(), specWith(QStringLiteral("rcvbuf"), QStringLiteral("65536")));
    const NumberedSender sender(receiver->local());
    constexpr quint64 sent = 20'000;
    std::thread sending([&] { sender.send(0, sent, perRun); }); // now faster than we read, now slower
    sending.join();
    const auto told = [&] { return quint64(events.payloads.size()) + events.drops * quint64(perRun); };
    QTRY_COMPARE(told(), sent);
    QCOMPARE(NumberedSender::missing(events.payloads, sent), events.drops * quint64(perRun));
    QVERIFY(events.drops > 0);
}

void TestDatagramSocket::underFloodReadingWaitsUnlessSomebodyAnswers_data()
{
    QTest::addColumn<bool>("answers");
    QTest::newRow("only listens") << false;
    QTest::newRow("answers") << true;
}

void TestDatagramSocket::underFloodReadingWaitsUnlessSomebodyAnswers()
{
    QFETCH(bool, answers);
    Datagrams events;
    events.answers = answers;
    const auto receiver = open(events, loopback());
    const NumberedSender sender(receiver->local());
    std::atomic<bool> over = false;
    quint64 sent = 0;
    std::thread sending([&] {
        for (; !over && sent < 2'000'000; sent += 100)
            sender.send(sent, sent + 100, 1);
    });
    [&] { QTRY_VERIFY(events.asked > 20); }(); // asked once a read, and under flood alone
    over = true;
    sending.join();
    QTRY_COMPARE(quint64(events.payloads.size()) + events.drops, sent);
    QCOMPARE(NumberedSender::missing(events.payloads, sent), events.drops);
    const int asked = events.asked;
    for (int i = 0; i < 5; ++i) { // the flood is over: nothing waits
        QTest::qWait(3);
        QVERIFY(sender.send(0, 1, 1));
        QTRY_COMPARE(quint64(events.payloads.size()) + events.drops, sent + quint64(i) + 1);
    }
    QVERIFY(events.asked <= asked + 20);
}

void TestDatagramSocket::broadcastIsOffByDefault()
{
    Datagrams events;
    const auto socket = open(events, SocketAddress(QHostAddress(QHostAddress::AnyIPv4), 0));
    int allowed = -1;
    QVERIFY(m_calls->getOption(socket->descriptor(), SOL_SOCKET, SO_BROADCAST, allowed).ok());
    QCOMPARE(allowed, 0);
    // lo has no broadcast address of its own; 127.255.255.255 is one in the kernel's routing table
    const SocketAddress all(QHostAddress(QStringLiteral("127.255.255.255")), socket->local().port());
    const Result<void> refusal = socket->send("all", all);
    QVERIFY(!refusal);
    QCOMPARE(refusal.error().sysErrno, EACCES);
    QVERIFY(QByteArray(refusal.error().reason).contains("broadcast=1"));
    Datagrams openEvents;
    const auto open1 = open(openEvents, SocketAddress(QHostAddress(QHostAddress::AnyIPv4), 0),
                            specWith(QStringLiteral("broadcast"), QStringLiteral("1")));
    QVERIFY(open1->send("all", all));
}

void TestDatagramSocket::grantedBufferIsRead()
{
    Datagrams events;
    const auto socket = open(events, loopback(), specWith(QStringLiteral("rcvbuf"), QStringLiteral("65536")));
    QCOMPARE(socket->receiveBufferAsked(), 65536);
    QCOMPARE(socket->receiveBufferGranted(), 131072); // the kernel doubles it, socket(7)
    QVERIFY(m_sink.hasOption(SOL_SOCKET, SO_RXQ_OVFL, 1));
    QVERIFY(m_sink.hasOption(IPPROTO_IP, IP_RECVERR, 1));
}

void TestDatagramSocket::largestBufferIsAskedForByDefault()
{
    Datagrams events;
    const auto socket = open(events, loopback());
    QCOMPARE(socket->receiveBufferAsked(), DatagramSocket::largestReceiveBuffer);
    int granted = 0;
    QVERIFY(m_calls->getOption(socket->descriptor(), SOL_SOCKET, SO_RCVBUF, granted).ok());
    QCOMPARE(socket->receiveBufferGranted(), granted);
    QFile limit(QStringLiteral("/proc/sys/net/core/rmem_max"));
    QVERIFY(limit.open(QIODevice::ReadOnly));
    const int allowed = std::min(limit.readAll().trimmed().toInt(), DatagramSocket::largestReceiveBuffer);
    QVERIFY(granted >= allowed); // more than the limit where the kernel lets us force it
}

void TestDatagramSocket::pausedReadingResumes()
{
    Datagrams events;
    const auto socket = open(events, loopback());
    socket->pauseReading(true);
    QVERIFY(socket->send("held", socket->local()));
    QTRY_COMPARE(sampleQueues(socket->descriptor()).receive, qint64(4));
    QTest::qWait(5);
    QVERIFY(events.payloads.isEmpty());
    socket->pauseReading(false);
    QTRY_COMPARE(events.payloads, QByteArrayList{QByteArray("held")});
}

void TestDatagramSocket::dualStackTakesIPv4()
{
    // faults.md row 35
    Datagrams events;
    const auto socket = open(events, SocketAddress(QHostAddress(QHostAddress::AnyIPv6), 0));
    Datagrams ownEvents;
    const auto sender = open(ownEvents, loopback());
    QVERIFY(sender->send("by IPv4", loopback(false, socket->local().port())));
    QTRY_COMPARE(events.payloads.size(), 1);
    QCOMPARE(events.from.toString(), sender->local().toString()); // v4-mapped, shown as IPv4
}

QTEST_GUILESS_MAIN(TestDatagramSocket)
#include "tst_datagramsocket.moc"
