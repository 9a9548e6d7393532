#include "tests/frames/framesfixture.h"
#include "tests/support/cputime.h"
#include "widgets/common/quickopenparts.h"
#include "widgets/common/theme.h"
#include "widgets/framing/bytehistoryview.h"
#include "widgets/framing/framecharts.h"
#include "widgets/framing/framediffview.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/framingfield.h"
#include "widgets/framing/rulers.h"
#include "widgets/models/framescan.h"
#include "widgets/models/framingchoices.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

#include <algorithm>
#include <utility>

using namespace netcore;
using namespace widgets;

namespace {

constexpr auto c1 = ConnectionId(1);

#ifdef __SANITIZE_ADDRESS__
constexpr int manyChunks = 200'000; // each costs five times as much there
#else
constexpr int manyChunks = 1'000'000;
#endif

std::shared_ptr<const Structure> structureOf(QStringView text)
{
    auto structure = Structure::parse(text);
    return structure ? std::make_shared<const Structure>(*structure) : nullptr;
}

/// A view over a recording, with the choices that the window has.
struct Shown
{
    explicit Shown(FramesFixture &fixture)
    {
        fixture.commit();
        view.setFramingChoices(&choices);
        view.setRecording(fixture.store());
        view.resize(1100, 600);
        view.show();
        view.setConnection(c1);
    }
    template <class Part>
    Part *part(const char *name)
    {
        return view.findChild<Part *>(QLatin1String(name));
    }
    QString cell(quint64 row, int column) { return view.table()->source()->cell(row, column).text; }
    quint64 shownFrames() { return view.scan().shown().size(); }

    models::FramingChoices choices;
    FramesView view;
};

} // namespace

class TestFramesView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEmptyViewOffersTheOneButton();
    void aFramingIsTypedAndCutsAnew();
    void aWrongFramingPointsAtTheCharacter();
    void filterAndDirection();
    void oneSelectionEverywhere();
    void differencesByKey();
    void historyOfAByte();
    void fieldsAreColumnsAndFilter();
    void historyOfAField();
    void rowsHighlightTheirFrames();
    void theViewOfAnotherConnection();
    void theSideStandsBackInANarrowView();
    void aMillionChunksLeaveTheWindowFree();
};

void TestFramesView::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    applyColorScheme(*qApp, ColorScheme::Light);
}

void TestFramesView::anEmptyViewOffersTheOneButton()
{
    FramesFixture f;
    f.add("abc");
    Shown shown(f);
    auto *button = shown.part<QPushButton>("chooseFraming");
    QVERIFY(button->isVisible());
    button->click();
    QVERIFY(!QApplication::activePopupWidget() || QApplication::activePopupWidget()->isVisible());
    shown.view.setConnection(ConnectionId::None);
    QVERIFY(!button->isVisible()); // first a connection
    QVERIFY(!shown.part<QLineEdit>("framingField")->isEnabled());
}

void TestFramesView::aFramingIsTypedAndCutsAnew()
{
    FramesFixture f;
    f.add("one\ntwo\nunfinished");
    f.close();
    Shown shown(f);
    auto *field = shown.part<QLineEdit>("framingField");
    QTest::keyClicks(field, QStringLiteral("line(lf)"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(shown.shownFrames(), quint64(3));
    QCOMPARE(shown.choices.of(c1), QStringLiteral("line(lf)"));
    QTRY_COMPARE(shown.part<QLabel>("framesSummary")->text(),
                 QStringLiteral("Connection 1: 3 frame(s), 1 incomplete, first at 0x8 inbound"));
    QVERIFY(!shown.part<QPushButton>("chooseFraming")->isVisible());
    field->setText(QStringLiteral("fixed(2)"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(shown.shownFrames(), quint64(9));
    QCOMPARE(shown.cell(0, models::FrameRows::Preview), QStringLiteral("on"));
}

void TestFramesView::aWrongFramingPointsAtTheCharacter()
{
    FramesFixture f;
    f.add("one\n");
    Shown shown(f);
    shown.view.chooseFraming(QStringLiteral("line(lf)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(1));
    auto *field = shown.part<QLineEdit>("framingField");
    field->setText(QStringLiteral("fixed(zero)"));
    QTest::keyClick(field, Qt::Key_Return);
    auto *error = shown.view.findChild<PointingError *>();
    QVERIFY(error->isVisible());
    QVERIFY(error->accessibleName().contains(QStringLiteral("character 7")));
    QCOMPARE(field->selectionStart(), 6);
    QCOMPARE(field->text(), QStringLiteral("fixed(zero)")); // nothing is lost
    QCOMPARE(shown.choices.of(c1), QStringLiteral("line(lf)"));
    QCOMPARE(shown.shownFrames(), quint64(1));
    QTest::keyClick(field, Qt::Key_End);
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(!error->isVisible());
}

void TestFramesView::filterAndDirection()
{
    FramesFixture f;
    f.add("short\na much longer line\n");
    f.add("ours\n", Direction::Out);
    Shown shown(f);
    shown.view.chooseFraming(QStringLiteral("line(lf)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(3));
    auto *filter = shown.part<QLineEdit>("framesFilter");
    filter->setText(QStringLiteral("len < 10"));
    QTRY_COMPARE(shown.shownFrames(), quint64(2));
    shown.part<QComboBox>("frameDirection")->setCurrentIndex(2);
    QTRY_COMPARE(shown.shownFrames(), quint64(1));
    QCOMPARE(shown.cell(0, models::FrameRows::Preview), QStringLiteral("ours\\n").left(4));
    filter->setText(QStringLiteral("len <"));
    QVERIFY(filter->toolTip().contains(QStringLiteral("character")));
    QTest::qWait(80);
    QCOMPARE(shown.shownFrames(), quint64(1)); // as it was
    filter->clear();
    shown.part<QComboBox>("frameDirection")->setCurrentIndex(0);
    QTRY_COMPARE(shown.shownFrames(), quint64(3));
}

void TestFramesView::oneSelectionEverywhere()
{
    FramesFixture f;
    f.add("one\ntw");
    f.add("o\nthree\n");
    Shown shown(f);
    QSignalSpy selected(&shown.view, &FramesView::frameSelected);
    shown.view.chooseFraming(QStringLiteral("line(lf)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(3));
    shown.view.table()->setCurrentRow(1);
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.takeFirst()[0].toULongLong(), quint64(1));
    const QList<Rulers *> rulers = shown.view.findChildren<Rulers *>();
    QCOMPARE(rulers.size(), 2);
    auto *in = rulers[0]->direction() == Direction::In ? rulers[0] : rulers[1];
    QVERIFY(in->isVisible());
    QCOMPARE(in->currentFrame(), std::optional<quint64>(1));
    QTest::mouseClick(in, Qt::LeftButton, {}, in->frameRect(2).center());
    QCOMPARE(selected.takeFirst()[0].toULongLong(), quint64(2));
    QCOMPARE(shown.view.table()->currentPosition(), std::optional<quint64>(2));
    shown.view.chooseFraming(QStringLiteral("fixed(3)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(4));
    QCOMPARE(in->currentFrame(), std::nullopt); // its number means another frame now
    QCOMPARE(shown.view.table()->currentPosition(), std::nullopt);
}

void TestFramesView::differencesByKey()
{
    FramesFixture f;
    f.add(QByteArray::fromHex("01020304050607080a"));
    f.add(QByteArray::fromHex("01ff0304050607ff0a"));
    f.add(QByteArray::fromHex("01ff0304050607ff110a"));
    Shown shown(f);
    shown.view.chooseFraming(QStringLiteral("line(lf)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(3));
    FrameDiffRows *rows = shown.view.findChild<FrameDiffView *>()->rows();
    shown.view.table()->setCurrentRow(1); // against the one before it
    QCOMPARE(rows->differences(), (std::vector<DifferentBytes>{{1, 1, 1, 1}, {7, 1, 7, 1}}));
    QTest::keyClick(rows, Qt::Key_F3);
    QCOMPARE(rows->current(), std::optional<std::size_t>(0));
    QTest::keyClick(rows, Qt::Key_N);
    QCOMPARE(rows->current(), std::optional<std::size_t>(1));
    QTest::keyClick(rows, Qt::Key_N);
    QCOMPARE(rows->current(), std::optional<std::size_t>(0)); // round
    QTest::keyClick(rows, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(rows->current(), std::optional<std::size_t>(1));
    shown.view.table()->setCurrentRow(0);
    QTest::keyClick(shown.view.table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(shown.view.table(), Qt::Key_Down,
                    Qt::ShiftModifier); // two frames: the ends of the selection
    QCOMPARE(rows->differences(), (std::vector<DifferentBytes>{{1, 1, 1, 1}, {7, 1, 7, 2}}));
    QTest::keyClick(shown.view.table(), Qt::Key_N); // also from the table
    QCOMPARE(rows->current(), std::optional<std::size_t>(0));
    QTest::keyClick(shown.view.table(), Qt::Key_P);
    QCOMPARE(rows->current(), std::optional<std::size_t>(1));
}

void TestFramesView::historyOfAByte()
{
    FramesFixture f;
    for (int i = 0; i < 50; ++i)
        f.add(QByteArray("n") + char(i < 10 ? 10 + i : 40) + (i == 20 ? "\n" : "!\n"));
    Shown shown(f);
    shown.view.chooseFraming(QStringLiteral("delim('!\\n')"));
    QTRY_VERIFY(shown.shownFrames() >= 48);
    auto *history = shown.view.findChild<ByteHistoryView *>();
    shown.view.pin(QStringLiteral("1"));
    QTRY_COMPARE(history->values().size(), size_t(shown.shownFrames()));
    QCOMPARE(history->values()[3].text, QStringLiteral("13"));
    f.add("n\x63!\n");
    f.commit();
    QTRY_COMPARE(history->values().back().text, QStringLiteral("99")); // the live tail, too
    QSignalSpy selected(&shown.view, &FramesView::frameSelected);
    history->findChild<VirtualTable *>()->setCurrentRow(5);
    QCOMPARE(selected.count(), 1);
    history->pin(QStringLiteral("1 u17"));
    bool told = false;
    for (const QLabel *label : history->findChildren<QLabel *>())
        told = told || label->text().contains(QStringLiteral("character 3"));
    QVERIFY(told);
}

void TestFramesView::fieldsAreColumnsAndFilter()
{
    FramesFixture f;
    for (char i = 0; i < 6; ++i)
        f.add(QByteArray(1, i) + QByteArray(1, i % 2) + "text");
    Shown shown(f);
    shown.view.chooseFraming(QStringLiteral("fixed(6)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(6));
    FramesTable *table = shown.view.table();
    table->setCurrentRow(2);
    shown.view.setStructure(
        structureOf(u"structure t { n: u8; odd: u8 enum { 0 = \"no\", 1 = \"yes\" }; t: text(4); }"));
    QCOMPARE(table->source()->columns().size(), int(models::FrameRows::FieldColumns) + 3);
    QCOMPARE(shown.cell(3, models::FrameRows::FieldColumns), QStringLiteral("3"));
    QCOMPARE(shown.cell(3, models::FrameRows::FieldColumns + 1), QStringLiteral("yes (1)"));
    QCOMPARE(table->currentRow(), std::optional<quint64>(2));   // nothing is let go
    QCOMPARE(table->selectedText().section(u'\t', 4).trimmed(), // as in view: behind the direction
             QStringLiteral("2\tno (0)\ttext\t0xC\t6\t1\t02 00 74 65 78 74"));
    for (int i = 0; i < 3; ++i) {
        const int width = table->columnWidth(models::FrameRows::FieldColumns + i);
        QVERIFY2(width > 20 && width < 200, qPrintable(QString::number(width)));
    }
    auto *filter = shown.part<QLineEdit>("framesFilter");
    filter->setText(QStringLiteral("odd == \"yes\" && n > 1"));
    QTRY_COMPARE(shown.shownFrames(), quint64(2));
    QCOMPARE(shown.cell(0, models::FrameRows::FieldColumns), QStringLiteral("3"));
    // A column that is hidden stays so while the text of the structure grows, and is not copied.
    table->setFieldHidden(QStringLiteral("t"), true);
    shown.view.setStructure(structureOf(
        u"structure t { n: u8; odd: u8 enum { 0 = \"no\", 1 = \"yes\" }; t: text(3); more: u8; }"));
    QVERIFY(table->isColumnHidden(models::FrameRows::FieldColumns + 2));
    QVERIFY(!table->isColumnHidden(models::FrameRows::FieldColumns + 3));
    table->setCurrentRow(0);
    QCOMPARE(table->selectedText().section(u'\t', 4, 6), QStringLiteral("3\tyes (1)\t116"));
    // A field that is no longer there is told; the frames stay those that were chosen.
    shown.view.setStructure(structureOf(u"structure t { m: u8; }"));
    QVERIFY(filter->toolTip().contains(QStringLiteral("character 1")));
    QCOMPARE(shown.shownFrames(), quint64(2));
    shown.view.setStructure(nullptr);
    QCOMPARE(table->source()->columns().size(), int(models::FrameRows::FieldColumns));
    // The columns of the header's menu
    QMenu menu;
    table->fillColumnMenu(&menu);
    QCOMPARE(menu.actions().size(), 8);
    menu.actions()[2]->setChecked(false);
    QVERIFY(table->isColumnHidden(models::FrameRows::Delta));
}

void TestFramesView::historyOfAField()
{
    FramesFixture f;
    for (char i = 0; i < 20; ++i)
        f.add(QByteArray(1, char(i / 4)) + QByteArray(1, char(100 - i)));
    f.add("x");
    f.close();
    Shown shown(f);
    shown.view.chooseFraming(QStringLiteral("fixed(2)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(21));
    shown.view.setStructure(structureOf(u"structure t { step: u8; level: u8 unit \"%\"; }"));
    auto *history = shown.view.findChild<ByteHistoryView *>();
    QMenu menu;
    Q_EMIT shown.view.table()->headerMenuOpening(&menu, models::FrameRows::FieldColumns + 1);
    QCOMPARE(menu.actions().size(), 1);
    menu.actions().first()->trigger(); // what a click on the header's menu does
    QTRY_COMPARE(history->values().size(), size_t(21));
    QCOMPARE(history->values()[7].number, std::optional(93.0));
    QCOMPARE(history->values()[7].text, QStringLiteral("93"));
    QVERIFY(!history->values()[20].present);
    QVERIFY(history->isVisible());
    auto *plot = history->findChild<HistoryPlot *>();
    QVERIFY(plot->isVisible());
    QCOMPARE(plot->accessibleName(), QStringLiteral("Values from 81 to 100"));
    auto *table = history->findChild<VirtualTable *>();
    QCOMPARE(table->source()->cell(20, 2).text, QStringLiteral("not there"));
    QCOMPARE(table->source()->cell(7, 1).text, QStringLiteral("≠"));
    shown.view.setStructure(structureOf(u"structure t { step: u8; level: u8 scale 2; }")); // follows the text
    QTRY_COMPARE(history->values()[7].number, std::optional(186.0));
    history->pin(QStringLiteral("nothing"));
    bool refused = false;
    for (const QLabel *label : history->findChildren<QLabel *>())
        refused = refused || label->text().contains(QStringLiteral("no field nothing"));
    QVERIFY(refused);
    QTRY_VERIFY(!plot->isVisible()); // nothing to draw
    history->pin(QStringLiteral("level"));
    QTRY_VERIFY(plot->isVisible());
    shown.view.setStructure(nullptr);
    bool told = false;
    for (const QLabel *label : history->findChildren<QLabel *>())
        told = told || label->text().contains(QStringLiteral("Structure tab"));
    QVERIFY(told);
}

void TestFramesView::rowsHighlightTheirFrames()
{
    FramesFixture f;
    f.add("a\nb\n");
    f.add("c\nd\n");
    Shown shown(f);
    QSignalSpy selected(&shown.view, &FramesView::frameSelected);
    shown.view.chooseFraming(QStringLiteral("line(lf)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(4));
    shown.view.showRow(1);
    QCOMPARE(shown.view.table()->currentPosition(), std::optional<quint64>(2));
    QCOMPARE(selected.count(), 0); // it was told to us
    f.add("e\n");
    f.commit();
    QTRY_COMPARE(shown.shownFrames(), quint64(5));
    QCOMPARE(shown.view.table()->currentPosition(), std::optional<quint64>(2));
}

void TestFramesView::theViewOfAnotherConnection()
{
    FramesFixture f;
    f.add("a\nb\n");
    f.add("ccc\n", Direction::Out, 2);
    Shown shown(f);
    shown.view.chooseFraming(QStringLiteral("line(lf)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(2));
    shown.view.setConnection(ConnectionId(2));
    QVERIFY(shown.part<QPushButton>("chooseFraming")->isVisible()); // each connection has its own
    shown.view.chooseFraming(QStringLiteral("fixed(1)"));
    QTRY_COMPARE(shown.shownFrames(), quint64(4));
    shown.view.setConnection(c1);
    QTRY_COMPARE(shown.shownFrames(), quint64(2));
    QCOMPARE(shown.part<QLineEdit>("framingField")->text(), QStringLiteral("line(lf)"));
}

void TestFramesView::theSideStandsBackInANarrowView()
{
    FramesFixture f;
    f.add("a\nb\n");
    Shown shown(f);
    auto *side = shown.part<QTabWidget>("framesSidePages");
    auto *button = shown.part<QToolButton>("framesSide");
    QVERIFY(side->isVisible() && button->isChecked());
    shown.view.resize(850, 600);
    QVERIFY(!side->isVisible() && !button->isChecked());
    button->click();
    QVERIFY(side->isVisible());
    button->click();
    shown.view.resize(1100, 600);
    QVERIFY(!side->isVisible()); // what a person chose stays
    const QByteArray state = shown.view.saveState();
    shown.view.pin(QStringLiteral("0"));
    QVERIFY(side->isVisible() && button->isChecked()); // what was asked for is shown
    shown.view.restoreState(state);
    QVERIFY(!side->isVisible());
    shown.view.restoreState("rubbish");
    QVERIFY(!side->isVisible());
}

/// Change of framing on a million captured chunks: the window answers all the while, so no turn of its loop
/// does more than a small part of the work.
/// faults.md row 5
void TestFramesView::aMillionChunksLeaveTheWindowFree()
{
    FramesFixture f;
    const QByteArray line = "0123456789abcdefghijklmnop\n";
    for (int i = 0; i < manyChunks; ++i)
        f.add(QByteArrayView(line).first(1 + i % 9));
    Shown shown(f);
    const double before = processCpuMs();
    const LoopTurns turns;
    shown.view.chooseFraming(QStringLiteral("fixed(7)")); // it was being cut as raw
    QTRY_VERIFY_WITH_TIMEOUT(!shown.view.scan().isBehind(), 90'000);
    const quint64 bytes = shown.view.scan().index()->reads().streamEnd(Direction::In);
    QCOMPARE(shown.shownFrames(), bytes / 7);
    QVERIFY(bytes > quint64(manyChunks) * 4);
    const double work = processCpuMs() - before;
    const double longest = turns.atShare(1);
    qInfo("of %.0f ms of work the longest of %zu turns did %.1f ms", work, turns.count(), longest);
    QVERIFY2(longest < work / 4, qPrintable(QString::number(longest / work)));
}

QTEST_MAIN(TestFramesView)
#include "tst_framesview.moc"
