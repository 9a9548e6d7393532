#include "tests/session/enginebench.h"
#include "tests/session/plainpeers.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

namespace {

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : bytes)
        byte = char(random.generate());
    return bytes;
}

} // namespace

/// Ends, half-ends, slow readers and crowds of streams.
class TestStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peerFinishesFirst();
    void weFinishFirst();
    void bothFinishAtOnce();
    void resetByPeerIsTold();
    void resetByUsReachesThePeer();
    void resetInTheMiddleOfASend();
    void stalledPeerStopsTheProducer();
    void stalledPeerStopsTheResponder();
    void everyByteIsRecordedAndEchoed();
    void sixtyClientsAreServed();
    void oneOverTheLimitIsClosedAndCounted();
    void localhostIsBothLoopbacks();
    void portInUseIsExplainedAndRetried();
    void framesAreAnswered();
    void chatReachesAllOthers();
    void endedRowsAreARing();
    void descriptionsOutliveTheRing();

private:
    struct Pair
    {
        SessionId listener;
        ConnectionId served;
        std::unique_ptr<PlainPeer> peer;
    };
    static void connectPeer(EngineBench &bench, Pair &pair, const QString &responder = {},
                            const QString &framing = {});
};

void TestStreams::connectPeer(EngineBench &bench, Pair &pair, const QString &responder,
                              const QString &framing)
{
    pair.listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), responder, framing);
    QTRY_COMPARE(bench.session(pair.listener).state, SessionState::Listening);
    pair.peer = std::make_unique<PlainPeer>(bench.session(pair.listener).locals.front());
    QVERIFY(pair.peer->connected);
    QTRY_COMPARE(bench.liveOf(pair.listener).size(), 1);
    pair.served = bench.only(pair.listener).id;
}

// faults.md row 17
void TestStreams::peerFinishesFirst()
{
    EngineBench bench;
    Pair pair;
    connectPeer(bench, pair);
    QVERIFY(pair.peer->write("question"));
    pair.peer->finish();
    QTRY_COMPARE(bench.connection(pair.served).state, ConnectionState::CloseWait);
    QVERIFY(bench.connection(pair.served).readClosed);
    bench.engine().send(pair.served, "late answer");
    QByteArray got;
    QTRY_VERIFY((got += pair.peer->tryRead(), got == "late answer"));
    bench.engine().closeConnection(pair.served);
    QTRY_COMPARE(bench.connection(pair.served).ended, EndReason::FinByPeer);
}

// faults.md row 17
void TestStreams::weFinishFirst()
{
    EngineBench bench;
    Pair pair;
    connectPeer(bench, pair);
    bench.engine().shutdownWrite(pair.served);
    QTRY_COMPARE(bench.connection(pair.served).state, ConnectionState::FinWait2);
    QVERIFY(bench.connection(pair.served).writeClosed);
    QVERIFY(pair.peer->write("more"));
    QTRY_COMPARE(bench.connection(pair.served).bytesIn, 4u);
    bench.engine().send(pair.served, "not any more");
    QTRY_COMPARE(bench.failures.size(), 1);
    QCOMPARE(bench.failures.front().error.kind, ErrorKind::NotConnected);
    pair.peer->close();
    QTRY_COMPARE(bench.connection(pair.served).ended, EndReason::ClosedByUs);
}

// faults.md row 18
void TestStreams::bothFinishAtOnce()
{
    EngineBench bench;
    for (int round = 0; round < 50; ++round) {
        Pair pair;
        connectPeer(bench, pair);
        pair.peer->write("data before the end");
        bench.engine().closeConnection(pair.served);
        if (round % 2)
            pair.peer->reset();
        else
            pair.peer->close();
        QTRY_VERIFY(bench.connection(pair.served).ended != EndReason::None);
        QCOMPARE(bench.payloads(RecordKind::ConnectionClosed, pair.served).size(), 1);
    }
}

void TestStreams::resetByPeerIsTold()
{
    EngineBench bench;
    Pair pair;
    connectPeer(bench, pair);
    pair.peer->reset();
    QTRY_COMPARE(bench.connection(pair.served).ended, EndReason::ResetByPeer);
    QCOMPARE(bench.connection(pair.served).error.sysErrno, ECONNRESET);
}

void TestStreams::resetByUsReachesThePeer()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SessionId client = bench.open(bench.specOf(listener));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    bench.engine().resetConnection(bench.only(client).id);
    QTRY_COMPARE(bench.only(client).ended, EndReason::ResetByUs);
    QTRY_COMPARE(bench.only(listener).ended, EndReason::ResetByPeer);
}

// faults.md row 16
void TestStreams::resetInTheMiddleOfASend()
{
    EngineBench bench;
    Pair pair;
    connectPeer(bench, pair);
    bench.engine().send(pair.served, QByteArray(7 << 20, 'x'));
    QTRY_VERIFY(bench.connection(pair.served).unsent > 0);
    pair.peer->reset();
    QTRY_COMPARE(bench.connection(pair.served).ended, EndReason::ResetByPeer);
    QTRY_COMPARE(bench.outcomes.size(), 1);
    const SendOutcome &outcome = bench.outcomes.front();
    QCOMPARE(outcome.bytesAsked, quint64(7 << 20));
    QVERIFY(outcome.error.isError());
    QVERIFY(outcome.handedToKernel > 0 && outcome.handedToKernel < outcome.bytesAsked);
    QCOMPARE(outcome.handedToKernel, bench.connection(pair.served).bytesOut);
}

// faults.md row 14
void TestStreams::stalledPeerStopsTheProducer()
{
    EngineBench bench;
    Pair pair;
    connectPeer(bench, pair);
    for (int i = 0; i < 64; ++i)
        bench.engine().send(pair.served, QByteArray(1 << 20, 'x'));
    QTRY_VERIFY(!bench.failures.isEmpty());
    QCOMPARE(bench.failures.front().error.kind, ErrorKind::LimitExceeded);
    QTRY_VERIFY(bench.connection(pair.served).peerNotReading);
    QVERIFY(bench.connection(pair.served).unsent <= EngineOptions().connectionHighWater);
    bench.engine().observe({pair.served});
    QTRY_VERIFY(bench.connection(pair.served).tcp.sendQueue > 0);
    QTRY_VERIFY((pair.peer->readAll(), bench.connection(pair.served).unsent == 0));
    QTRY_VERIFY(!bench.connection(pair.served).peerNotReading);
}

// faults.md row 14
void TestStreams::stalledPeerStopsTheResponder()
{
    EngineBench bench;
    Pair pair;
    connectPeer(bench, pair, QStringLiteral("echo"));
    const QByteArray block(1 << 18, 'y');
    quint64 written = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (int i = 0; i < 8; ++i)
                written += quint64(std::max<qint64>(0, pair.peer->tryWrite(block)));
            return bench.connection(pair.served).readPaused;
        }(),
        20000);
    QVERIFY(bench.connection(pair.served).unsent <= EngineOptions().connectionHighWater);
    quint64 got = 0;
    QTRY_VERIFY_WITH_TIMEOUT((got += pair.peer->readAll(), got == written), 20000);
    QCOMPARE(bench.connection(pair.served).repliesWithheld, 0u);
}

// faults.md row 15
void TestStreams::everyByteIsRecordedAndEchoed()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SessionId client = bench.open(bench.specOf(listener));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    const QByteArray blast = randomBytes(6 << 20);
    const ConnectionId connection = bench.only(client).id;
    bench.engine().send(connection, blast);
    QTRY_COMPARE_WITH_TIMEOUT(bench.connection(connection).bytesIn, quint64(blast.size()), 20000);
    const ConnectionId served = bench.only(listener).id;
    QCOMPARE(hashOf(bench.recorded(connection, Direction::Out)), hashOf(blast));
    QCOMPARE(hashOf(bench.recorded(connection, Direction::In)), hashOf(blast));
    QCOMPARE(hashOf(bench.recorded(served, Direction::In)), hashOf(blast));
    QCOMPARE(hashOf(bench.recorded(served, Direction::Out)), hashOf(blast));
}

// faults.md row 25
void TestStreams::sixtyClientsAreServed()
{
    EngineBench bench;
    const SessionId listener =
        bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("upper"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    std::vector<std::unique_ptr<PlainPeer>> peers;
    for (int i = 0; i < 60; ++i) {
        peers.push_back(std::make_unique<PlainPeer>(bench.session(listener).locals.front()));
        QVERIFY(peers.back()->connected);
        QVERIFY(peers.back()->write("abc"));
    }
    QTRY_COMPARE(bench.liveOf(listener).size(), 60);
    QCOMPARE(bench.session(listener).accepted, 60u);
    for (const std::unique_ptr<PlainPeer> &peer : peers) {
        QByteArray got;
        QTRY_VERIFY((got += peer->tryRead(), got == "ABC"));
    }
}

// faults.md row 25
void TestStreams::oneOverTheLimitIsClosedAndCounted()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0?maxconnections=2"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    std::vector<std::unique_ptr<PlainPeer>> peers;
    for (int i = 0; i < 3; ++i) {
        peers.push_back(std::make_unique<PlainPeer>(bench.session(listener).locals.front()));
        QTRY_COMPARE(bench.connectionsOf(listener).size(), i + 1);
    }
    QTRY_COMPARE(bench.session(listener).refusedConnections, 1u);
    QTRY_COMPARE(bench.connectionsOf(listener).at(2).ended, EndReason::Refused);
    QCOMPARE(bench.liveOf(listener).size(), 2);
}

// faults.md row 66
void TestStreams::localhostIsBothLoopbacks()
{
    EngineBench bench;
    for (const char *spec : {"tcp-listen://localhost:0", "udp-listen://localhost:0"}) {
        const SessionId listener = bench.open(QString::fromLatin1(spec));
        QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
        const QList<SocketAddress> locals = bench.session(listener).locals;
        QVERIFY(!locals.isEmpty());
        for (const SocketAddress &local : locals) {
            QVERIFY(local.isLoopback());
            QCOMPARE(local.port(), locals.front().port());
        }
    }
}

void TestStreams::portInUseIsExplainedAndRetried()
{
    EngineBench bench;
    const SessionId first = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(first).state, SessionState::Listening);
    const QString spec =
        QStringLiteral("tcp-listen://127.0.0.1:%1").arg(bench.session(first).locals.front().port());
    const SessionId second = bench.open(spec);
    QTRY_COMPARE(bench.session(second).state, SessionState::Failed);
    QCOMPARE(bench.session(second).error.kind, ErrorKind::AddressInUse);
    QCOMPARE(bench.failures.value(0).where, spec);
    bench.engine().closeSession(first);
    bench.engine().retry(second);
    QTRY_COMPARE(bench.session(second).state, SessionState::Listening);
}

void TestStreams::framesAreAnswered()
{
    EngineBench bench;
    Pair pair;
    connectPeer(bench, pair, QStringLiteral("fixed(\"ok\")"), QStringLiteral("line"));
    QVERIFY(pair.peer->write("one\ntw"));
    QVERIFY(pair.peer->write("o\nthree"));
    QByteArray got;
    QTRY_VERIFY((got += pair.peer->tryRead(), got == "ok\nok\n"));
}

void TestStreams::chatReachesAllOthers()
{
    EngineBench bench;
    Pair first;
    connectPeer(bench, first, QStringLiteral("chat"));
    PlainPeer second(bench.session(first.listener).locals.front());
    PlainPeer third(bench.session(first.listener).locals.front());
    QTRY_COMPARE(bench.liveOf(first.listener).size(), 3);
    QVERIFY(second.write("hi"));
    QByteArray atFirst;
    QByteArray atThird;
    QTRY_VERIFY((atFirst += first.peer->tryRead(), atFirst == "hi"));
    QTRY_VERIFY((atThird += third.tryRead(), atThird == "hi"));
    QVERIFY(second.tryRead().isEmpty());
}

void TestStreams::endedRowsAreARing()
{
    EngineOptions options;
    options.endedConnectionsKept = 10;
    EngineBench bench(false, options);
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    for (int i = 0; i < 30; ++i) {
        PlainPeer peer(bench.session(listener).locals.front());
        QVERIFY(peer.connected);
    }
    QTRY_COMPARE(bench.session(listener).accepted, 30u);
    QTRY_COMPARE(bench.connectionsOf(listener).size(), 10);
    QCOMPARE(bench.removed.size(), 20);
    bench.engine().clearEnded(listener);
    QTRY_VERIFY(bench.connectionsOf(listener).isEmpty());
}

void TestStreams::descriptionsOutliveTheRing()
{
    EngineOptions options;
    options.recording.payloadSegmentBytes = 1 << 20;
    options.recording.indexSegmentRows = 1 << 12;
    options.recording.maxBytes = 8 << 20;
    EngineBench bench(false, options);
    Pair pair;
    connectPeer(bench, pair);
    for (int block = 0; block < 40; ++block) {
        const QByteArray bytes(1 << 20, 'z');
        for (qsizetype at = 0; at < bytes.size();) {
            const qint64 wrote = pair.peer->tryWrite(bytes.sliced(at));
            at += std::max<qint64>(0, wrote);
            QCoreApplication::sendPostedEvents();
        }
        QTRY_COMPARE(bench.connection(pair.served).bytesIn, quint64(block + 1) << 20);
    }
    QVERIFY(bench.engine().recording()->firstRow() > 0);
    QTRY_VERIFY(!bench.payloads(RecordKind::ConnectionOpened, pair.served).isEmpty());
    QTRY_VERIFY(!bench.payloads(RecordKind::SessionOpened).isEmpty());
}

QTEST_GUILESS_MAIN(TestStreams)
#include "tst_streams.moc"
