#include "netcore/recording/callrecord.h"
#include "tests/support/cputime.h"
#include "tests/tables/recordedtest.h"
#include "widgets/common/theme.h"
#include "widgets/models/recordbytesource.h"
#include "widgets/models/trafficrows.h"
#include "widgets/tables/callsview.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QHelpEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

using namespace netcore;
using namespace widgets;

namespace {

Record head(RecordKind kind, Direction direction, ConnectionId connection, quint8 flags = 0)
{
    Record record;
    record.kind = kind;
    record.direction = direction;
    record.connection = connection;
    record.flags = flags;
    return record;
}

constexpr auto c1 = ConnectionId(1);
constexpr auto c2 = ConnectionId(2);

} // namespace

class TestTrafficView : public RecordedTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { beginRecording(); }
    void cleanup() { endRecording(); }
    void rowsArriveWhileShown();
    void callsHaveTheirOwnView();
    void connectionsAndFiltersHideRows();
    void aFilterThatCannotBeReadIsToldAndChangesNothing();
    void selectionReachesTheRecordAndBack();
    void conversationsAreWalkedAlong();
    void oldRowsVanishUnderTheView();
    void tenThousandRowsInOneTurn();
    void aMillionRowsAndTenThousandMoreASecond();
    void nothingIsToldWhileItGoes();
    void eventsAreSentences();
    void hostilePayloads_data();
    void hostilePayloads();

private:
    QString cell(const TrafficView &view, quint64 position, int column) const
    {
        return view.source()->cell(position, column).text;
    }
};

void TestTrafficView::initTestCase()
{
    applyColorScheme(*qApp, ColorScheme::Light);
}

void TestTrafficView::rowsArriveWhileShown()
{
    TrafficView view;
    view.resize(900, 400);
    view.show();
    view.setRecording(m_writer->store());
    QCOMPARE(view.shownRows(), quint64(0));
    for (quint64 n = 1; n <= 20; ++n) {
        chunk(n % 2 ? Direction::Out : Direction::In, c1, QByteArray("message ") + QByteArray::number(n));
        m_writer->commit();
        QTRY_COMPARE(view.shownRows(), n);
    }
    QCOMPARE(cell(view, 19, models::TrafficRows::Preview), QStringLiteral("message 20"));
    QCOMPARE(cell(view, 19, models::TrafficRows::Way), QStringLiteral("\u2190"));
    QCOMPARE(cell(view, 18, models::TrafficRows::Way), QStringLiteral("\u2192"));
    QCOMPARE(cell(view, 19, models::TrafficRows::Length), QStringLiteral("10"));
    QVERIFY(cell(view, 19, models::TrafficRows::Delta).startsWith(QLatin1Char('+')));
    QVERIFY(cell(view, 0, models::TrafficRows::Delta).isEmpty());
    QVERIFY(view.isFollowing());
}

void TestTrafficView::callsHaveTheirOwnView()
{
    CallRecord refusedCall;
    refusedCall.id = CallId::Connect;
    refusedCall.fd = 7;
    refusedCall.result = -1;
    refusedCall.error = ECONNREFUSED;
    refusedCall.durationNs = 1500;
    m_writer->append(head(RecordKind::Call, Direction::None, c1, Record::Failed), refusedCall.encode());
    CallRecord fine;
    fine.id = CallId::Close;
    fine.fd = 7;
    m_writer->append(head(RecordKind::Call, Direction::None, c1), fine.encode());
    chunk(Direction::Out, c1, "data");
    m_writer->commit();
    TrafficView traffic;
    traffic.setRecording(m_writer->store());
    QTRY_COMPARE(traffic.shownRows(), quint64(1));
    QCOMPARE(traffic.hiddenRows(), quint64(0));
    CallsView calls;
    calls.setRecording(m_writer->store());
    calls.show(); // hidden, it leaves the recording alone
    QTRY_COMPARE(calls.source()->endRow(), quint64(2));
    const auto text = [&](int column) { return calls.source()->cell(0, column); };
    QVERIFY(text(3).text.startsWith(QLatin1String("connect(7")));
    QVERIFY(text(5).text.contains(QLatin1String("ECONNREFUSED")));
    QCOMPARE(text(5).tone, models::Tone::Fault);
    QCOMPARE(text(6).text, QStringLiteral("1.5"));
    QSignalSpy selected(&calls, &CallsView::rowSelected);
    calls.setCurrentRow(1);
    QCOMPARE(selected.size(), 1);
    calls.setErrorsOnly(true);
    QTRY_COMPARE(calls.source()->endRow(), quint64(1));
    traffic.setFilterText(QStringLiteral("errno == ECONNREFUSED"));
    QTRY_VERIFY(traffic.shownRows() == 1 && traffic.hiddenRows() == 2);
    QVERIFY(cell(traffic, 0, models::TrafficRows::Preview).contains(QLatin1String("ECONNREFUSED")));
}

void TestTrafficView::connectionsAndFiltersHideRows()
{
    for (int n = 0; n < 100; ++n)
        chunk(n % 4 ? Direction::In : Direction::Out, n % 2 ? c1 : c2, n % 10 ? "plain" : "GET /");
    m_writer->commit();
    TrafficView view;
    view.setRecording(m_writer->store());
    QTRY_COMPARE(view.shownRows(), quint64(100));
    view.setConnections({c2});
    QTRY_VERIFY(view.shownRows() == 50 && view.hiddenRows() == 50);
    view.setConnections({});
    QSignalSpy applied(&view, &TrafficView::filterApplied);
    view.setFilterText(QStringLiteral("in && text ~ \"GET\""));
    QTRY_VERIFY(view.shownRows() == 5 && view.hiddenRows() == 95);
    QVERIFY(!applied.isEmpty());
    chunk(Direction::In, c1, "GET again");
    chunk(Direction::In, c1, "not this");
    m_writer->commit();
    QTRY_VERIFY(view.shownRows() == 6 && view.hiddenRows() == 96);
    view.setFilterText(QString());
    QTRY_COMPARE(view.shownRows(), quint64(102));
}

void TestTrafficView::aFilterThatCannotBeReadIsToldAndChangesNothing()
{
    chunk(Direction::In, c1, "abc");
    chunk(Direction::Out, c1, "abc");
    m_writer->commit();
    TrafficView view;
    view.setRecording(m_writer->store());
    view.setFilterText(QStringLiteral("in"));
    QTRY_COMPARE(view.shownRows(), quint64(1));
    QSignalSpy failed(&view, &TrafficView::filterFailed);
    view.setFilterText(QStringLiteral("in && len >"));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<NetError>().kind, ErrorKind::InvalidArgument);
    QCOMPARE(view.filterText(), QStringLiteral("in"));
    QCOMPARE(view.shownRows(), quint64(1));
}

void TestTrafficView::selectionReachesTheRecordAndBack()
{
    for (int n = 0; n < 50; ++n)
        chunk(n % 2 ? Direction::In : Direction::Out, c1, QByteArray("record ") + QByteArray::number(n));
    m_writer->commit();
    TrafficView view;
    view.setRecording(m_writer->store());
    QSignalSpy selected(&view, &TrafficView::rowSelected);
    view.selectRow(33); // asked for before the view has come to it
    QTRY_COMPARE(selected.size(), 1);
    QCOMPARE(selected[0][0].value<RowNumber>(), RowNumber(33));
    const auto bytes = models::recordByteSource(m_writer->store(), 33);
    QCOMPARE(bytes->read(0, 100), QByteArray("record 33"));
    QCOMPARE(bytes->read(7, 1), QByteArray("3"));
    QVERIFY(bytes->read(9, 1).isEmpty());
    QVERIFY(!models::recordByteSource(m_writer->store(), 50));
    view.setFilterText(QStringLiteral("in"));
    QTRY_COMPARE(view.shownRows(), quint64(25));
    QTRY_COMPARE(view.currentRecord(), std::optional<RowNumber>(33)); // kept over the change
    QSignalSpy payloads(&view, &TrafficView::copyAsPayloadRequested);
    QCOMPARE(payloads.size(), 0);
}

void TestTrafficView::conversationsAreWalkedAlong()
{
    for (int n = 0; n < 9; ++n)
        chunk(Direction::In, n % 3 == 0 ? c1 : c2, "x");
    m_writer->commit();
    TrafficView view;
    view.setRecording(m_writer->store());
    QTRY_COMPARE(view.shownRows(), quint64(9));
    view.selectRow(0);
    QTest::keyClick(&view, Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(view.currentRecord(), std::optional<RowNumber>(3));
    QTest::keyClick(&view, Qt::Key_Period, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(view.currentRecord(), std::optional<RowNumber>(6));
    QTest::keyClick(&view, Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(view.currentRecord(), std::optional<RowNumber>(3));
}

void TestTrafficView::oldRowsVanishUnderTheView()
{
    TrafficView view;
    view.resize(900, 400);
    view.show();
    view.setRecording(m_writer->store());
    const QByteArray kilobyte(1024, 'x');
    for (int turn = 0; turn < 20; ++turn) {
        for (int n = 0; n < 1000; ++n)
            chunk(Direction::In, c1, kilobyte);
        m_writer->commit();
        const RowNumber last = m_writer->store()->rowCount() - 1;
        QTRY_VERIFY(view.source()->endRow() == last + 1);
        view.grab();
    }
    QVERIFY(m_writer->store()->firstRow() > 0);
    QTRY_VERIFY(view.shownRows() <= m_writer->store()->rowCount() - m_writer->store()->firstRow());
    QCOMPARE(cell(view, view.source()->endRow() - 1, models::TrafficRows::Length), QStringLiteral("1024"));
}

void TestTrafficView::tenThousandRowsInOneTurn()
{
    // faults.md row 63
    TrafficView view;
    view.resize(900, 400);
    view.show();
    view.setRecording(m_writer->store());
    QSignalSpy refreshes(&view, &TrafficView::filterApplied);
    for (int n = 0; n < 10000; ++n)
        chunk(Direction::In, c1, "0123456789");
    m_writer->commit();
    QTRY_COMPARE(view.shownRows(), quint64(10000));
    QVERIFY2(refreshes.size() < 20, "the rows came one by one");
    QCOMPARE(view.topRow() + quint64(view.visibleRows()), quint64(10000));
}

/// What a turn of the window's loop costs while rows arrive does not depend on how many are there.
void TestTrafficView::aMillionRowsAndTenThousandMoreASecond()
{
    // faults.md row 63
#ifdef __SANITIZE_ADDRESS__
    constexpr int rows = 200'000; // each costs five times as much there
#else
    constexpr int rows = 1'000'000;
#endif
    RecordingOptions options;
    options.directory = m_folder->filePath(QStringLiteral("large"));
    options.maxBytes = 512u << 20;
    options.keepFreeBytes = 0;
    auto made = RecordingWriter::create(options, m_clock);
    QVERIFY(made);
    m_writer = std::move(*made);
    const QByteArray payload = "0123456789";
    TrafficView view;
    view.resize(900, 400);
    view.show();
    view.setRecording(m_writer->store());
    QTimer sender;
    int sent = 0;
    connect(&sender, &QTimer::timeout, this, [&] {
        for (int n = 0; n < 100; ++n, ++sent)
            chunk(Direction::Out, c1, payload);
        m_writer->commit();
    });
    const auto turnWhileSending = [&](int count) {
        const int until = sent + count;
        const LoopTurns turns;
        sender.start(10);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(sent >= until, 60'000); }();
        sender.stop();
        return turns.atShare(0.9);
    };
    const double withFew = turnWhileSending(10'000);
    for (int n = 0; n < rows; ++n)
        chunk(Direction::In, c1, payload);
    m_writer->commit();
    QTRY_COMPARE_WITH_TIMEOUT(view.shownRows(), quint64(rows + sent), 60'000);
    const double withMany = turnWhileSending(20'000);
    QTRY_COMPARE(view.shownRows(), quint64(rows + sent));
    qInfo("a turn took %.2f ms with few rows, %.2f ms with %d more", withFew, withMany, rows);
    QVERIFY2(withMany < 4 * withFew + 1, qPrintable(QString::number(withMany / withFew)));
    QCOMPARE(view.topRow() + quint64(view.visibleRows()), quint64(rows + sent)); // it follows the end
}

void TestTrafficView::eventsAreSentences()
{
    m_writer->append(head(RecordKind::StateChanged, Direction::None, c1), QByteArray(1, char(4)));
    m_writer->append(head(RecordKind::Notice, Direction::None, c1, Record::Refusal),
                     R"({"what":"kernel-drops","inAll":92,"session":1})");
    m_writer->append(head(RecordKind::ConnectionClosed, Direction::None, c1),
                     R"({"ended":"reset-by-peer","bytesIn":5,"bytesOut":7,"errno":"ECONNRESET"})");
    m_writer->append(head(RecordKind::Notice, Direction::None, c1), R"({"what":"<b>new</b>","x":1})");
    m_writer->append(head(RecordKind::Notice, Direction::None, c1), "{not json");
    m_writer->append(head(RecordKind::Notice, Direction::None, c1),
                     R"({"what":"syn-cookies","session":1,"halfOpen":1025,"sent":8975})");
    m_writer->commit();
    TrafficView view;
    view.setRecording(m_writer->store());
    QTRY_COMPARE(view.shownRows(), quint64(6));
    const auto text = [&](quint64 row) { return cell(view, row, models::TrafficRows::Preview); };
    QCOMPARE(text(0), QStringLiteral("ESTABLISHED"));
    QVERIFY(text(1).contains(QLatin1String("92 drop events")));
    QCOMPARE(view.source()->cell(1, models::TrafficRows::Preview).tone, models::Tone::Fault);
    QCOMPARE(cell(view, 1, models::TrafficRows::Way), QStringLiteral("!"));
    QVERIFY(text(2).contains(QLatin1String("RST")) && text(2).contains(QLatin1String("ECONNRESET")));
    QCOMPARE(text(3), QStringLiteral("<b>new</b>: x 1"));
    QCOMPARE(text(4), QStringLiteral("{not json"));
    QVERIFY(text(5).contains(QLatin1String("full (1025)")) && text(5).contains(QLatin1String("8975 so far")));
}

void TestTrafficView::hostilePayloads_data()
{
    // faults.md rows 60, 61, 62, 65
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("html image") << QByteArray("<img src=\"CANARY\"> GET / <b>bold</b>");
    QTest::newRow("html document") << QByteArray("<html><body><img src='file://CANARY'></body></html>");
    QTest::newRow("bidi") << QByteArray("a\xe2\x80\xae"
                                        "gpj.exe \xe2\x81\xa6 \xe2\x80\x8b");
    QTest::newRow("ansi") << QByteArray("\x1b[2J\x1b]0;title\x07 text");
    QTest::newRow("format") << QByteArray("%1%2%n %s %99 %L1");
    QTest::newRow("formula") << QByteArray("=cmd|' /C calc'!A0");
    QByteArray zalgo("z");
    for (int i = 0; i < 500; ++i)
        zalgo += "\xcc\xb7";
    QTest::newRow("zalgo") << zalgo;
    QTest::newRow("a million characters") << QByteArray(1000000, 'x');
}

void TestTrafficView::nothingIsToldWhileItGoes()
{
    chunk(Direction::Out, c1, "bytes");
    m_writer->commit();
    auto view = std::make_unique<TrafficView>();
    view->setRecording(m_writer->store());
    QTRY_COMPARE(view->shownRows(), quint64(1));
    view->selectRow(0);
    QVERIFY(view->currentRecord());
    const QSignalSpy cleared(view.get(), &TrafficView::selectionCleared);
    const QSignalSpy current(view.get(), &VirtualTable::currentRowChanged);
    view.reset();
    QCOMPARE(cleared.count(), 0);
    QCOMPARE(current.count(), 0);
}

void TestTrafficView::hostilePayloads()
{
    QFETCH(QByteArray, payload);
    QFile canary(m_folder->filePath(QStringLiteral("canary.png")));
    QVERIFY(canary.open(QIODevice::WriteOnly));
    canary.write("not a picture");
    canary.close();
    const int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    QVERIFY(inotify_add_watch(watch, canary.fileName().toLocal8Bit().constData(), IN_OPEN | IN_ACCESS) >= 0);
    payload.replace("CANARY", canary.fileName().toLocal8Bit());

    chunk(Direction::In, c1, payload);
    m_writer->append(head(RecordKind::Note, Direction::None, c1), payload.left(60000));
    m_writer->commit();
    TrafficView view;
    view.resize(900, 200);
    view.show();
    view.setRecording(m_writer->store());
    QTRY_COMPARE(view.shownRows(), quint64(2));
    for (quint64 row = 0; row < 2; ++row) {
        const QString shown = cell(view, row, models::TrafficRows::Preview);
        QVERIFY(!shown.isEmpty() && shown.size() < 10000);
        for (const QChar c : shown)
            QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x202e && c.unicode() != 0x2066);
    }
    const auto oneLine = view.grab().toImage();
    view.selectRow(0);
    view.copySelection();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QChar(0x1b)));
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasHtml());
    const QPoint over(view.viewport()->width() - 30, 5);
    QHelpEvent help(QEvent::ToolTip, over, view.viewport()->mapToGlobal(over));
    QApplication::sendEvent(view.viewport(), &help);
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (const auto *label = qobject_cast<const QLabel *>(window))
            QVERIFY2(!label->text().contains(QLatin1String("<img")), qPrintable(label->text()));
    }
    char events[512];
    QCOMPARE(read(watch, events, sizeof events), ssize_t(-1)); // nobody opened it
    QCOMPARE(errno, EAGAIN);
    close(watch);
    QCOMPARE(oneLine.size(), view.grab().toImage().size());
}

QTEST_MAIN(TestTrafficView)
#include "tst_trafficview.moc"
