#include "netcore/base/clock.h"
#include "netcore/socket/finetimer.h"
#include "netcore/socket/floodpace.h"

#include <QtTest/QTest>

using namespace netcore;

class TestFloodPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsUnderFloodAlone_data();
    void waitsUnderFloodAlone();
    void endsWithTheFlood();
    void timerIsDueOnceAndCanBeStopped();
    void runningTimerIsSetAnew();
};

namespace {

constexpr SteadyNs ms = 1'000'000;

/// Reads every `gap`, for 20 ms.
SteadyNs paceAfter(FloodPace &pace, SteadyNs &now, SteadyNs gap, qint64 messages, qint64 bytes, qint64 buffer)
{
    SteadyNs wait = 0;
    for (const SteadyNs end = now + 20 * ms; now < end; now += gap)
        wait = pace.afterDrain(now, messages, bytes, buffer);
    return wait;
}

} // namespace

void TestFloodPace::waitsUnderFloodAlone_data()
{
    QTest::addColumn<qint64>("gapUs");
    QTest::addColumn<qint64>("messages");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("buffer");
    QTest::addColumn<qint64>("waitUs");
    const qint64 large = 8 << 20;
    QTest::newRow("one every 100 us") << qint64(100) << qint64(1) << qint64(64) << large << qint64(0);
    QTest::newRow("one every 60 us") << qint64(60) << qint64(1) << qint64(64) << large << qint64(0);
    QTest::newRow("one every 10 us") << qint64(10) << qint64(1) << qint64(64) << large << qint64(200);
    QTest::newRow("small buffer") << qint64(10) << qint64(1) << qint64(232) << qint64(80'000) << qint64(100);
    QTest::newRow("smaller than worth it")
        << qint64(10) << qint64(1) << qint64(232) << qint64(8'000) << qint64(0);
    QTest::newRow("runs of 4 KiB") << qint64(10) << qint64(2) << qint64(8192) << large << qint64(200);
}

void TestFloodPace::waitsUnderFloodAlone()
{
    QFETCH(qint64, gapUs);
    QFETCH(qint64, messages);
    QFETCH(qint64, bytes);
    QFETCH(qint64, buffer);
    QFETCH(qint64, waitUs);
    FloodPace pace;
    SteadyNs now = 5 * ms;
    const SteadyNs wait = paceAfter(pace, now, gapUs * 1000, messages, bytes, buffer);
    QVERIFY2(qAbs(wait - waitUs * 1000) <= waitUs * 20, QByteArray::number(wait).constData());
}

void TestFloodPace::endsWithTheFlood()
{
    FloodPace pace;
    SteadyNs now = 5 * ms;
    QVERIFY(paceAfter(pace, now, 10'000, 1, 64, 8 << 20) > 0);
    QCOMPARE(paceAfter(pace, now, 200'000, 0, 0, 8 << 20), 0);
    now += 3'600'000 * ms;
    QCOMPARE(pace.afterDrain(now, 1000, 64'000, 8 << 20), 0);
}

void TestFloodPace::timerIsDueOnceAndCanBeStopped()
{
    const auto poller = std::move(makeEpollPoller().value());
    int due = 0;
    FineTimer timer(*poller, [&] { ++due; });
    QVERIFY(timer.start(200'000));
    QVERIFY(timer.isRunning());
    QTRY_COMPARE(due, 1);
    QVERIFY(!timer.isRunning());
    QTest::qWait(2);
    QCOMPARE(due, 1);
    QVERIFY(timer.start(1'000'000));
    timer.stop();
    QTest::qWait(5);
    QCOMPARE(due, 1);
}

void TestFloodPace::runningTimerIsSetAnew()
{
    const auto poller = std::move(makeEpollPoller().value());
    const SystemClock clock;
    SteadyNs dueAt = 0;
    int due = 0;
    FineTimer timer(*poller, [&] {
        dueAt = clock.steadyNow();
        if (++due < 3)
            timer.start(100'000);
    });
    const SteadyNs began = clock.steadyNow();
    QVERIFY(timer.start(100'000));
    QVERIFY(timer.start(20 * ms));
    QTRY_COMPARE(due, 3);
    QVERIFY(dueAt - began >= 20 * ms);
}

QTEST_GUILESS_MAIN(TestFloodPace)
#include "tst_floodpace.moc"
