#include "netcore/session/backoff.h"
#include "netcore/session/ratemeter.h"
#include "netcore/session/replyguard.h"

#include <QtTest/QTest>

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
    void loopIsSeen();
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

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
