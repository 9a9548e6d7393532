#include "widgets/hexview/hexselection.h"

#include <QtTest/QTest>

using namespace widgets;
using Step = HexSelection::Step;
using Mode = HexSelection::Mode;

class TestHexSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void extendingKeepsTheAnchor();
    void movingLetsTheSelectionGo();
    void selectIsCutAtTheEnd();
    void shrinkingKeepsTheCursorInside();
    void nothingHappensWithoutBytes();
};

void TestHexSelection::steps_data()
{
    QTest::addColumn<quint64>("from");
    QTest::addColumn<int>("step");
    QTest::addColumn<quint64>("to");
    const auto row = [](const char *name, quint64 from, Step step, quint64 to) {
        QTest::newRow(name) << from << int(step) << to;
    };
    row("left", 5, Step::Left, 4);
    row("left at the start", 0, Step::Left, 0);
    row("right", 5, Step::Right, 6);
    row("right at the end", 99, Step::Right, 99);
    row("up", 40, Step::Up, 24);
    row("up in the first line", 5, Step::Up, 5);
    row("down", 40, Step::Down, 56);
    row("down into the short line", 94, Step::Down, 99);
    row("down in the last line", 97, Step::Down, 97);
    row("page up", 90, Step::PageUp, 58);
    row("page up to the first line", 20, Step::PageUp, 4);
    row("page down", 10, Step::PageDown, 42);
    row("page down to the last line", 80, Step::PageDown, 96);
    row("line start", 37, Step::LineStart, 32);
    row("line end", 37, Step::LineEnd, 47);
    row("short line's end", 96, Step::LineEnd, 99);
    row("start", 50, Step::Start, 0);
    row("end", 50, Step::End, 99);
}

void TestHexSelection::steps()
{
    QFETCH(quint64, from);
    QFETCH(int, step);
    HexSelection selection(100);
    selection.setCursor(from);
    selection.move(Step(step), Mode::Move, 2);
    QTEST(selection.cursor(), "to");
    QVERIFY(selection.isEmpty());
}

void TestHexSelection::extendingKeepsTheAnchor()
{
    HexSelection selection(100);
    selection.setCursor(20);
    selection.move(Step::Right, Mode::Extend, 1);
    selection.move(Step::Right, Mode::Extend, 1);
    QCOMPARE(selection.from(), quint64(20));
    QCOMPARE(selection.length(), quint64(3));
    selection.move(Step::Up, Mode::Extend, 1);
    QCOMPARE(selection.from(), quint64(6));
    QCOMPARE(selection.length(), quint64(15));
    QVERIFY(selection.contains(20));
    QVERIFY(!selection.contains(21));
}

void TestHexSelection::movingLetsTheSelectionGo()
{
    HexSelection selection(100);
    selection.selectAll();
    QCOMPARE(selection.length(), quint64(100));
    selection.move(Step::Right, Mode::Move, 1);
    QVERIFY(selection.isEmpty());
    QCOMPARE(selection.length(), quint64(0));
    QCOMPARE(selection.from(), selection.cursor());
}

void TestHexSelection::selectIsCutAtTheEnd()
{
    HexSelection selection(100);
    selection.select(90, 50);
    QCOMPARE(selection.from(), quint64(90));
    QCOMPARE(selection.length(), quint64(10));
    selection.select(7, 0);
    QVERIFY(selection.isEmpty());
    QCOMPARE(selection.cursor(), quint64(7));
}

void TestHexSelection::shrinkingKeepsTheCursorInside()
{
    HexSelection selection(100);
    selection.select(10, 80);
    selection.resize(20);
    QVERIFY(selection.cursor() < 20);
    QVERIFY(selection.from() + selection.length() <= 20);
    selection.resize(0);
    QVERIFY(selection.isEmpty());
}

void TestHexSelection::nothingHappensWithoutBytes()
{
    HexSelection selection;
    for (int step = 0; step <= int(Step::End); ++step)
        selection.move(Step(step), Mode::Extend, 10);
    selection.selectAll();
    QVERIFY(selection.isEmpty());
    QCOMPARE(selection.cursor(), quint64(0));
}

QTEST_GUILESS_MAIN(TestHexSelection)
#include "tst_hexselection.moc"
