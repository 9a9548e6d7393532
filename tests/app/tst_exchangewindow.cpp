#include "app/gui/actions.h"
#include "app/gui/exchangefiles.h"
#include "app/gui/mainwindow.h"
#include "app/gui/openedfiles.h"
#include "app/gui/recordingfiles.h"
#include "app/gui/recordingviews.h"
#include "app/gui/replaying.h"
#include "app/gui/settings.h"
#include "app/gui/wiring.h"
#include "app/gui/workspacefiles.h"
#include "app/gui/workspacepreview.h"
#include "netcore/automation/responderfactory.h"
#include "netcore/exchange/captureimport.h"
#include "tests/exchange/exchangefixture.h"
#include "widgets/common/exportdialog.h"
#include "widgets/common/faultpanel.h"
#include "widgets/common/language.h"
#include "widgets/common/replaydialog.h"
#include "widgets/common/settingspage.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QMimeData>
#include <QtGui/QAction>
#include <QtGui/QDropEvent>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>

using namespace exchangetest;
using netcore::ExportFormat;
using widgets::ExportScope;

/// Export, import and replay in the real window.
class TestExchangeWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsShownIsExported();
    void selectedRowsAreExported();
    void aCaptureIsShownLikeARecording();
    void aFileIsOpenedByWhatItHolds_data();
    void aFileIsOpenedByWhatItHolds();
    void whatCannotBeReadIsTold();
    void aConversationOfACaptureIsSentAgain();
    void theSideThatConnectedIsWhatIsSent();
    void aListenerAnswersAsThePeerDid();
    void aWorkspaceKeepsWhoAnswersAsRecorded_data();
    void aWorkspaceKeepsWhoAnswersAsRecorded();
    void aWrongEndpointIsToldInTheDialog();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    void importHttp();
    QByteArray exported(ExportFormat format);
    QPushButton *button(const char *name) const
    {
        return m_window->replaying->dialog()->findChild<QPushButton *>(QLatin1String(name));
    }
    QString status() const
    {
        return m_window->replaying->dialog()->findChild<QLabel *>(QStringLiteral("replayStatus"))->text();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<netcore::EngineHandle> m_engine;
    std::unique_ptr<app::Settings> m_settings;
    std::unique_ptr<widgets::Language> m_language;
    std::unique_ptr<app::MainWindow> m_window;
};

void TestExchangeWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    netcore::EngineOptions options;
    options.makeResponder = netcore::makeResponder;
    m_engine = std::move(*netcore::EngineHandle::create(options));
    m_settings = std::make_unique<app::Settings>(path("settings.ini"));
    m_language = std::make_unique<widgets::Language>();
    m_window = std::make_unique<app::MainWindow>(*m_engine, *m_settings, *m_language);
    app::wireWindow(*m_window);
    widgets::Preferences preferences;
    preferences.language = QStringLiteral("en");
    m_window->applyPreferences(preferences);
    m_window->show();
}

void TestExchangeWindow::cleanup()
{
    m_window.reset();
    m_language.reset();
    m_settings.reset();
    m_engine.reset();
    m_folder.reset();
}

void TestExchangeWindow::importHttp()
{
    QSignalSpy imported(m_window->exchangeFiles, &app::ExchangeFiles::imported);
    m_window->exchangeFiles->import(QStringLiteral(TEST_DATA_DIR "/captures/http.pcapng"));
    QTRY_COMPARE(imported.size(), 1);
    QTRY_VERIFY(m_window->views->traffic()->shownRows() > 10);
}

/// What the dialog as it is writes.
QByteArray TestExchangeWindow::exported(ExportFormat format)
{
    m_window->exchangeFiles->dialog()->setFormat(format);
    QSignalSpy spy(m_window->exchangeFiles, &app::ExchangeFiles::exported);
    m_window->exchangeFiles->exportTo(path("out"));
    if (!QTest::qWaitFor([&] { return spy.size() == 1; }))
        return "nothing was exported";
    QFile file(spy.first().first().toStringList().first());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no such file");
}

void TestExchangeWindow::whatIsShownIsExported()
{
    importHttp();
    widgets::TrafficView *traffic = m_window->views->traffic();
    m_window->actions->exportRecording->trigger();
    widgets::ExportDialog *dialog = m_window->exchangeFiles->dialog();
    QVERIFY(dialog->isVisible() && !dialog->isModal());
    QCOMPARE(dialog->scope(), ExportScope::Everything);
    const auto count = [&] { return linesOf(exported(ExportFormat::JsonLines)).size(); };
    QCOMPARE(count(), qsizetype(m_window->views->recording()->rowCount()));

    m_window->views->filterField()->setText(QStringLiteral("in && text ~ \"HTTP/1.0 404\""));
    QTRY_COMPARE(traffic->shownRows(), quint64(1));
    m_window->actions->exportRecording->trigger();
    QCOMPARE(dialog->scope(), ExportScope::Shown);
    QCOMPARE(count(), 1);
    const auto *result = dialog->findChild<QLabel *>(QStringLiteral("exportResult"));
    QVERIFY2(result->isVisible() && result->text().contains(QStringLiteral("1 record")),
             qPrintable(result->text()));
}

void TestExchangeWindow::selectedRowsAreExported()
{
    importHttp();
    widgets::TrafficView *traffic = m_window->views->traffic();
    m_window->views->filterField()->setText(QStringLiteral("chunk"));
    QTRY_VERIFY(traffic->hiddenRows() > 0);
    traffic->setFocus();
    traffic->setCurrentRow(traffic->source()->firstRow() + 1);
    QTest::keyClick(traffic, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(traffic, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(traffic->selectionLength(), quint64(3));
    m_window->actions->exportRecording->trigger();
    QCOMPARE(m_window->exchangeFiles->dialog()->scope(), ExportScope::Selection);
    const QStringList rows = linesOf(exported(ExportFormat::JsonLines));
    QCOMPARE(rows.size(), 3); // what the filter hides between them is not exported
    for (const QString &row : rows)
        QVERIFY(row.contains(QStringLiteral("\"kind\":\"chunk\"")));
}

void TestExchangeWindow::aCaptureIsShownLikeARecording()
{
    importHttp();
    QVERIFY(m_window->views->recording() != m_engine->recording());
    QVERIFY(!m_window->views->recording()->isLive());
    Q_EMIT m_window->views->liveRequested();
    QCOMPARE(m_window->views->recording(), m_engine->recording());
}

void TestExchangeWindow::aFileIsOpenedByWhatItHolds_data()
{
    QTest::addColumn<QString>("holds");
    for (const char *kind : {"recording", "capture", "workspace", "text"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestExchangeWindow::aFileIsOpenedByWhatItHolds()
{
    QFETCH(QString, holds);
    const QString file = path("misleading.txt");
    if (holds == QLatin1String("recording"))
        QVERIFY(netcore::importCapture(QStringLiteral(TEST_DATA_DIR "/captures/resp.pcap"), file, {}));
    else if (holds == QLatin1String("capture"))
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA_DIR "/captures/http.pcapng"), file));
    else if (holds == QLatin1String("workspace"))
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA_DIR "/workspaces/wide.json"), file));
    else
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA_DIR "/workspaces/expected.tsv"), file));

    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter({}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);

    if (holds == QLatin1String("workspace"))
        QTRY_VERIFY(m_window->preview->isVisible());
    else if (holds == QLatin1String("text"))
        QTRY_VERIFY(m_window->faults->isVisible());
    else
        QTRY_VERIFY(m_window->views->recording() != m_engine->recording());
    QCOMPARE(m_window->faults->isVisible(), holds == QLatin1String("text"));
    QVERIFY(app::meansFile(file));
    QVERIFY(app::meansFile(QStringLiteral("absent.sockrec")));
    QVERIFY(!app::meansFile(QStringLiteral("tcp://localhost:9000")));
    QVERIFY(!app::meansFile(QStringLiteral("localhost:9000")));
}

void TestExchangeWindow::whatCannotBeReadIsTold()
{
    QFile file(path("no.pcap"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no capture, whatever it is called");
    file.close();
    QVERIFY(!m_window->faults->isVisible());
    m_window->exchangeFiles->import(path("no.pcap"));
    QTRY_VERIFY(m_window->faults->isVisible());
    QCOMPARE(m_window->views->recording(), m_engine->recording());
}

void TestExchangeWindow::aConversationOfACaptureIsSentAgain()
{
    importHttp();
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Q_EMIT m_window->views->traffic()->replayRequested(ConnectionId(1));
    widgets::ReplayDialog *dialog = m_window->replaying->dialog();
    QVERIFY(dialog->isVisible() && !dialog->isModal());
    auto *endpoint = dialog->findChild<QLineEdit *>(QStringLiteral("replayEndpoint"));
    QCOMPARE(endpoint->text(), QStringLiteral("tcp://127.0.0.1:8090")); // where it went then
    endpoint->setText(QStringLiteral("tcp://127.0.0.1:%1").arg(server.serverPort()));
    QSignalSpy finished(m_window->replaying, &app::Replaying::finished);
    QTest::mouseClick(button("replayStart"), Qt::LeftButton);
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *peer = server.nextPendingConnection();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!finished.first().first().value<netcore::NetError>().isError());
    QTRY_VERIFY(peer->bytesAvailable() > 50);
    QVERIFY(peer->readAll().startsWith("GET /a.txt HTTP/1.1\r\n"));
    QVERIFY2(status().startsWith(QStringLiteral("Done: 1 send")), qPrintable(status()));
    QVERIFY(button("replayStart")->isEnabled());
}

void TestExchangeWindow::theSideThatConnectedIsWhatIsSent()
{
    using exchangetest::Script;
    Script script(path("both"));
    script.opened(1, Script::facts(1, "tcp", false, "127.0.0.1:40000", "127.0.0.1:9000"));
    script.opened(2, Script::facts(2, "tcp", true, "127.0.0.1:9000", "127.0.0.1:40000"));
    m_window->views->setRecording(script.store(), path("both"));
    for (const auto &[id, client] : {std::pair(1u, Direction::Out), std::pair(2u, Direction::In)}) {
        Q_EMIT m_window->views->traffic()->replayRequested(ConnectionId(id));
        widgets::ReplayDialog *dialog = m_window->replaying->dialog();
        auto *answer = dialog->findChild<QRadioButton *>(QStringLiteral("replayAnswer"));
        QCOMPARE(dialog->wish().side, client);
        QCOMPARE(dialog->wish().endpoint, QStringLiteral("tcp://127.0.0.1:9000"));
        answer->setChecked(true);
        QVERIFY(dialog->wish().side != client);
        dialog->findChild<QRadioButton *>(QStringLiteral("replaySend"))->setChecked(true);
    }
}

void TestExchangeWindow::aListenerAnswersAsThePeerDid()
{
    importHttp();
    Q_EMIT m_window->views->traffic()->replayRequested(ConnectionId(3));
    widgets::ReplayDialog *dialog = m_window->replaying->dialog();
    dialog->findChild<QRadioButton *>(QStringLiteral("replayAnswer"))->setChecked(true);
    QTest::mouseClick(button("replayStart"), Qt::LeftButton);
    QTRY_VERIFY(status().contains(QStringLiteral("Answering at 127.0.0.1:")));
    QVERIFY(!button("replayStart")->isEnabled());
    const quint16 port = m_window->model->sessions().first().locals.first().port();
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    client.write(QByteArray(200, 'x')); // as long as any request of curl's
    QTRY_VERIFY(client.bytesAvailable() > 100);
    QVERIFY(client.readAll().startsWith("HTTP/1.0 404"));
    QTest::mouseClick(button("replayStop"), Qt::LeftButton);
    QTRY_VERIFY(button("replayStart")->isEnabled());
    QTRY_COMPARE(m_window->model->sessions().first().state, netcore::SessionState::Closed);
}

void TestExchangeWindow::aWorkspaceKeepsWhoAnswersAsRecorded_data()
{
    QTest::addColumn<bool>("isInAFile");
    QTest::newRow("a saved recording") << true;
    QTest::newRow("an import, which is in no file") << false;
}

void TestExchangeWindow::aWorkspaceKeepsWhoAnswersAsRecorded()
{
    QFETCH(bool, isInAFile);
    const QString capture = QStringLiteral(TEST_DATA_DIR "/captures/http.pcapng");
    QVERIFY(netcore::importCapture(capture, path("r.sockrec"), {}));
    if (isInAFile)
        m_window->recordingFiles->open(path("r.sockrec"));
    else
        importHttp();
    Q_EMIT m_window->views->traffic()->replayRequested(ConnectionId(3));
    m_window->replaying->dialog()
        ->findChild<QRadioButton *>(QStringLiteral("replayAnswer"))
        ->setChecked(true);
    QTest::mouseClick(button("replayStart"), Qt::LeftButton);
    QTRY_VERIFY(status().contains(QStringLiteral("Answering at 127.0.0.1:")));
    QVERIFY(m_window->workspaceFiles->saveAs(path("w.json")));
    QFile file(path("w.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.contains(R"("recorded(\"r.sockrec\", connection=3, side=)"), isInAFile);
    QCOMPARE(text.contains("recorded("), isInAFile);
    QCOMPARE(m_window->faults->isVisible(), !isInAFile);
    if (!isInAFile)
        return;
    m_window->workspaceFiles->open(path("w.json"));
    QTest::mouseClick(m_window->preview->findChild<QPushButton *>(QStringLiteral("openTicked")),
                      Qt::LeftButton);
    QTRY_COMPARE(m_window->model->sessions().size(), 2);
    QTRY_VERIFY(!m_window->model->sessions().last().locals.isEmpty());
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, m_window->model->sessions().last().locals.first().port());
    client.write(QByteArray(200, 'x'));
    QTRY_VERIFY(client.bytesAvailable() > 100);
    QVERIFY(client.readAll().startsWith("HTTP/1.0 404"));
}

void TestExchangeWindow::aWrongEndpointIsToldInTheDialog()
{
    importHttp();
    Q_EMIT m_window->views->traffic()->replayRequested(ConnectionId(1));
    auto *endpoint = m_window->replaying->dialog()->findChild<QLineEdit *>(QStringLiteral("replayEndpoint"));
    for (const char *wrong : {"", "gopher://x", "tcp-listen://127.0.0.1:0"}) {
        endpoint->setText(QString::fromLatin1(wrong));
        QTest::mouseClick(button("replayStart"), Qt::LeftButton);
        QVERIFY2(status().startsWith(QStringLiteral("⚠")), wrong);
        QVERIFY(button("replayStart")->isEnabled());
    }
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    endpoint->setText(QStringLiteral("tcp://127.0.0.1:%1").arg(port));
    QTest::mouseClick(button("replayStart"), Qt::LeftButton);
    QTRY_VERIFY2(status().contains(QStringLiteral("⚠")), qPrintable(status()));
}

QTEST_MAIN(TestExchangeWindow)
#include "tst_exchangewindow.moc"
