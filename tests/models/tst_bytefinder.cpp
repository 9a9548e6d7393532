#include "widgets/models/bytefinder.h"
#include "widgets/models/scrollscale.h"

#include <QtTest/QTest>

using models::ArrayByteSource;
using models::ByteFinder;
using models::ScrollScale;

class TestByteFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatASimpleSearchFinds_data();
    void findsWhatASimpleSearchFinds();
    void aMatchOverTheEdgeOfASliceIsFound();
    void scaleReachesBothEndsAndNeverGoesBack_data();
    void scaleReachesBothEndsAndNeverGoesBack();
};

void TestByteFinder::findsWhatASimpleSearchFinds_data()
{
    QTest::addColumn<quint64>("from");
    QTest::addColumn<bool>("forward");
    QTest::addColumn<qint64>("found");
    // "ab.ab.ab": matches at 0, 3, 6
    QTest::newRow("at once") << quint64(0) << true << qint64(0);
    QTest::newRow("next") << quint64(1) << true << qint64(3);
    QTest::newRow("wraps") << quint64(7) << true << qint64(0);
    QTest::newRow("from behind the end") << quint64(99) << true << qint64(0);
    QTest::newRow("previous") << quint64(6) << false << qint64(3);
    QTest::newRow("wraps backward") << quint64(0) << false << qint64(6);
}

void TestByteFinder::findsWhatASimpleSearchFinds()
{
    QFETCH(quint64, from);
    QFETCH(bool, forward);
    const ArrayByteSource source("ab.ab.ab");
    ByteFinder finder(source, "ab", from, forward ? ByteFinder::Way::Forward : ByteFinder::Way::Backward);
    while (finder.step() == ByteFinder::State::Searching) {
    }
    QCOMPARE(finder.state(), ByteFinder::State::Found);
    QTEST(qint64(finder.found()), "found");
    ByteFinder nothing(source, "abc", from, forward ? ByteFinder::Way::Forward : ByteFinder::Way::Backward);
    while (nothing.step() == ByteFinder::State::Searching) {
    }
    QCOMPARE(nothing.state(), ByteFinder::State::NotFound);
}

void TestByteFinder::aMatchOverTheEdgeOfASliceIsFound()
{
    const qsizetype edge = ByteFinder::stepBytes;
    QByteArray bytes(2 * edge + 100, '.');
    bytes.replace(edge - 2, 4, "edge");
    const ArrayByteSource source(bytes);
    for (const ByteFinder::Way way : {ByteFinder::Way::Forward, ByteFinder::Way::Backward}) {
        ByteFinder finder(source, "edge", way == ByteFinder::Way::Forward ? 0 : quint64(bytes.size()), way);
        int steps = 0;
        while (finder.step() == ByteFinder::State::Searching)
            ++steps;
        QCOMPARE(finder.state(), ByteFinder::State::Found);
        QCOMPARE(finder.found(), quint64(edge - 2));
        QVERIFY(steps < 4);
    }
}

void TestByteFinder::scaleReachesBothEndsAndNeverGoesBack_data()
{
    QTest::addColumn<quint64>("last");
    QTest::newRow("nothing") << quint64(0);
    QTest::newRow("small") << quint64(1000);
    QTest::newRow("just fits") << quint64(ScrollScale::most);
    QTest::newRow("scaled") << quint64(ScrollScale::most) + 1;
    QTest::newRow("2^62") << (quint64(1) << 62);
}

void TestByteFinder::scaleReachesBothEndsAndNeverGoesBack()
{
    QFETCH(quint64, last);
    const ScrollScale scale(last);
    QCOMPARE(scale.positionOf(0), quint64(0));
    QCOMPARE(scale.positionOf(scale.maximum()), last);
    QCOMPARE(scale.valueOf(last), scale.maximum());
    QCOMPARE(scale.valueOf(~0ull), scale.maximum());
    quint64 before = 0;
    for (int i = 0; i <= 1000; ++i) {
        const int value = int(qint64(scale.maximum()) * i / 1000);
        const quint64 position = scale.positionOf(value);
        QVERIFY(position >= before && position <= last);
        QVERIFY(std::abs(scale.valueOf(position) - value) <= 1);
        before = position;
    }
}

QTEST_GUILESS_MAIN(TestByteFinder)
#include "tst_bytefinder.moc"
