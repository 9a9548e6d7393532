#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "app/gui/settings.h"
#include "app/gui/wiring.h"
#include "netcore/automation/responderfactory.h"
#include "tests/frames/framesfixture.h"
#include "widgets/common/language.h"
#include "widgets/composer/composer.h"
#include "widgets/framing/bytehistoryview.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/rulers.h"
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
class TestFrameWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFrameSelectsItsBytesAndItsRows();
    void aRowShowsItsFramesAboveItsBytes();
    void aByteIsPinnedFromTheHexView();
    void theLiveSessionTakesTheFraming();
    void theBestGuessIsChosenWithAClick();

private:
    void openSaved(FramesFixture &f);
    widgets::FramesView *frames() { return m_window->views->frames(); }
    widgets::TrafficView *traffic() { return m_window->views->traffic(); }
    widgets::HexView *hex() { return m_window->views->hex()->view(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EngineHandle> m_engine;
    std::unique_ptr<app::Settings> m_settings;
    std::unique_ptr<widgets::Language> m_language;
    std::unique_ptr<app::MainWindow> m_window;
};

void TestFrameWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    EngineOptions options;
    options.makeResponder = netcore::makeResponder;
    auto engine = EngineHandle::create(options);
    QVERIFY(engine);
    m_engine = std::move(*engine);
    m_settings = std::make_unique<app::Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
    m_language = std::make_unique<widgets::Language>();
    m_window = std::make_unique<app::MainWindow>(*m_engine, *m_settings, *m_language);
    app::wireWindow(*m_window);
    m_window->show();
}

void TestFrameWindow::cleanup()
{
    m_window.reset();
    m_language.reset();
    m_settings.reset();
    m_engine.reset();
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
