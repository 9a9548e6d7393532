#include "widgets/common/theme.h"
#include "widgets/tables/virtualtable.h"

#include <QtGui/QClipboard>
#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

using namespace widgets;

namespace {

/// Any number of rows; the text of a cell is its place. Counts the cells that were asked for.
class FakeRows final : public models::RowSource
{
public:
    quint64 firstRow() const override { return first; }
    quint64 endRow() const override { return end; }
    QList<models::Column> columns() const override
    {
        return {{QStringLiteral("#"), QString(), 12, Qt::AlignRight},
                {QStringLiteral("Text"), QString(), 30, Qt::AlignLeft, true, true}};
    }
    models::Cell cell(quint64 row, int column) const override
    {
        ++asked;
        return {column == 0 ? QString::number(row) : text, models::Tone::Plain};
    }

    quint64 first = 0;
    quint64 end = 0;
    QString text = QStringLiteral("text");
    mutable quint64 asked = 0;
};

} // namespace

class TestVirtualTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reachesEveryRowOfAHugeSource_data();
    void reachesEveryRowOfAHugeSource();
    void tenThousandRowsAtOnceCostOnlyTheVisibleOnes();
    void followsOnlyAtTheEnd();
    void staysOnItsRowsWhenTheOldestVanish();
    void rangesAreSelectedAndCopied();
    void formulasAreDisarmedWhenCopied();
    void columnsKeepTheirWidths();
    void emptyTableTakesAnyKey();
};

void TestVirtualTable::initTestCase()
{
    applyColorScheme(*qApp, ColorScheme::Light);
}

void TestVirtualTable::reachesEveryRowOfAHugeSource_data()
{
    QTest::addColumn<quint64>("rows");
    QTest::newRow("100 million") << quint64(100000000);
    QTest::newRow("10^12, scaled") << quint64(1000000000000);
}

void TestVirtualTable::reachesEveryRowOfAHugeSource()
{
    QFETCH(quint64, rows);
    FakeRows source;
    source.end = rows;
    VirtualTable table;
    table.resize(600, 400);
    table.setSource(&source);
    table.grab();
    QTest::keyClick(&table, Qt::Key_Home);
    QCOMPARE(table.currentRow(), std::optional<quint64>(0));
    QCOMPARE(table.topRow(), quint64(0));
    QTest::keyClick(&table, Qt::Key_End);
    QCOMPARE(table.currentRow(), std::optional(rows - 1));
    QTest::keyClick(&table, Qt::Key_F7);
    QCOMPARE(table.currentRow(), std::optional(rows - 2));
    QTest::keyClick(&table, Qt::Key_F8);
    table.setCurrentRow(rows / 2);
    QVERIFY(table.topRow() <= rows / 2 && table.topRow() + quint64(table.visibleRows()) > rows / 2);
    table.verticalScrollBar()->setValue(table.verticalScrollBar()->maximum());
    table.grab();
    QVERIFY(table.isFollowing());
    // What it reads is bounded by what it shows: nothing is kept or made for the other rows.
    QVERIFY2(source.asked < 1000, qPrintable(QString::number(source.asked)));
}

void TestVirtualTable::tenThousandRowsAtOnceCostOnlyTheVisibleOnes()
{
    // faults.md row 63
    FakeRows source;
    source.end = 10000000;
    VirtualTable table;
    table.resize(600, 400);
    table.show();
    table.setSource(&source);
    table.grab();
    source.asked = 0;
    source.end += 10000;
    table.refreshRows();
    table.grab();
    QCOMPARE(table.topRow() + quint64(table.visibleRows()), source.end);
    QVERIFY(source.asked <= 3 * 2 * quint64(table.visibleRows() + 1));
}

void TestVirtualTable::followsOnlyAtTheEnd()
{
    FakeRows source;
    source.end = 1000;
    VirtualTable table;
    table.resize(600, 400);
    table.setSource(&source);
    table.grab();
    QVERIFY(table.isFollowing());
    source.end = 1100;
    table.refreshRows();
    QCOMPARE(table.topRow() + quint64(table.visibleRows()), quint64(1100));
    QSignalSpy following(&table, &VirtualTable::followingChanged);
    table.setCurrentRow(500);
    QVERIFY(!table.isFollowing());
    QCOMPARE(following.size(), 1);
    const quint64 top = table.topRow();
    source.end = 5000;
    table.refreshRows();
    QCOMPARE(table.topRow(), top);
    table.scrollToEnd();
    source.end = 5001;
    table.refreshRows();
    QCOMPARE(table.topRow() + quint64(table.visibleRows()), quint64(5001));
}

void TestVirtualTable::staysOnItsRowsWhenTheOldestVanish()
{
    FakeRows source;
    source.end = 10000;
    VirtualTable table;
    table.resize(600, 400);
    table.setSource(&source);
    table.grab();
    table.setCurrentRow(5000);
    const quint64 top = table.topRow();
    source.first = 4000;
    source.end = 14000;
    table.refreshRows();
    QCOMPARE(table.topRow(), top);
    QCOMPARE(table.currentRow(), std::optional<quint64>(5000));
    QSignalSpy changed(&table, &VirtualTable::currentRowChanged);
    source.first = 6000;
    table.refreshRows();
    QCOMPARE(table.topRow(), quint64(6000));
    QVERIFY(!table.currentRow());
    QCOMPARE(changed.size(), 1);
}

void TestVirtualTable::rangesAreSelectedAndCopied()
{
    FakeRows source;
    source.end = 300000;
    VirtualTable table;
    table.resize(600, 400);
    table.setSource(&source);
    table.setCurrentRow(10);
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10\ttext\n11\ttext\n"));
    QSignalSpy refusals(&table, &VirtualTable::copyRefused);
    QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(table.selectionLength(), quint64(300000));
    table.copySelection();
    QCOMPARE(refusals.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10\ttext\n11\ttext\n"));
}

void TestVirtualTable::formulasAreDisarmedWhenCopied()
{
    // faults.md row 62
    FakeRows source;
    source.end = 1;
    VirtualTable table;
    table.setSource(&source);
    table.setCurrentRow(0);
    for (const char *start : {"=", "+", "-", "@"}) {
        source.text = QLatin1String(start) + QStringLiteral("cmd|' /C calc'!A0\x1b[31m");
        const QString copied = table.selectedText();
        QVERIFY2(copied.startsWith(QStringLiteral("0\t'") + QLatin1String(start)), qPrintable(copied));
        QVERIFY(!copied.contains(QChar(0x1b)));
    }
}

void TestVirtualTable::columnsKeepTheirWidths()
{
    FakeRows source;
    VirtualTable table;
    table.resize(600, 400);
    table.setSource(&source);
    auto *header = table.findChild<QHeaderView *>();
    header->resizeSection(0, 177);
    const QByteArray state = table.saveState();
    VirtualTable other;
    other.setSource(&source);
    QVERIFY(other.restoreState(state));
    QCOMPARE(other.findChild<QHeaderView *>()->sectionSize(0), 177);
    QVERIFY(!other.restoreState(QByteArray("rubbish")));
    QCOMPARE(other.findChild<QHeaderView *>()->sectionSize(0), 177);
}

void TestVirtualTable::emptyTableTakesAnyKey()
{
    VirtualTable table;
    table.setEmptyText(QStringLiteral("nothing"));
    table.resize(600, 400);
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_F7,
                              Qt::Key_F8, Qt::Key_Return})
        QTest::keyClick(&table, key);
    QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
    QTest::mouseClick(table.viewport(), Qt::LeftButton);
    QVERIFY(!table.currentRow());
    QVERIFY(table.selectedText().isEmpty());
}

QTEST_MAIN(TestVirtualTable)
#include "tst_virtualtable.moc"
