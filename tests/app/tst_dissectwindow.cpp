#include "app/gui/actions.h"
#include "app/gui/dissecting.h"
#include "app/gui/recordingviews.h"
#include "tests/exchange/exchangefixture.h"
#include "tests/support/windowtest.h"
#include "widgets/framing/dissectionview.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/dissectionmodel.h"
#include "widgets/models/framescan.h"
#include "widgets/tables/connectionsview.h"
#include "widgets/tables/trafficview.h"

#include <QtGui/QAction>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeView>

using namespace netcore;
using exchangetest::Script;

#define NEEDS_TSHARK                                                                                         \
    do {                                                                                                     \
        if (!exchangetest::has("tshark"))                                                                    \
            QSKIP("tshark is not installed");                                                                \
    } while (false)

/// "Decode with Wireshark" in the whole window: tree, tables and bytes are one selection.
class TestDissectWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFieldSelectsItsBytes();
    void aByteSelectsItsField();
    void aRowSelectsItsPacket();
    void selectedRowsAndFramesAlone();
    void anotherProtocolIsChosen();
    void absentSaysHowToGetIt();
    void progressAndCancel();
    void anErrorIsTold();
    void anotherRecordingClearsIt();
    void whatFollowsIsDecodedNext();

private:
    void openSaved();
    void decode();
    QModelIndex find(const char *name) const;
    void pretend(const QByteArray &script);
    widgets::DissectionView *view() { return m_window->views->dissecting()->view(); }
    widgets::TrafficView *traffic() { return m_window->views->traffic(); }
    widgets::HexView *hex() { return m_window->views->hex()->view(); }

    QByteArray m_path;
};

void TestDissectWindow::init()
{
    m_path = qgetenv("PATH");
    openWindow();
    openSaved();
}

void TestDissectWindow::cleanup()
{
    closeWindow();
    qputenv("PATH", m_path);
}

/// Rows: 0 opening, 1 and 2 a request in two writes, 3 to 5 its answer in three reads, 6 another connection.
void TestDissectWindow::openSaved()
{
    Script script(m_folder->filePath(QStringLiteral("r")));
    script.opened(1, Script::facts(1, "tcp", false, "127.0.0.1:40000", "127.0.0.1:8080"));
    script.data(1, Direction::Out, "GET /a HTTP/1.1\r\nHo");
    script.data(1, Direction::Out, "st: here\r\n\r\n");
    script.data(1, Direction::In, "HTTP/1.1 200 OK\r\nContent-Len");
    script.data(1, Direction::In, "gth: 11\r\n\r\nhello");
    script.data(1, Direction::In, " world");
    script.data(2, Direction::In, QByteArray::fromHex("000100000006010300030005"));
    const QString file = m_folder->filePath(QStringLiteral("saved.sockrec"));
    QVERIFY(script.store()->saveAs(file, {}));
    const auto store = RecordingStore::open(file);
    QVERIFY(store);
    m_window->views->setRecording(*store, file);
    QTRY_COMPARE(traffic()->shownRows(), quint64(7));
}

void TestDissectWindow::decode()
{
    traffic()->selectRow(1);
    QTRY_COMPARE(m_window->views->selectedRecord(), std::optional<RowNumber>(1));
    m_window->actions->dissect->trigger();
    QCOMPARE(m_window->views->tabs()->currentWidget(), static_cast<QWidget *>(view()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->views->dissecting()->isRunning(), 30'000);
    QCOMPARE(view()->model()->rowCount(), 5);
    const QAbstractItemModelTester tester(view()->model());
}

QModelIndex TestDissectWindow::find(const char *name) const
{
    const auto *model = m_window->views->dissecting()->view()->model();
    QList<QModelIndex> waiting{QModelIndex()};
    while (!waiting.isEmpty()) {
        const QModelIndex at = waiting.takeFirst();
        const auto *field = model->fieldAt(at);
        if (field && field->name == QLatin1String(name))
            return at;
        for (int row = 0; row < model->rowCount(at); ++row)
            waiting << model->index(row, 0, at);
    }
    return {};
}

void TestDissectWindow::aFieldSelectsItsBytes()
{
    NEEDS_TSHARK;
    decode();
    QVERIFY2(view()->message().contains(QStringLiteral("connection 1: 5 packet")),
             view()->message().toUtf8());
    const QModelIndex code = find("http.response.code");
    QVERIFY(code.isValid());
    view()->tree()->setCurrentIndex(code);
    QCOMPARE(m_window->views->selectedRecord(), std::optional<RowNumber>(3));
    QCOMPARE(hex()->chosenBytes(), QByteArray("200"));
    QCOMPARE(hex()->selection().from(), quint64(9));
    QTRY_COMPARE(traffic()->currentRecord(), std::optional<RowNumber>(3));
    QCOMPARE(view()->tree()->currentIndex(), code); // and stays there
    // Over two reads: the first of them, or the one that is shown.
    const QModelIndex data = find("http.file_data");
    view()->tree()->setCurrentIndex(data);
    QCOMPARE(hex()->chosenBytes(), QByteArray("hello"));
    m_window->views->showRecord(5);
    view()->tree()->setCurrentIndex(code);
    m_window->views->showRecord(5);
    view()->tree()->setCurrentIndex(data);
    QCOMPARE(hex()->chosenBytes(), QByteArray(" world"));
    QVERIFY(data.siblingAtColumn(1).data().toString().contains(QStringLiteral("and 1 more")));
}

void TestDissectWindow::aByteSelectsItsField()
{
    NEEDS_TSHARK;
    decode();
    m_window->activateWindow();
    traffic()->selectRow(1);
    hex()->setFocus();
    QTRY_VERIFY(hex()->hasFocus());
    hex()->selectRange(4, 2);
    QCOMPARE(view()->tree()->currentIndex(), find("http.request.uri"));
    hex()->selectRange(17, 1); // "Host" begins in the first write
    QCOMPARE(view()->tree()->currentIndex(), find("http.host"));
    QCOMPARE(m_window->views->selectedRecord(), std::optional<RowNumber>(1)); // nothing moved
    QCOMPARE(hex()->selection().from(), quint64(17));
}

void TestDissectWindow::aRowSelectsItsPacket()
{
    NEEDS_TSHARK;
    decode();
    QCOMPARE(view()->tree()->currentIndex().row(), 0); // of the row that was selected
    traffic()->selectRow(5);
    QTRY_COMPARE(view()->tree()->currentIndex(), view()->model()->index(4, 0));
    QVERIFY(view()->tree()->isExpanded(view()->model()->index(4, 0)));
    QVERIFY(view()->model()->index(2, 0).data().toString().contains(QStringLiteral("complete in row 5")));
}

void TestDissectWindow::selectedRowsAndFramesAlone()
{
    NEEDS_TSHARK;
    traffic()->selectRange(1, 2);
    Q_EMIT traffic()->dissectRequested();
    QTRY_COMPARE_WITH_TIMEOUT(view()->model()->rowCount(), 2, 30'000);
    QTRY_VERIFY(!m_window->views->dissecting()->isRunning());
    QVERIFY(view()->message().contains(QStringLiteral("2 selected row")));
    auto *frames = m_window->views->frames();
    frames->setConnection(ConnectionId(1));
    m_window->views->tabs()->setCurrentWidget(frames);
    frames->chooseFraming(QStringLiteral("line"));
    QTRY_VERIFY(frames->scan().shown().size() >= 3);
    frames->table()->selectRange(0, 1); // the request's lines: rows 1 and 2
    Q_EMIT frames->table()->dissectRequested();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->views->dissecting()->isRunning(), 30'000);
    QVERIFY(view()->message().contains(QStringLiteral("2 selected frame")));
    QCOMPARE(view()->model()->rowCount(), 2);
    Q_EMIT m_window->connections->dissectRequested(ConnectionId(1)); // the live recording's: there is none
    QTRY_VERIFY(!m_window->views->dissecting()->isRunning());
    QVERIFY(view()->message().contains(QStringLiteral("no chunk")));
}

void TestDissectWindow::anotherProtocolIsChosen()
{
    NEEDS_TSHARK;
    traffic()->selectRow(6);
    QTRY_COMPARE(m_window->views->selectedRecord(), std::optional<RowNumber>(6));
    m_window->actions->dissect->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->views->dissecting()->isRunning(), 30'000);
    QVERIFY(!find("mbtcp").isValid()); // port and bytes do not tell
    auto *choice = view()->findChild<QComboBox *>(QStringLiteral("decodeAs"));
    QTRY_VERIFY_WITH_TIMEOUT(choice->count() > 100, 30'000);
    choice->lineEdit()->setText(QStringLiteral("mbtcp"));
    QTest::keyClick(choice, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find("mbtcp.len").isValid(), 30'000);
    QTRY_VERIFY(!m_window->views->dissecting()->isRunning());
    view()->tree()->setCurrentIndex(find("mbtcp.len"));
    QCOMPARE(hex()->chosenBytes(), QByteArray::fromHex("0006"));
}

void TestDissectWindow::absentSaysHowToGetIt()
{
    qputenv("PATH", "");
    traffic()->selectRow(1);
    m_window->actions->dissect->trigger();
    auto *text = view()->findChild<QLabel *>(QStringLiteral("tsharkAbsent"));
    QTRY_VERIFY(text->isVisible());
    QVERIFY(text->text().contains(QStringLiteral("sudo apt install tshark")));
    QVERIFY(!m_window->views->dissecting()->isRunning());
    auto *again = view()->findChild<QPushButton *>(QStringLiteral("lookForTshark"));
    pretend("exit 1");
    QTest::mouseClick(again, Qt::LeftButton);
    QVERIFY(!text->isVisible());
    QVERIFY(view()->findChild<QPushButton *>(QStringLiteral("decode"))->isVisible());
}

void TestDissectWindow::pretend(const QByteArray &script)
{
    QDir(m_folder->path()).mkdir(QStringLiteral("bin"));
    QFile program(m_folder->filePath(QStringLiteral("bin/tshark")));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\n" + script + "\n");
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    program.close();
    qputenv("PATH", m_folder->filePath(QStringLiteral("bin")).toLocal8Bit() + ':' + m_path);
}

void TestDissectWindow::progressAndCancel()
{
    pretend("case \"$*\" in *pdml*) exec sleep 60;; esac; exit 1");
    traffic()->selectRow(1);
    m_window->actions->dissect->trigger();
    auto *cancel = view()->findChild<QPushButton *>(QStringLiteral("cancelDecoding"));
    QVERIFY(!cancel->isVisible()); // not before 0.3 s
    QTRY_VERIFY(cancel->isVisible());
    QVERIFY(view()->message().contains(QStringLiteral("being decoded")));
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(!m_window->views->dissecting()->isRunning());
    QVERIFY(!cancel->isVisible());
    QVERIFY(view()->message().contains(QStringLiteral("cancelled")));
}

void TestDissectWindow::anErrorIsTold()
{
    pretend("echo 'tshark: <b>no</b> such thing' >&2; exit 2");
    traffic()->selectRow(1);
    m_window->actions->dissect->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->views->dissecting()->isRunning(), 20'000);
    QVERIFY2(view()->message().contains(
                 QStringLiteral("tshark ended with an error: tshark: <b>no</b> such thing")),
             view()->message().toUtf8());
}

void TestDissectWindow::anotherRecordingClearsIt()
{
    pretend("echo '<pdml><packet><proto name=\"geninfo\"><field name=\"num\" show=\"1\"/></proto><proto "
            "name=\"tcp\"/>"
            "</packet><packet><proto name=\"geninfo\"><field name=\"num\" show=\"4\"/></proto><proto "
            "name=\"tcp\"/>"
            "<proto name=\"x\" showname=\"Something\" pos=\"54\" size=\"3\"><field name=\"y\" pos=\"54\" "
            "size=\"3\" "
            "value=\"474554\"/></proto></packet></pdml>'");
    traffic()->selectRow(1);
    m_window->actions->dissect->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->views->dissecting()->isRunning(), 20'000);
    QCOMPARE(view()->model()->rowCount(), 1); // the fourth packet, behind the handshake, is the first write
    view()->tree()->setCurrentIndex(find("y"));
    QCOMPARE(hex()->chosenBytes(), QByteArray("GET"));
    Q_EMIT m_window->views->liveRequested();
    QCOMPARE(view()->model()->rowCount(), 0);
    QVERIFY(view()->message().isEmpty());
}

void TestDissectWindow::whatFollowsIsDecodedNext()
{
    NEEDS_TSHARK;
    Script script(m_folder->filePath(QStringLiteral("long")));
    script.opened(1, Script::facts(1, "udp", false, "127.0.0.1:40000", "127.0.0.1:9999"));
    for (int i = 0; i < 2003; ++i)
        script.data(1, Direction::Out, QByteArray::number(i), RecordKind::Datagram);
    m_window->views->setRecording(script.store(), QStringLiteral("long"));
    QTRY_COMPARE(traffic()->shownRows(), quint64(2004));
    traffic()->selectRow(1);
    QTRY_COMPARE(m_window->views->selectedRecord(), std::optional<RowNumber>(1));
    auto *next = view()->findChild<QPushButton *>(QStringLiteral("decodeNext"));
    m_window->actions->dissect->trigger();
    QVERIFY(!next->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(next->isVisible(), 30'000);
    QCOMPARE(view()->model()->rowCount(), 2000);
    QVERIFY(view()->message().contains(QStringLiteral("more follow")));
    QTest::mouseClick(next, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->views->dissecting()->isRunning(), 30'000);
    QCOMPARE(view()->model()->rowCount(), 3);
    QVERIFY(view()->message().contains(QStringLiteral("from row 2001")));
    QVERIFY(!next->isVisible());
    view()->tree()->setCurrentIndex(view()->model()->index(1, 0));
    QCOMPARE(m_window->views->selectedRecord(), std::optional<RowNumber>(2002));
}

QTEST_MAIN(TestDissectWindow)
#include "tst_dissectwindow.moc"
