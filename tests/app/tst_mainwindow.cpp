#include "app/gui/actions.h"
#include "app/gui/recordingviews.h"
#include "app/gui/workspacepreview.h"
#include "tests/support/windowtest.h"
#include "widgets/charts/chartsview.h"
#include "widgets/common/commandpalette.h"
#include "widgets/common/faultpanel.h"
#include "widgets/common/quickopenbar.h"
#include "widgets/common/reachabilitybar.h"
#include "widgets/common/settingspage.h"
#include "widgets/composer/composer.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/tables/connectiondelegate.h"
#include "widgets/tables/connectionsview.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtGui/QAction>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeView>

using namespace netcore;

/// Connects, sends what it is told, prints one answer, then waits for the end.
static const char *const client = R"(
import socket, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10)
s.sendall(b"hello from outside")
sys.stdout.write(s.recv(100).decode()); sys.stdout.flush()
s.recv(1)
)";

class TestMainWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listenReceiveAnswerAndClose();
    // faults.md row 19
    void aPortInUseIsExplainedAndTheFreeOneOpens();
    // faults.md row 66
    void everythingOpenedByDefaultIsOnLoopback();
    void theFilterTellsErrorsAndHiddenRows();
    void aNoteIsWrittenIntoTheRecording();
    void whatIsNotCopiedIsTold();
    void settingsActAtOnce();
    void theSystemsColoursAreFollowedLive();
    void everyPartIsReachedByTabInItsOrder();
    void theDefaultLayoutNeedsNoHorizontalScrolling();
    void thePaletteRunsACommand();
    void anExampleStartsNothingByItself();
    void theChartsCountWhatPasses();

private:
    void open(const QString &text);
    std::optional<SessionSnapshot> session(SessionState state) const;
    std::optional<ConnectionSnapshot> onlyConnection() const;
};

void TestMainWindow::init()
{
    openWindow();
}

void TestMainWindow::cleanup()
{
    closeWindow();
}

void TestMainWindow::open(const QString &text)
{
    auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("endpointField"));
    field->clear();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

std::optional<SessionSnapshot> TestMainWindow::session(SessionState state) const
{
    for (const SessionSnapshot &s : m_window->model->sessions())
        if (s.state == state)
            return s;
    return std::nullopt;
}

std::optional<ConnectionSnapshot> TestMainWindow::onlyConnection() const
{
    const QList<ConnectionSnapshot> all = m_window->model->connections();
    return all.size() == 1 ? std::optional(all.first()) : std::nullopt;
}

void TestMainWindow::listenReceiveAnswerAndClose()
{
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty() && !qEnvironmentVariableIsSet("CI"))
        QSKIP("python3 is not installed");
    open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_VERIFY(session(SessionState::Listening));
    const quint16 port = session(SessionState::Listening)->locals.first().port();

    QProcess peer;
    peer.start(python, {QStringLiteral("-c"), QString::fromLatin1(client), QString::number(port)});
    QTRY_VERIFY(onlyConnection() && onlyConnection()->bytesIn == 18);
    const ConnectionId id = onlyConnection()->id;
    m_window->connections->select(id);
    QCOMPARE(m_window->views->traffic()->connections(), QList<ConnectionId>{id});

    RecordingReader reader(m_engine->recording());
    Record record;
    RowNumber row = 0;
    while (reader.read(row, record) && !(record.isData() && record.connection == id))
        ++row;
    QTRY_VERIFY(m_window->views->traffic()->shownRows() > 0);
    m_window->views->traffic()->selectRow(row);
    QTRY_COMPARE(m_window->views->hex()->view()->chosenBytes(), QByteArray("hello from outside"));

    m_window->composer->loadBytes("answer 42");
    m_window->actions->send->trigger();
    QTRY_COMPARE(peer.bytesAvailable(), 9);
    QCOMPARE(peer.readAll(), QByteArray("answer 42"));

    m_window->connections->select(id);
    m_window->connections->closeCurrent();
    QTRY_VERIFY(onlyConnection() && onlyConnection()->ended != EndReason::None);
    QCOMPARE(onlyConnection()->ended, EndReason::ClosedByUs);
    QCOMPARE(widgets::connectionStateText(*onlyConnection()), QStringLiteral("closed by us"));
    QTRY_COMPARE(peer.state(), QProcess::NotRunning);
}

void TestMainWindow::aPortInUseIsExplainedAndTheFreeOneOpens()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, 0));
    open(QStringLiteral("tcp-listen://127.0.0.1:%1").arg(other.serverPort()));
    QTRY_VERIFY(m_window->faults->current());
    const models::Explanation e = *m_window->faults->current();
    QVERIFY(e.errnoName.startsWith(QStringLiteral("EADDRINUSE")));
    QVERIFY(e.cause.contains(QString::number(QCoreApplication::applicationPid())));
    QVERIFY(!QApplication::activeModalWidget());
    m_window->faults->findChild<QPushButton *>(QStringLiteral("faultAction"))->click();
    QTRY_VERIFY(session(SessionState::Listening));
    QVERIFY(session(SessionState::Listening)->locals.first().port() != other.serverPort());
    QVERIFY(!m_window->faults->current());
}

void TestMainWindow::everythingOpenedByDefaultIsOnLoopback()
{
    open(QStringLiteral("tcp-listen://0.0.0.0:0")); // only asks
    open(QStringLiteral("udp-listen://127.0.0.1:0"));
    QTRY_COMPARE(m_window->model->sessions().size(), 1);
    QTRY_VERIFY(!m_window->model->sessions().first().locals.isEmpty());
    const SessionSnapshot opened = m_window->model->sessions().first();
    for (const SocketAddress &local : opened.locals)
        QVERIFY(local.isLoopback());
    QVERIFY(m_window->reachability->isHidden());
}

void TestMainWindow::theFilterTellsErrorsAndHiddenRows()
{
    open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_VERIFY(m_window->views->traffic()->shownRows() > 0);
    auto *note = m_window->findChild<QLabel *>(QStringLiteral("filterNote"));
    QLineEdit *filter = m_window->views->filterField();
    filter->setText(QStringLiteral("len > 100000"));
    QTRY_VERIFY(note->text().contains(QStringLiteral("hidden")));
    filter->setText(QStringLiteral("len >"));
    QTRY_VERIFY(note->text().startsWith(QStringLiteral("⚠")));
    filter->clear();
    QTRY_VERIFY(note->text().isEmpty());
}

void TestMainWindow::aNoteIsWrittenIntoTheRecording()
{
    auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("noteField"));
    QVERIFY(!field->isVisible());
    Q_EMIT m_window->views->traffic()->noteRequested(ConnectionId::None);
    QVERIFY(field->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
    QTest::keyClicks(field, QStringLiteral("the cable was pulled"));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    Q_EMIT m_window->views->traffic()->noteRequested(ConnectionId::None);
    QTest::keyClick(field, Qt::Key_Return); // what was typed is still there
    QVERIFY(!field->isVisible());
    const auto noted = [this] {
        RecordingReader reader(m_engine->recording());
        Record record;
        QByteArray text;
        for (RowNumber row = 0; reader.read(row, record); ++row)
            if (record.kind == RecordKind::Note && reader.readPayload(record, text))
                return text;
        return QByteArray();
    };
    QTRY_COMPARE(noted(), QByteArray("the cable was pulled"));
}

void TestMainWindow::whatIsNotCopiedIsTold()
{
    Q_EMIT m_window->views->traffic()->copyRefused(123456, widgets::VirtualTable::copyLimit);
    QVERIFY(m_window->faults->current());
    QVERIFY(m_window->faults->current()->where.contains(QLocale().toString(123456)));
}

void TestMainWindow::settingsActAtOnce()
{
    m_window->actions->settings->trigger();
    QVERIFY(m_window->settingsPage->isVisible());
    auto *scheme = m_window->findChild<QComboBox *>(QStringLiteral("settingColorScheme"));
    scheme->setCurrentIndex(scheme->findData(int(widgets::ColorScheme::Dark)));
    QTRY_VERIFY(widgets::isDark(m_window->views->palette())); // Qt tells the widgets in the next turn
    auto *language = m_window->findChild<QComboBox *>(QStringLiteral("settingLanguage"));
    const QString before = m_window->actions->quit->text();
    language->setCurrentIndex(language->findData(QStringLiteral("zh_CN")));
    QCOMPARE(m_language->current(), QStringLiteral("zh_CN"));
    QCOMPARE(m_settings->preferences().colorScheme, widgets::ColorScheme::Dark);
    language->setCurrentIndex(language->findData(QStringLiteral("en")));
    QCOMPARE(m_window->actions->quit->text(), before);
}

void TestMainWindow::theSystemsColoursAreFollowedLive()
{
    class DarkSystem : public QProxyStyle
    {
    public:
        DarkSystem() : QProxyStyle(QStringLiteral("Fusion")) { setObjectName(QStringLiteral("fusion")); }
        QPalette standardPalette() const override { return widgets::darkPalette(); }
    };
    QVERIFY(!widgets::isDark(QApplication::palette()));
    QApplication::setStyle(new DarkSystem);
    QEvent changed(QEvent::ThemeChange);
    QCoreApplication::sendEvent(m_window->windowHandle(), &changed);
    QTRY_VERIFY(widgets::isDark(m_window->views->palette()));
    QApplication::setStyle(QStringLiteral("Fusion"));
    QCoreApplication::sendEvent(m_window->windowHandle(), &changed);
    QTRY_VERIFY(!widgets::isDark(m_window->views->palette()));
}

void TestMainWindow::everyPartIsReachedByTabInItsOrder()
{
    m_window->quickOpen->openText(QStringLiteral("tcp-listen://127.0.0.1:0")); // an empty table is no stop
    QTRY_VERIFY(m_window->connections->tree()->isVisible());
    const QWidgetList parts = {m_window->findChild<QLineEdit *>(QStringLiteral("endpointField")),
                               m_window->findChild<QWidget *>(QStringLiteral("menuButton")),
                               m_window->connections->tree(),
                               m_window->views->filterField(),
                               m_window->views->traffic(),
                               m_window->views->hex()->view(),
                               m_window->findChild<QWidget *>(QStringLiteral("target")),
                               m_window->findChild<QWidget *>(QStringLiteral("text")),
                               m_window->findChild<QWidget *>(QStringLiteral("hex"))};
    QVERIFY(!parts.contains(nullptr));
    m_window->activateWindow();
    parts.first()->setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), parts.first());
    QWidgetList reached = {parts.first()};
    for (int i = 0; i < 60 && reached.size() < parts.size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (parts.contains(QApplication::focusWidget()) && QApplication::focusWidget() != reached.last())
            reached << QApplication::focusWidget();
    }
    QCOMPARE(reached, parts);
}

void TestMainWindow::theDefaultLayoutNeedsNoHorizontalScrolling()
{
    open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_VERIFY(m_window->views->traffic()->shownRows() > 0);
    const QList<QSize> sizes = {{1280, 800}, {1920, 1080}, {1280, 800}};
    for (const QSize &size : sizes) {
        m_window->resize(size);
        QTRY_COMPARE(m_window->size(), size);
        const QList<QAbstractScrollArea *> areas = {m_window->connections->tree(), m_window->views->traffic(),
                                                    m_window->views->hex()->view()};
        for (const QAbstractScrollArea *area : areas)
            QTRY_COMPARE(area->horizontalScrollBar()->maximum(), 0);
        QVERIFY(m_window->views->hex()->view()->width() >=
                m_window->views->hex()->view()->sizeHint().width());
    }
}

void TestMainWindow::thePaletteRunsACommand()
{
    m_window->actions->palette->trigger();
    auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("paletteField"));
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, QStringLiteral("settings"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(m_window->settingsPage->isVisible());
}

void TestMainWindow::anExampleStartsNothingByItself()
{
    QVERIFY(!m_window->actions->examples.isEmpty());
    for (QAction *example : m_window->actions->examples) {
        QVERIFY(!example->text().isEmpty());
        QVERIFY(m_window->actions->all().contains(example)); // so that the palette has it
        example->trigger();
        QVERIFY(m_window->preview->isVisible());
        QVERIFY(m_window->preview->list()->count() > 1);
        QTest::qWait(0);
        QVERIFY(m_window->model->sessions().isEmpty());
    }
    m_window->findChild<QPushButton *>(QStringLiteral("openTicked"))->click();
    QTRY_COMPARE(m_window->model->sessions().size(), 6);
}

void TestMainWindow::theChartsCountWhatPasses()
{
    widgets::ChartsView *charts = m_window->views->charts();
    open(QStringLiteral("tcp-listen://127.0.0.1:0"));
    QTRY_VERIFY(session(SessionState::Listening));
    QTcpSocket peer;
    peer.connectToHost(QStringLiteral("127.0.0.1"), session(SessionState::Listening)->locals.first().port());
    peer.write("twelve bytes");
    QTRY_COMPARE(m_window->views->traffic()->shownRows() > 1, true);
    QVERIFY(!charts->isCounting());
    m_window->views->tabs()->setCurrentWidget(charts);
    QTRY_COMPARE(charts->statistics()->total().bytes[netcore::inIndex], quint64(12));
    QVERIFY(charts->isCounting());
    m_window->views->filterField()->setText(QStringLiteral("len > 12"));
    QTRY_COMPARE(charts->statistics()->total().bytes[netcore::inIndex], quint64(0));
    m_window->views->tabs()->setCurrentWidget(m_window->views->traffic());
    QVERIFY(!charts->isCounting());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
