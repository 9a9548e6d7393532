#include "netcore/session/backoff.h"
#include "netcore/session/ratemeter.h"
#include "netcore/session/replyguard.h"

#include <QtTest/QTest>

#include <cmath>

using namespace netcore;

namespace {
constexpr SteadyNs second = 1'000'000'000;
}

/// The pure rules that time drives, without a clock.
class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backoffDoublesWithinItsBounds();
    void backoffDiffersBetweenClients();
    void rateIsOfTheLastSecond();
    void aPauseGivesNoBurst();
    void aPauseLeavesNoRateBehind();
    void aPauseIsNoLoop();
    void loopIsSeen();
    void reflectorsAreNeverAnswered_data();
    void reflectorsAreNeverAnswered();
    void replyIsAtMostThreeTimesItsRequest_data();
    void replyIsAtMostThreeTimesItsRequest();
};

// faults.md row 27
void TestLimits::backoffDoublesWithinItsBounds()
{
    Backoff backoff(1);
    int most = Backoff::firstMs;
    for (int i = 0; i < 20; ++i) {
        const int wait = backoff.nextMs();
        QVERIFY(wait >= std::max(Backoff::firstMs, most / 2) && wait <= most);
        most = std::min(Backoff::capMs, most * 2);
    }
    QCOMPARE(most, Backoff::capMs);
    backoff.reset();
    QCOMPARE(backoff.nextMs(), Backoff::firstMs);
}

void TestLimits::backoffDiffersBetweenClients()
{
    Backoff first(7);
    Backoff same(7);
    Backoff other(8);
    int different = 0;
    for (int i = 0; i < 10; ++i) {
        const int wait = first.nextMs();
        QCOMPARE(same.nextMs(), wait);
        different += other.nextMs() != wait;
    }
    QVERIFY(different > 5);
}

void TestLimits::rateIsOfTheLastSecond()
{
    RateMeter rate;
    rate.add(10 * second, 1000);
    QCOMPARE(rate.perSecond(10 * second), 1000.0);
    rate.add(10 * second + second / 2, 500);
    QCOMPARE(rate.perSecond(10 * second + second / 2), 1500.0);
    QCOMPARE(rate.perSecond(11 * second + second / 4), 500.0);
    QCOMPARE(rate.perSecond(500 * second), 0.0);
    RateMeter steady; // the same whenever it is asked
    for (SteadyNs at = 0; at < 4 * second; at += second / 1000) {
        steady.add(at, 100);
        if (at > 2 * second)
            QVERIFY2(std::abs(steady.perSecond(at) - 100'000) <= 200,
                     QByteArray::number(qint64(at)).constData());
    }
}

// faults.md row 46: after a minute asleep there is one burst's worth at most, whatever was missed
void TestLimits::aPauseGivesNoBurst()
{
    TokenBucket bucket;
    int taken = 0;
    while (bucket.take(second))
        ++taken;
    QCOMPARE(taken, int(TokenBucket::burst));
    QVERIFY(!bucket.has(second + second / 100));
    QVERIFY(bucket.take(second + second / 10));
    taken = 0;
    while (bucket.take(61 * second))
        ++taken;
    QCOMPARE(taken, int(TokenBucket::burst));
    for (int minute = 2; minute < 62; ++minute) { // an hour of pauses saves nothing up
        taken = 0;
        while (bucket.take(minute * 61 * second))
            ++taken;
        QCOMPARE(taken, int(TokenBucket::burst));
    }
}

// faults.md row 46: what moved before the pause is not shown as moving after it, nor counted twice
void TestLimits::aPauseLeavesNoRateBehind()
{
    for (const SteadyNs pause : {second, 2 * second, 60 * second, 3600 * second, 86400 * 365 * second}) {
        RateMeter rate;
        for (int i = 0; i < 8; ++i)
            rate.add(10 * second + i * second / 8, 1000);
        QCOMPARE(rate.perSecond(10 * second + 7 * second / 8), 8000.0);
        const SteadyNs awake = 11 * second + pause;
        QCOMPARE(rate.perSecond(awake), 0.0);
        rate.add(awake, 7);
        QCOMPARE(rate.perSecond(awake), 7.0);
    }
}

// faults.md row 46: repeats on both sides of a pause are not within one window
void TestLimits::aPauseIsNoLoop()
{
    LoopDetector loops;
    for (int i = 0; i < LoopDetector::mostRepeats; ++i)
        QVERIFY(!loops.isLoop("ping", second));
    for (int i = 0; i < LoopDetector::mostRepeats; ++i)
        QVERIFY(!loops.isLoop("ping", 61 * second));
    QVERIFY(loops.isLoop("ping", 61 * second));
}

// faults.md row 68
void TestLimits::loopIsSeen()
{
    LoopDetector loops;
    for (int i = 0; i < LoopDetector::mostRepeats; ++i)
        QVERIFY(!loops.isLoop("ping", second + i));
    QVERIFY(loops.isLoop("ping", 2 * second));
    QVERIFY(!loops.isLoop("other", 2 * second));
    LoopDetector slow;
    for (int i = 0; i < 200; ++i)
        QVERIFY(!slow.isLoop("ping", i * second / 9));
}

void TestLimits::reflectorsAreNeverAnswered_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("never");
    const auto row = [](const char *host, int port, bool never) {
        QTest::addRow("%s port %d", host, port) << QString::fromLatin1(host) << port << never;
    };
    for (const int port : {7, 13, 17, 19, 37, 53, 69, 123}) {
        row("192.0.2.9", port, true);
        row("127.0.0.1", port, true);
        row("2001:db8::9", port, true);
        row("192.0.2.9", port + 1, false);
    }
    row("192.0.2.9", 50000, false);
    row("::1", 50000, false);
    row("224.0.0.1", 50000, true);
    row("239.255.255.250", 1900, true);
    row("255.255.255.255", 50000, true);
    row("ff02::1", 50000, true);
    row("::ffff:239.1.1.1", 50000, true);
}

// faults.md row 69
void TestLimits::reflectorsAreNeverAnswered()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    QTEST(replyguard::isNeverAnswered(SocketAddress(QHostAddress(host), quint16(port))), "never");
}

void TestLimits::replyIsAtMostThreeTimesItsRequest_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("bytesIn");
    QTest::addColumn<int>("bytesOut");
    QTest::addColumn<bool>("tooMuch");
    const auto row = [](const char *host, int bytesIn, int bytesOut, bool tooMuch) {
        QTest::addRow("%s %d to %d", host, bytesIn, bytesOut)
            << QString::fromLatin1(host) << bytesIn << bytesOut << tooMuch;
    };
    row("192.0.2.9", 100, 300, false);
    row("192.0.2.9", 100, 301, true);
    row("2001:db8::9", 1, 4, true);
    row("192.0.2.9", 0, 0, false);
    row("192.0.2.9", 0, 1, true);
    row("127.0.0.1", 1, 65507, false);
    row("::1", 1, 65507, false);
    row("::ffff:127.0.0.1", 1, 65507, false);
    row("::ffff:192.0.2.9", 1, 4, true);
}

// faults.md row 69
void TestLimits::replyIsAtMostThreeTimesItsRequest()
{
    QFETCH(QString, host);
    QFETCH(int, bytesIn);
    QFETCH(int, bytesOut);
    QTEST(replyguard::isTooMuch(SocketAddress(QHostAddress(host), 50000), bytesIn, bytesOut), "tooMuch");
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
