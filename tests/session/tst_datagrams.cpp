#include "netcore/socket/datagramsocket.h"
#include "tests/session/enginebench.h"
#include "tests/session/plainpeers.h"
#include "tests/socket/numberedsender.h"

#include <QtTest/QTest>

using namespace netcore;

class TestDatagrams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyDatagramIsARecord();
    void sendToMakesAConversation();
    void closedPortIsToldAndTheSocketStays();
    void tooLongIsRefused();
    void twoRespondersDoNotPlayForEver();
    void loopPausesUntilItIsResumed();
    void sentIsRecordedAndDropped_data();
    void sentIsRecordedAndDropped();
    void grantedBufferIsToldToo();
    void conversationsAreBounded();
    void framesOfADatagramAreAnswered();

private:
    static SessionId listen(EngineBench &bench, const QString &responder = {}, const QString &framing = {});
};

SessionId TestDatagrams::listen(EngineBench &bench, const QString &responder, const QString &framing)
{
    const SessionId id = bench.open(QStringLiteral("udp-listen://127.0.0.1:0"), responder, framing);
    [&] { QTRY_COMPARE(bench.session(id).state, SessionState::Listening); }();
    return id;
}

void TestDatagrams::emptyDatagramIsARecord()
{
    EngineBench bench;
    const SessionId listener = listen(bench, QStringLiteral("echo"));
    const SessionId client = bench.open(bench.specOf(listener));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    const ConnectionId connection = bench.only(client).id;
    bench.engine().send(connection, {});
    QTRY_COMPARE(bench.connection(connection).recordsIn, 1u);
    QCOMPARE(bench.connection(connection).bytesIn, 0u);
    QCOMPARE(bench.payloads(RecordKind::Datagram, connection).size(), 2);
}

void TestDatagrams::sendToMakesAConversation()
{
    EngineBench bench;
    const SessionId listener = listen(bench);
    PlainSocket peer;
    const SendId id = bench.engine().sendTo(listener, peer.local.toString(), "to you");
    QByteArray got;
    QTRY_VERIFY((got += peer.tryRead(), got == "to you"));
    QTRY_COMPARE(bench.outcomes.size(), 1);
    QCOMPARE(bench.outcomes.front().id, id);
    QCOMPARE(bench.outcomes.front().peer, peer.local);
    QTRY_COMPARE(bench.only(listener).peer, peer.local);
    QVERIFY(!bench.only(listener).inbound);
    bench.engine().sendTo(listener, QStringLiteral("127.0.0.1"), "no port");
    QTRY_VERIFY(!bench.failures.isEmpty());
}

// faults.md row 31
void TestDatagrams::closedPortIsToldAndTheSocketStays()
{
    EngineBench bench;
    const SessionId listener = listen(bench);
    SocketAddress closed;
    {
        PlainSocket gone;
        closed = gone.local;
    }
    bench.engine().sendTo(listener, closed.toString(), "anybody there?");
    QTRY_VERIFY(!bench.failures.isEmpty());
    QCOMPARE(bench.failures.front().error.kind, ErrorKind::Refused);
    QCOMPARE(bench.failures.front().where, QStringLiteral("udp://") + closed.toString());
    QTRY_VERIFY(bench.hasNotice("icmp"));
    QCOMPARE(bench.session(listener).state, SessionState::Listening);
    PlainSocket peer;
    bench.engine().sendTo(listener, peer.local.toString(), "still here");
    QByteArray got;
    QTRY_VERIFY((got += peer.tryRead(), got == "still here"));
}

void TestDatagrams::tooLongIsRefused()
{
    EngineBench bench;
    const SessionId listener = listen(bench);
    PlainSocket peer;
    bench.engine().sendTo(listener, peer.local.toString(), QByteArray(70000, 'x'));
    QTRY_VERIFY(!bench.failures.isEmpty());
    QCOMPARE(bench.failures.front().error.sysErrno, EMSGSIZE);
}

// faults.md row 68
void TestDatagrams::twoRespondersDoNotPlayForEver()
{
    EngineBench one;
    EngineBench two;
    const SessionId first = listen(one, QStringLiteral("echo"));
    const SessionId second = listen(two, QStringLiteral("echo"));
    one.engine().sendTo(first, two.session(second).locals.front().toString(), "ping");
    QTRY_VERIFY(one.only(first).repliesWithheld + two.only(second).repliesWithheld > 0);
    const auto packets = [&] { return one.only(first).recordsOut + two.only(second).recordsOut; };
    const quint64 sent = packets();
    QVERIFY(sent > 2 && sent <= 100);
    QTest::qWait(300); // nothing that was held back comes later
    QCOMPARE(packets(), sent);
}

// faults.md row 68
void TestDatagrams::loopPausesUntilItIsResumed()
{
    EngineBench bench;
    const SessionId listener = listen(bench, QStringLiteral("echo"));
    PlainSocket peer;
    for (int i = 0; i < 60; ++i)
        peer.send("again", bench.session(listener).locals.front());
    QTRY_VERIFY(bench.only(listener).responderPaused);
    QTRY_VERIFY(bench.hasNotice("responder-paused"));
    int replies = 0;
    while (!peer.tryRead().isEmpty())
        ++replies;
    QVERIFY(replies >= 40 && replies <= 50);
    bench.engine().resumeResponder(bench.only(listener).id);
    QTRY_VERIFY(!bench.only(listener).responderPaused);
    QByteArray got;
    QTRY_VERIFY((peer.send("back", bench.session(listener).locals.front()), got += peer.tryRead(),
                 got.startsWith("back")));
}

void TestDatagrams::conversationsAreBounded()
{
    EngineBench bench;
    const SessionId listener = listen(bench);
    constexpr int most = 1000; // UdpSession::mostConversations
    // The kernel gives a port twice now and then: some of these are the same peer.
    for (int i = 0; i < most + 100; ++i) {
        PlainSocket peer;
        peer.send("one of many", bench.session(listener).locals.front());
        if (i % 100 == 99)
            QTRY_VERIFY(bench.connectionsOf(listener).size() > i - 50);
    }
    QTRY_VERIFY(bench.connectionsOf(listener).size() > most);
    QTRY_COMPARE(bench.liveOf(listener).size(), most);
}

void TestDatagrams::framesOfADatagramAreAnswered()
{
    EngineBench bench;
    const SessionId listener = listen(bench, QStringLiteral("upper"), QStringLiteral("line"));
    PlainSocket peer;
    peer.send("a\nb\n", bench.session(listener).locals.front());
    QByteArray got;
    QTRY_VERIFY((got += peer.tryRead() + '|', got.contains("A\n|") && got.contains("B\n|")));
}

void TestDatagrams::sentIsRecordedAndDropped_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("perRun");
    QTest::addColumn<bool>("mustDrop");
    QTest::newRow("plain, large buffer") << QString() << 1 << false;
    QTest::newRow("plain, small buffer") << QStringLiteral("?rcvbuf=8192") << 1 << true;
    QTest::newRow("runs, large buffer") << QString() << 50 << false;
    QTest::newRow("runs, small buffer") << QStringLiteral("?rcvbuf=65536") << 50 << true;
}

// faults.md row 34: each datagram of a run is a record of its own; a drop of the kernel is a whole run
void TestDatagrams::sentIsRecordedAndDropped()
{
    QFETCH(QString, options);
    QFETCH(int, perRun);
    QFETCH(bool, mustDrop);
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("udp-listen://127.0.0.1:0") + options);
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const NumberedSender sender(bench.session(listener).locals.front());
    constexpr quint64 sent = 20'000;
    QVERIFY(sender.send(0, sent, perRun));
    const auto drops = [&] { return bench.session(listener).kernelDrops * quint64(perRun); };
    QTRY_COMPARE(bench.only(listener).recordsIn + drops(), sent);
    const QByteArrayList recorded = bench.payloads(RecordKind::Datagram);
    QCOMPARE(NumberedSender::missing(recorded, sent), drops());
    QCOMPARE(quint64(recorded.size()), bench.only(listener).recordsIn);
    if (mustDrop)
        QVERIFY(drops() > 0 && bench.hasNotice("kernel-drops"));
}

void TestDatagrams::grantedBufferIsToldToo()
{
    EngineBench bench;
    const SessionId listener = listen(bench);
    QTRY_VERIFY(bench.session(listener).receiveBufferGranted > 0);
    QCOMPARE(bench.session(listener).receiveBufferAsked, DatagramSocket::largestReceiveBuffer);
}

QTEST_GUILESS_MAIN(TestDatagrams)
#include "tst_datagrams.moc"
