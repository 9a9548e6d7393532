#include "widgets/hexview/hexgeometry.h"

#include <QtTest/QTest>

using namespace widgets;

class TestHexGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesCoverTheLastByte_data();
    void linesCoverTheLastByte();
    void everyCellIsHitAtItsMiddle();
    void columnsDoNotOverlap();
    void pointsOutsideTakeTheNearestByte();
    void dragsStayInTheirColumn();
    void offsetsBeyond32BitsKeepTheirPlace();
};

void TestHexGeometry::linesCoverTheLastByte_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("lines");
    QTest::addColumn<int>("digits");
    QTest::newRow("empty") << quint64(0) << quint64(0) << 8;
    QTest::newRow("one") << quint64(1) << quint64(1) << 8;
    QTest::newRow("full line") << quint64(16) << quint64(1) << 8;
    QTest::newRow("one more") << quint64(17) << quint64(2) << 8;
    QTest::newRow("4 GiB") << (1ull << 32) << (1ull << 28) << 8;
    QTest::newRow("4 GiB and one") << (1ull << 32) + 1 << (1ull << 28) + 1 << 10;
    QTest::newRow("64 bit") << ~0ull << (1ull << 60) << 16;
}

void TestHexGeometry::linesCoverTheLastByte()
{
    QFETCH(quint64, size);
    const HexGeometry geometry(8, 20, size);
    QTEST(geometry.lineCount(), "lines");
    QTEST(geometry.offsetDigits(), "digits");
}

void TestHexGeometry::everyCellIsHitAtItsMiddle()
{
    const HexGeometry geometry(9, 21, 100);
    for (const HexColumn column : {HexColumn::Hex, HexColumn::Text}) {
        for (quint64 offset = 32; offset < 100; ++offset) {
            const HexGeometry::Hit hit = geometry.hit(geometry.cellRect(column, offset, 2).center(), 2);
            QCOMPARE(hit.offset, offset);
            QCOMPARE(hit.column, column);
            QVERIFY(hit.onByte);
        }
    }
}

void TestHexGeometry::columnsDoNotOverlap()
{
    const HexGeometry geometry(7, 18, 1ull << 40);
    int right = geometry.offsetX() + geometry.offsetDigits() * geometry.charWidth();
    for (const HexColumn column : {HexColumn::Hex, HexColumn::Text}) {
        for (int i = 0; i < HexGeometry::bytesPerLine; ++i) {
            QVERIFY(geometry.cellX(column, i) >= right);
            right = geometry.cellX(column, i) + geometry.cellWidth(column);
        }
    }
    QVERIFY(geometry.contentWidth() >= right);
    QCOMPARE(geometry.cellX(HexColumn::Hex, 8) - geometry.cellX(HexColumn::Hex, 7),
             geometry.cellWidth(HexColumn::Hex) + geometry.groupGap());
}

void TestHexGeometry::pointsOutsideTakeTheNearestByte()
{
    const HexGeometry geometry(8, 20, 40);
    QCOMPARE(geometry.hit(QPoint(0, 5), 0).offset, quint64(0));
    QCOMPARE(geometry.hit(QPoint(5000, 5), 0).offset, quint64(15));
    QCOMPARE(geometry.hit(QPoint(5000, 5000), 0).offset, quint64(39));
    QCOMPARE(geometry.hit(QPoint(0, -50), 1).offset, quint64(0));
    QVERIFY(!geometry.hit(QPoint(5000, 5000), 0).onByte);
}

void TestHexGeometry::dragsStayInTheirColumn()
{
    const HexGeometry geometry(8, 20, 64);
    const QPoint overText = geometry.cellRect(HexColumn::Text, 19, 0).center();
    QCOMPARE(geometry.nearest(overText, HexColumn::Hex, 0), quint64(31));
    QCOMPARE(geometry.nearest(overText, HexColumn::Text, 0), quint64(19));
}

void TestHexGeometry::offsetsBeyond32BitsKeepTheirPlace()
{
    const quint64 offset = (7ull << 33) + 5;
    const HexGeometry geometry(8, 20, 1ull << 40);
    const quint64 top = HexGeometry::lineOf(offset) - 3;
    const QRect cell = geometry.cellRect(HexColumn::Hex, offset, top);
    QCOMPARE(cell.top(), 60);
    QCOMPARE(geometry.hit(cell.center(), top).offset, offset);
}

QTEST_GUILESS_MAIN(TestHexGeometry)
#include "tst_hexgeometry.moc"
