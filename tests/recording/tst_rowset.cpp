#include "netcore/recording/rowset.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <algorithm>
#include <vector>

using namespace netcore;

class TestRowSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAPlainList_data();
    void agreesWithAPlainList();
    void takesOverLaterStretches_data();
    void takesOverLaterStretches();
    void isEmptyAtFirst();
};

void TestRowSet::agreesWithAPlainList_data()
{
    QTest::addColumn<quint64>("start");
    QTest::addColumn<int>("gap"); // the most between two rows
    QTest::newRow("dense") << quint64(0) << 1;
    QTest::newRow("some") << quint64(0) << 5;
    QTest::newRow("sparse, far in") << (quint64(1) << 40) + 77 << 3000;
}

void TestRowSet::agreesWithAPlainList()
{
    QFETCH(quint64, start);
    QFETCH(int, gap);
    QRandomGenerator random(7);
    RowSet set;
    std::vector<RowNumber> plain;
    RowNumber row = start;
    for (int i = 0; i < 5000; ++i) {
        row += 1 + quint64(random.bounded(gap));
        set.add(row);
        plain.push_back(row);
        if (i % 500 == 499) { // the ring goes on
            const RowNumber oldest = plain[plain.size() / 3] + 1;
            set.dropBefore(oldest);
            plain.erase(plain.begin(), std::lower_bound(plain.begin(), plain.end(), oldest));
        }
    }
    QCOMPARE(set.count(), quint64(plain.size()));
    for (std::size_t i = 0; i < plain.size(); ++i) {
        QCOMPARE(set.select(i), plain[i]);
        QCOMPARE(set.rank(plain[i]), quint64(i));
        QCOMPARE(set.rank(plain[i] + 1), quint64(i + 1));
        QVERIFY(set.contains(plain[i]));
        QCOMPARE(set.contains(plain[i] + 1), i + 1 < plain.size() && plain[i + 1] == plain[i] + 1);
    }
    QVERIFY(!set.contains(start + 1));
    QCOMPARE(set.rank(0), 0u);
    QCOMPARE(set.rank(~RowNumber(0)), set.count());
    set.dropBefore(row + 1'000'000);
    QVERIFY(set.isEmpty());
    set.add(row + 2'000'000);
    QCOMPARE(set.select(0), row + 2'000'000);
}

void TestRowSet::takesOverLaterStretches_data()
{
    QTest::addColumn<quint64>("start");
    QTest::addColumn<quint64>("length"); // rows of a stretch, those between its ends
    QTest::addColumn<quint64>("every");
    QTest::newRow("stretches end in the middle of a block") << quint64(77) << quint64(1500) << quint64(3);
    QTest::newRow("stretches of many blocks") << quint64(0) << quint64(9000) << quint64(1);
    QTest::newRow("empty stretches and gaps") << quint64(1) << quint64(3000) << quint64(7919);
}

void TestRowSet::takesOverLaterStretches()
{
    QFETCH(quint64, start);
    QFETCH(quint64, length);
    QFETCH(quint64, every);
    RowSet whole;
    RowSet expected;
    for (quint64 from = start; from < start + 20 * length; from += length) {
        RowSet stretch;
        for (RowNumber row = from; row < from + length; ++row) {
            if (row % every == 0) {
                stretch.add(row);
                expected.add(row);
            }
        }
        whole.append(stretch);
        whole.dropBefore(from - std::min(from, length)); // the ring goes on
        expected.dropBefore(from - std::min(from, length));
    }
    QCOMPARE(whole.count(), expected.count());
    for (quint64 i = 0; i < whole.count(); ++i) {
        QCOMPARE(whole.select(i), expected.select(i));
        QCOMPARE(whole.rank(whole.select(i)), i);
    }
}

void TestRowSet::isEmptyAtFirst()
{
    const RowSet set;
    QVERIFY(set.isEmpty());
    QVERIFY(!set.contains(0));
    QCOMPARE(set.rank(5), 0u);
}

QTEST_GUILESS_MAIN(TestRowSet)
#include "tst_rowset.moc"
