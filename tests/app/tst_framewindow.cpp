#include "app/gui/recordingviews.h"
#include "tests/frames/framesfixture.h"
#include "tests/support/windowtest.h"
#include "widgets/composer/composer.h"
#include "widgets/composer/markededit.h"
#include "widgets/framing/bytehistoryview.h"
#include "widgets/framing/fieldtree.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/rulers.h"
#include "widgets/framing/structureeditor.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/framescan.h"
#include "widgets/models/framingchoices.h"
#include "widgets/tables/trafficview.h"

#include <QtTest/QTest>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeWidget>

using namespace netcore;

/// Frames in the whole window: one selection in the traffic, the rulers, the Frames tab and the bytes.
class TestFrameWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFrameSelectsItsBytesAndItsRows();
    void withoutAChoiceTheFirstConnectionIsShown();
    void aRowShowsItsFramesAboveItsBytes();
    void aByteIsPinnedFromTheHexView();
    void theLiveSessionTakesTheFraming();
    void theBestGuessIsChosenWithAClick();
    void theStructuresFieldsAreColumns();
    void aSelectedFrameIsReadByTheStructure();

private:
    void openSaved(FramesFixture &f);
    widgets::FramesView *frames() { return m_window->views->frames(); }
    widgets::TrafficView *traffic() { return m_window->views->traffic(); }
    widgets::HexView *hex() { return m_window->views->hex()->view(); }
};

void TestFrameWindow::init()
{
    openWindow();
}

void TestFrameWindow::cleanup()
{
    closeWindow();
}

void TestFrameWindow::openSaved(FramesFixture &f)
{
    const QString file = m_folder->filePath(QStringLiteral("saved.sockrec"));
    f.commit();
    QVERIFY(f.store()->saveAs(file, {}));
    const auto store = RecordingStore::open(file);
    QVERIFY(store);
    m_window->views->setRecording(*store, file);
    QTRY_COMPARE(traffic()->shownRows(), f.store()->rowCount());
}

void TestFrameWindow::aFrameSelectsItsBytesAndItsRows()
{
    FramesFixture f;
    f.add("one\ntw");
    f.add("o an");
    f.add("d more\nthree\n");
    openSaved(f);
    traffic()->selectRow(0);
    frames()->chooseFraming(QStringLiteral("line(lf)"));
    m_window->views->tabs()->setCurrentWidget(frames());
    QTRY_COMPARE(frames()->scan().shown().size(), quint64(3));
    frames()->table()->setCurrentRow(1);
    QCOMPARE(hex()->selection().from(), quint64(4));
    QCOMPARE(hex()->selection().length(), quint64(13));
    QCOMPARE(hex()->chosenBytes(), QByteArray("two and more\n"));
    QCOMPARE(traffic()->selectionFrom(), quint64(0));
    QCOMPARE(traffic()->selectionLength(), quint64(3)); // the three reads that carried it
    m_window->views->moveRow(+1);                       // F8
    QCOMPARE(hex()->chosenBytes(), QByteArray("three\n"));
}

void TestFrameWindow::withoutAChoiceTheFirstConnectionIsShown()
{
    m_window->views->tabs()->setCurrentWidget(frames()); // of an empty recording: none
    QCOMPARE(frames()->connection(), ConnectionId::None);
    FramesFixture f;
    f.add("one\n", Direction::In, 7);
    f.add("two\n", Direction::In, 8);
    openSaved(f);
    QCOMPARE(frames()->connection(), ConnectionId(7));
    traffic()->selectRow(1);
    QTRY_COMPARE(frames()->connection(), ConnectionId(8)); // a choice counts
    m_window->views->tabs()->setCurrentIndex(0);
    m_window->views->tabs()->setCurrentWidget(frames());
    QCOMPARE(frames()->connection(), ConnectionId(8));
}

void TestFrameWindow::aRowShowsItsFramesAboveItsBytes()
{
    FramesFixture f;
    f.add("one\ntwo\n");
    f.add("ours\n", Direction::Out);
    openSaved(f);
    widgets::Rulers *strip = m_window->views->strip();
    traffic()->selectRow(0);
    QVERIFY(!strip->isVisible()); // no framing, nothing to compare with
    frames()->chooseFraming(QStringLiteral("line(lf)"));
    QVERIFY(strip->isVisible());
    QTRY_VERIFY(!strip->frameRect(1).isEmpty());
    traffic()->selectRow(1);
    QCOMPARE(strip->direction(), Direction::Out);
    traffic()->selectRow(0);
    QCOMPARE(hex()->source()->size(), quint64(8)); // the record's own bytes
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->frameRect(1).center());
    QCOMPARE(hex()->chosenBytes(), QByteArray("two\n"));
    m_window->views->tabs()->setCurrentWidget(frames());
    QVERIFY(!strip->isVisible()); // the wide ones are in view
}

void TestFrameWindow::aByteIsPinnedFromTheHexView()
{
    FramesFixture f;
    f.add("a1\nb2");
    f.add("\nc3\n");
    openSaved(f);
    traffic()->selectRow(0);
    frames()->chooseFraming(QStringLiteral("line(lf)"));
    QTRY_COMPARE(frames()->scan().shown().size(), quint64(3));
    traffic()->selectRow(1);
    hex()->selectRange(2, 1); // the 3 of "c3": byte 1 of its frame
    QMenu menu;
    Q_EMIT hex()->menuOpening(&menu);
    QVERIFY(!menu.actions().isEmpty());
    menu.actions().last()->trigger();
    QCOMPARE(m_window->views->tabs()->currentWidget(), static_cast<QWidget *>(frames()));
    auto *history = frames()->findChild<widgets::ByteHistoryView *>();
    QTRY_COMPARE(history->values().size(), size_t(3));
    QCOMPARE(history->values()[2].text, QString::number(uchar('3')));
}

void TestFrameWindow::theBestGuessIsChosenWithAClick()
{
    FramesFixture f;
    for (char length = 3; length < 40; ++length) {
        const QByteArray body(length, char('0' + length));
        f.add(QByteArray(1, length) + QByteArray(1, '\0') + body.left(2));
        f.add(body.mid(2));
    }
    openSaved(f);
    traffic()->selectRow(0);
    m_window->views->tabs()->setCurrentWidget(frames());
    auto *open = frames()->findChild<QPushButton *>(QStringLiteral("openGuess"));
    QVERIFY(open);
    QTest::mouseClick(open, Qt::LeftButton);
    auto *list = frames()->findChild<QTreeWidget *>(QStringLiteral("guesses"));
    QVERIFY(list);
    QTRY_VERIFY(list->topLevelItemCount() > 0);
    QVERIFY(list->topLevelItemCount() <= 5);
    const QTreeWidgetItem *best = list->topLevelItem(0);
    QCOMPARE(best->text(0), QStringLiteral("len(u16le)"));
    QVERIFY(!best->text(1).isEmpty());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(best).center());
    QTRY_COMPARE(frames()->scan().shown().size(), quint64(37));
    QVERIFY(!list->isVisible());
}

/// Choosing a structure in its tab brings its columns; a text with an error leaves those of before.
void TestFrameWindow::theStructuresFieldsAreColumns()
{
    FramesFixture f;
    for (char i = 0; i < 5; ++i)
        f.add(QByteArray::fromHex("000100000006 01 03 00") + char(i) + QByteArray::fromHex("0005"));
    openSaved(f);
    traffic()->selectRow(0);
    frames()->chooseFraming(QStringLiteral("mbap"));
    m_window->views->tabs()->setCurrentWidget(frames());
    QTRY_COMPARE(frames()->scan().shown().size(), quint64(5));
    const auto columns = [this] { return frames()->table()->source()->columns().size(); };
    const auto text = [this](int field) {
        return frames()->table()->source()->cell(4, models::FrameRows::FieldColumns + field).text;
    };
    QCOMPARE(columns(), int(models::FrameRows::FieldColumns)); // none was chosen
    auto *editor = m_window->findChild<widgets::StructureEditor *>();
    editor->choose(QStringLiteral("modbus-tcp"));
    QVERIFY(columns() > models::FrameRows::FieldColumns + 4);
    QCOMPARE(text(4), QStringLiteral("Read holding registers (3)"));
    editor->edit()->setPlainText(QStringLiteral("structure t { head: bytes(9); address: u8; }"));
    QCOMPARE(columns(), int(models::FrameRows::FieldColumns) + 2);
    QCOMPARE(text(1), QStringLiteral("4"));
    editor->edit()->setPlainText(QStringLiteral("structure t { head: bytes(9); address: u"));
    QCOMPARE(columns(), int(models::FrameRows::FieldColumns) + 2); // the last one that could be read
    // "Fields" takes them away, and they stay away while the text changes.
    auto *menu = m_window->findChild<QPushButton *>(QStringLiteral("fieldColumns"))->menu();
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().first()->isChecked());
    menu->actions().first()->setChecked(false);
    QCOMPARE(columns(), int(models::FrameRows::FieldColumns));
    editor->edit()->setPlainText(QStringLiteral("structure t { head: bytes(9); address: u8; }\n"));
    QCOMPARE(columns(), int(models::FrameRows::FieldColumns));
    // Another structure is chosen there, too, and is shown.
    Q_EMIT menu->aboutToShow();
    const QList<QAction *> structures = menu->actions().last()->menu()->actions();
    const auto named = [&](const char *title) {
        return *std::find_if(structures.begin(), structures.end(),
                             [&](QAction *one) { return one->text() == QLatin1String(title); });
    };
    named("NTP")->trigger();
    named("Modbus TCP")->trigger();
    QCOMPARE(text(4), QStringLiteral("Read holding registers (3)"));
    editor->edit()->setPlainText(QStringLiteral("structure t { head: bytes(9); address: u8; }\n"));
    // A field's history, from the tree
    m_window->views->tabs()->setCurrentWidget(editor);
    traffic()->selectRow(1);
    QTRY_COMPARE(editor->tree()->topLevelItemCount(), 2);
    QMenu tree;
    editor->tree()->fillMenu(&tree, editor->tree()->topLevelItem(1));
    tree.actions().first()->trigger();
    QCOMPARE(m_window->views->tabs()->currentWidget(), static_cast<QWidget *>(frames()));
    auto *history = frames()->findChild<widgets::ByteHistoryView *>();
    QTRY_COMPARE(history->values().size(), size_t(5));
    QCOMPARE(history->values()[3].number, std::optional(3.0));
}

void TestFrameWindow::aSelectedFrameIsReadByTheStructure()
{
    FramesFixture f;
    f.add(QByteArray::fromHex("0102030405"));
    f.add(QByteArray::fromHex("0607080910"));
    openSaved(f);
    traffic()->selectRow(0);
    frames()->chooseFraming(QStringLiteral("fixed(3)"));
    m_window->views->tabs()->setCurrentWidget(frames());
    QTRY_COMPARE(frames()->scan().shown().size(), quint64(4)); // one is incomplete
    frames()->table()->setCurrentRow(1);                       // bytes 4, 5, 6 of two reads
    auto *editor = m_window->findChild<widgets::StructureEditor *>();
    m_window->views->tabs()->setCurrentWidget(editor);
    editor->edit()->setPlainText(QStringLiteral("structure t { a: u8; b: u16be; }"));
    QCOMPARE(editor->tree()->topLevelItem(0)->text(1), QStringLiteral("4"));
    QCOMPARE(hex()->ranges().first().from, quint64(3)); // where the frame is in its stream
    editor->tree()->setCurrentItem(editor->tree()->topLevelItem(1));
    QCOMPARE(hex()->chosenBytes(), QByteArray::fromHex("0506"));
}

void TestFrameWindow::theLiveSessionTakesTheFraming()
{
    SessionRequest request;
    request.spec.scheme = Scheme::UdpListen;
    request.spec.host = QStringLiteral("127.0.0.1");
    request.framing = QStringLiteral("fixed(4)");
    const SessionId id = m_engine->open(request);
    QTRY_COMPARE(m_window->framings->ofSession(id), QStringLiteral("fixed(4)"));
    QVERIFY(m_window->framings->chooseForSession(id, QStringLiteral("line")));
    QString told;
    connect(m_engine.get(), &EngineHandle::changed, this, [&](const EngineDelta &delta) {
        for (const SessionSnapshot &session : delta.sessions)
            if (session.id == id)
                told = session.framing;
    });
    QTRY_COMPARE(told, QStringLiteral("line")); // the engine's own, which the workspace file keeps
}

QTEST_MAIN(TestFrameWindow)
#include "tst_framewindow.moc"
