#include "netcore/session/backoff.h"
#include "tests/session/enginebench.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

#include <algorithm>

using namespace netcore;

namespace {

/// A client that is bound to the very port that it connects to: it meets itself.
QString specOfItself(EngineBench &bench)
{
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    [&] { QTRY_COMPARE(bench.session(listener).state, SessionState::Listening); }();
    const QString own = bench.session(listener).locals.front().toString();
    bench.engine().closeSession(listener);
    [&] { QTRY_COMPARE(bench.session(listener).state, SessionState::Closed); }();
    return QStringLiteral("tcp://%1?bind=%1").arg(own);
}

} // namespace

/// How clients find their peer, lose it and come back.
class TestClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyAddressIsLoopback();
    void deadAddressIsTriedAndSeen();
    void unknownNameIsExplained();
    void comesBackAfterALoss();
    void waitingCanBeStoppedAndRetried();
    void userCloseDoesNotReconnect();
    void longDisconnectedSessionIsForgotten();
    void destructionWithLiveConnections();
    void reachesItselfAndSaysSo();
    void doesNotHurryBackToItself();
};

// faults.md row 28
void TestClients::anyAddressIsLoopback()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SessionId client =
        bench.open(QStringLiteral("tcp://0.0.0.0:%1").arg(bench.session(listener).locals.front().port()));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    QCOMPARE(bench.only(client).peer, bench.session(listener).locals.front());
    QVERIFY(bench.hasNotice("any-address-is-loopback"));
}

// faults.md row 39: the name has two addresses, and nobody listens on the one
void TestClients::deadAddressIsTriedAndSeen()
{
    EngineBench bench;
    for (const char *host : {"127.0.0.1", "[::1]"}) {
        const SessionId listener = bench.open(QStringLiteral("tcp-listen://%1:0").arg(QLatin1String(host)));
        QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
        const SocketAddress bound = bench.session(listener).locals.front();
        const SessionId client = bench.open(QStringLiteral("tcp://localhost:%1").arg(bound.port()));
        QTRY_COMPARE(bench.session(client).state, SessionState::Open);
        const QList<Attempt> attempts = bench.session(client).attempts;
        QCOMPARE(attempts.size(), bound.family() == SocketAddress::Family::IPv4 ? 2 : 1); // ::1 goes first
        QVERIFY(!attempts.back().error.isError());
        QCOMPARE(attempts.back().address, bound);
        if (attempts.size() > 1)
            QVERIFY(attempts.front().error.isError());
        QVERIFY(bench.hasNotice("attempt"));
    }
}

// faults.md row 39
void TestClients::unknownNameIsExplained()
{
    EngineBench bench;
    const SessionId client = bench.open(QStringLiteral("tcp://no-such-name.invalid:80"));
    QTRY_COMPARE_WITH_TIMEOUT(bench.session(client).state, SessionState::Failed, 8000);
    const ErrorKind kind = bench.session(client).error.kind;
    QVERIFY(kind == ErrorKind::NameNotFound || kind == ErrorKind::ResolverFailed ||
            kind == ErrorKind::TimedOut);
    QCOMPARE(bench.only(client).ended, EndReason::Failed);
}

// faults.md row 27
void TestClients::comesBackAfterALoss()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SessionId client = bench.open(bench.specOf(listener) + QStringLiteral("?reconnect=1"));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    QTRY_COMPARE(bench.liveOf(listener).size(), 1);
    bench.engine().resetConnection(bench.only(listener).id);
    QTRY_COMPARE(bench.session(client).state, SessionState::Waiting);
    QVERIFY(bench.session(client).reconnectInMs > 0);
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    QCOMPARE(bench.session(client).reconnects, 1);
    QCOMPARE(bench.connectionsOf(client).size(), 2);
    QCOMPARE(bench.connectionsOf(client).front().ended, EndReason::ResetByPeer);
    QCOMPARE(bench.session(client).reconnectInMs, -1);
}

// faults.md row 27
void TestClients::waitingCanBeStoppedAndRetried()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const QString spec = bench.specOf(listener) + QStringLiteral("?reconnect=1");
    bench.engine().closeSession(listener);
    QTRY_COMPARE(bench.session(listener).state, SessionState::Closed);
    const SessionId client = bench.open(spec);
    QTRY_COMPARE(bench.session(client).state, SessionState::Waiting);
    QCOMPARE(bench.session(client).error.kind, ErrorKind::Refused);
    bench.engine().stopReconnecting(client);
    QTRY_COMPARE(bench.session(client).state, SessionState::Closed);
    bench.engine().retry(listener);
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    bench.engine().retry(client);
    QTRY_VERIFY(bench.connectionsOf(client).size() >= 2);
}

void TestClients::userCloseDoesNotReconnect()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SessionId client = bench.open(bench.specOf(listener) + QStringLiteral("?reconnect=1"));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    bench.engine().closeConnection(bench.only(client).id);
    QTRY_COMPARE(bench.session(client).state, SessionState::Closed);
    QCOMPARE(bench.only(client).ended, EndReason::ClosedByUs);
}

void TestClients::longDisconnectedSessionIsForgotten()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SessionId client = bench.open(bench.specOf(listener));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    bench.engine().removeSession(client);
    QTRY_COMPARE(bench.session(client).id, SessionId::None);
    QTRY_VERIFY(bench.connectionsOf(client).isEmpty());
    QTRY_COMPARE(bench.connectionsOf(listener).size(), 1);
    bench.engine().send(ConnectionId(9999), "nobody");
    QTRY_COMPARE(bench.outcomes.size(), 1);
    QCOMPARE(bench.outcomes.front().error.kind, ErrorKind::NotConnected);
}

void TestClients::destructionWithLiveConnections()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    for (int i = 0; i < 5; ++i)
        bench.open(bench.specOf(listener));
    QTRY_COMPARE(bench.liveOf(listener).size(), 5);
    for (const ConnectionSnapshot &live : bench.liveOf(listener))
        bench.engine().send(live.id, QByteArray(1 << 20, 'x'));
    bench.open(QStringLiteral("tcp://no-such-name.invalid:80"));
    const std::shared_ptr<const RecordingStore> recording = bench.engine().recording();
    bench.stop();
    QVERIFY(recording->rowCount() > 20);
}

// faults.md row 26
void TestClients::reachesItselfAndSaysSo()
{
    EngineBench bench;
    const QString spec = specOfItself(bench);
    const SessionId client = bench.open(spec);
    QTRY_COMPARE(bench.session(client).state, SessionState::Failed);
    QCOMPARE(bench.session(client).error.kind, ErrorKind::SelfConnect);
    QCOMPARE(bench.only(client).ended, EndReason::SelfConnect);
    QCOMPARE(bench.only(client).bytesIn + bench.only(client).bytesOut, 0u);
    QTRY_COMPARE(bench.failures.size(), 1);
    QCOMPARE(bench.failures.front().error.kind, ErrorKind::SelfConnect);
    QCOMPARE(bench.failures.front().where, bench.session(client).spec.toString());
    const QList<QByteArray> told = bench.payloads(RecordKind::ConnectionClosed, bench.only(client).id);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.front().contains("\"ended\":\"self-connect\""));
}

// faults.md row 26: each try meets itself again; the waits between them grow all the same
void TestClients::doesNotHurryBackToItself()
{
    EngineBench bench;
    const QString spec = specOfItself(bench) + QStringLiteral("&reconnect=1");
    QElapsedTimer since;
    since.start();
    const SessionId client = bench.open(spec);
    constexpr int tries = 3;
    QTRY_COMPARE(bench.connectionsOf(client).size(), tries);
    const qint64 leastMs = Backoff::firstMs + Backoff::firstMs; // the second step is drawn from 500 to 1,000
    QVERIFY2(since.elapsed() >= leastMs * 9 / 10, qPrintable(QString::number(since.elapsed())));
    QTRY_COMPARE(bench.session(client).state, SessionState::Waiting);
    for (const ConnectionSnapshot &each : bench.connectionsOf(client))
        QCOMPARE(each.ended, EndReason::SelfConnect);
    const auto isLongWait = [](const SessionSnapshot &each) { return each.reconnectInMs > Backoff::firstMs; };
    QVERIFY(std::any_of(bench.sessionHistory.begin(), bench.sessionHistory.end(), isLongWait));
    bench.engine().stopReconnecting(client);
    QTRY_COMPARE(bench.session(client).state, SessionState::Closed);
    QCOMPARE(bench.connectionsOf(client).size(), tries);
}

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"
