#include "widgets/models/shownrows.h"

#include <QtTest/QTest>

using models::ShownRows;
using netcore::RowNumber;

class TestShownRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void positionsFollowTheRows();
    void positionsStayWhileOldRowsVanish();
};

void TestShownRows::positionsFollowTheRows()
{
    ShownRows rows;
    rows.append({3, 5, 5000, 100000});
    rows.append({100001});
    QCOMPARE(rows.size(), quint64(5));
    const RowNumber expected[] = {3, 5, 5000, 100000, 100001};
    for (quint64 i = 0; i < 5; ++i) {
        QCOMPARE(rows.at(i), expected[i]);
        QCOMPARE(rows.positionOf(expected[i]), std::optional(i));
    }
    QCOMPARE(rows.positionOf(4), std::nullopt);
    QCOMPARE(rows.positionFrom(4), quint64(1));
    QCOMPARE(rows.positionFrom(0), quint64(0));
    QCOMPARE(rows.positionFrom(100002), rows.end());
}

void TestShownRows::positionsStayWhileOldRowsVanish()
{
    ShownRows rows;
    QList<RowNumber> even;
    for (RowNumber row = 0; row < 50000; row += 2)
        even += row;
    rows.append(even);
    rows.dropBefore(20001);
    QCOMPARE(rows.first(), quint64(10001));
    QCOMPARE(rows.end(), quint64(25000));
    for (quint64 position = rows.first(); position < rows.end(); ++position)
        QCOMPARE(rows.at(position), position * 2);
    QCOMPARE(rows.positionOf(20000), std::nullopt);
    QCOMPARE(rows.positionFrom(0), rows.first());
    rows.append({60000});
    QCOMPARE(rows.at(25000), RowNumber(60000));
    rows.dropBefore(70000);
    QCOMPARE(rows.size(), quint64(0));
    QCOMPARE(rows.first(), rows.end());
    rows.append({70001});
    QCOMPARE(rows.at(25001), RowNumber(70001));
}

QTEST_GUILESS_MAIN(TestShownRows)
#include "tst_shownrows.moc"
