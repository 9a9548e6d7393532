#include "tests/session/enginebench.h"

#include <QtTest/QTest>

using namespace netcore;

/// Each transport, each poller: what is sent arrives, is recorded on both sides, and ends are told.
class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echoComesBack_data();
    void echoComesBack();
    void refusedIsExplained();
};

void TestEngine::echoComesBack_data()
{
    QTest::addColumn<bool>("plainPoller");
    QTest::addColumn<QString>("listen");
    for (const bool plain : {false, true}) {
        const QByteArray poller = plain ? "plain " : "epoll ";
        QTest::newRow(poller + "tcp v4") << plain << QStringLiteral("tcp-listen://127.0.0.1:0");
        QTest::newRow(poller + "tcp v6") << plain << QStringLiteral("tcp-listen://[::1]:0");
        QTest::newRow(poller + "udp v4") << plain << QStringLiteral("udp-listen://127.0.0.1:0");
        QTest::newRow(poller + "udp v6") << plain << QStringLiteral("udp-listen://[::1]:0");
        QTest::newRow(poller + "unix")
            << plain
            << QStringLiteral("unix-listen://@socketarium-test-%1").arg(QCoreApplication::applicationPid());
    }
}

void TestEngine::echoComesBack()
{
    QFETCH(bool, plainPoller);
    QFETCH(QString, listen);
    EngineBench bench(plainPoller);
    const SessionId listener = bench.open(listen, QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SessionId client = bench.open(bench.specOf(listener));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    QTRY_COMPARE(bench.liveOf(client).size(), 1);
    const ConnectionId connection = bench.only(client).id;
    const SendId send = bench.engine().send(connection, "hello");
    QTRY_COMPARE(bench.connection(connection).bytesIn, 5u);
    QTRY_COMPARE(bench.outcomes.size(), 1);
    QCOMPARE(bench.outcomes.front().id, send);
    QCOMPARE(bench.outcomes.front().handedToKernel, 5u);
    QVERIFY(!bench.outcomes.front().error.isError());
    QCOMPARE(bench.recorded(connection, Direction::Out), QByteArray("hello"));
    QCOMPARE(bench.recorded(connection, Direction::In), QByteArray("hello"));
    const ConnectionId served = bench.only(listener).id;
    QCOMPARE(bench.recorded(served, Direction::In), QByteArray("hello"));
    bench.engine().closeSession(client);
    QTRY_COMPARE(bench.session(client).state, SessionState::Closed);
    QTRY_VERIFY(bench.liveOf(client).isEmpty());
    QVERIFY(!bench.payloads(RecordKind::Call).isEmpty());
}

void TestEngine::refusedIsExplained()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const QString spec = bench.specOf(listener);
    bench.engine().closeSession(listener);
    QTRY_COMPARE(bench.session(listener).state, SessionState::Closed);
    const SessionId client = bench.open(spec);
    QTRY_COMPARE(bench.session(client).state, SessionState::Failed);
    QCOMPARE(bench.session(client).error.kind, ErrorKind::Refused);
    QTRY_COMPARE(bench.only(client).ended, EndReason::Failed);
    QCOMPARE(bench.failures.value(0).error.sysErrno, ECONNREFUSED);
    QCOMPARE(bench.failures.value(0).where, spec);
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
