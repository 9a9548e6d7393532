#include "tests/recording/recordingfixture.h"
#include "widgets/charts/barplot.h"
#include "widgets/charts/chartsview.h"
#include "widgets/charts/rateplot.h"
#include "widgets/common/theme.h"
#include "widgets/models/statisticsscan.h"
#include "widgets/models/totalsmodel.h"

#include <QtGui/QWheelEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>

using namespace netcore;
using namespace recordingtest;
using widgets::ChartsView;

namespace {

constexpr SteadyNs ms = 1'000'000;

/// A picture where the environment names a folder for it, to be looked at by a person.
void keepPicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("SOCKETARIUM_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + u'/' + name + QStringLiteral(".png")));
}

} // namespace

class TestChartsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theModelKeepsUpWithNewTotals();
    void countsOnlyWhileItIsSeen();
    void everyPageShowsItsNumbers_data();
    void everyPageShowsItsNumbers();
    void selectionAndFilterChoose();
    void answersAreMatchedByBytes();
    void theRatesAreZoomed();

private:
    void converse(int from, int to);
    QTabBar *pages() const { return m_view->findChild<QTabBar *>(QStringLiteral("chartPages")); }

    std::unique_ptr<QTemporaryDir> m_directory;
    FakeClock m_clock;
    std::unique_ptr<RecordingWriter> m_writer;
    std::unique_ptr<ChartsView> m_view;
};

void TestChartsView::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    auto options = smallOptions(m_directory->filePath(QStringLiteral("r")));
    options.payloadSegmentBytes = 1 << 20;
    options.maxBytes = 64 << 20;
    auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    m_writer = std::move(*writer);
    m_view = std::make_unique<ChartsView>();
    m_view->resize(900, 380);
    m_view->setRecording(m_writer->store());
}

void TestChartsView::cleanup()
{
    m_view.reset();
    m_writer.reset();
    QApplication::setPalette(widgets::lightPalette());
}

/// Requests and answers of three connections, with their numbers as the first two bytes.
void TestChartsView::converse(int from, int to)
{
    for (int i = from; i < to; ++i) {
        Record head;
        head.connection = ConnectionId(i % 3 + 1);
        if (i < 3) {
            head.kind = RecordKind::ConnectionOpened;
            m_writer->append(head, "{\"peer\":\"127.0.0.1:" + QByteArray::number(9000 + i) + "\"}");
        }
        head.kind = RecordKind::Chunk;
        const QByteArray number = QByteArray(1, char(i >> 8)) + char(i & 0xFF);
        head.time = i * 20 * ms;
        head.direction = Direction::Out;
        m_writer->append(head, number + QByteArray(20 + i % 13, 'q'));
        head.time += (2 + i * 7 % 11) * ms;
        head.direction = Direction::In;
        m_writer->append(head, number + QByteArray(1 + (i * i) % (i % 5 == 0 ? 9000 : 300), 'a'));
    }
    m_writer->commit();
}

void TestChartsView::theModelKeepsUpWithNewTotals()
{
    models::TotalsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    converse(0, 10);
    Statistics counted;
    const RecordingReader reader(m_writer->store());
    addToStatistics(reader, {}, {}, 0, reader.store().rowCount(), counted);
    model.setTotals(counted.topTalkers(200), m_writer->store());
    QCOMPARE(model.rowCount(), 3);
    const auto top = counted.topTalkers(1).front();
    QCOMPARE(model.index(0, models::TotalsModel::Connection).data().toUInt(), quint32(top.connection));
    QCOMPARE(model.index(0, models::TotalsModel::BytesIn).data().toULongLong(), top.count.bytes[inIndex]);
    QVERIFY(model.index(0, models::TotalsModel::Peer)
                .data()
                .toString()
                .startsWith(QStringLiteral("127.0.0.1:900")));
    model.setTotals(counted.topTalkers(1), m_writer->store());
    QCOMPARE(model.rowCount(), 1);
    model.setTotals({}, nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestChartsView::countsOnlyWhileItIsSeen()
{
    converse(0, 50);
    QVERIFY(!m_view->isCounting());
    QCOMPARE(m_view->statistics()->total().allRecords(), quint64(0));
    m_view->show();
    QVERIFY(m_view->isCounting());
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(100));
    converse(50, 80); // live
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(160));
    m_view->hide();
    QVERIFY(!m_view->isCounting());
    converse(80, 90);
    m_view->show();
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(180));
}

void TestChartsView::everyPageShowsItsNumbers_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestChartsView::everyPageShowsItsNumbers()
{
    QFETCH(bool, dark);
    QApplication::setPalette(dark ? widgets::darkPalette() : widgets::lightPalette());
    const QString suffix = dark ? QStringLiteral("-dark") : QStringLiteral("-light");
    m_view->show();
    keepPicture(*m_view, QStringLiteral("charts-empty") + suffix);
    converse(0, 400);
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(800));
    auto *body = m_view->findChild<QStackedWidget *>();
    for (int page = 0; page < ChartsView::PageCount; ++page) {
        m_view->showPage(ChartsView::Page(page));
        QVERIFY(!body->currentWidget()->accessibleName().isEmpty() || page == ChartsView::RoundTripsPage);
        QTest::qWait(0);
        keepPicture(*m_view, QStringLiteral("charts-%1").arg(page) + suffix);
    }
    auto *rates = m_view->findChild<widgets::RatePlot *>();
    QVERIFY(rates->curve(inIndex)->dataCount() > 100);
    const widgets::Theme &theme = widgets::themeOf(m_view->palette());
    QCOMPARE(rates->curve(inIndex)->pen().color(), theme.inbound);
    QCOMPARE(rates->curve(outIndex)->pen().color(), theme.outbound);
    QVERIFY(rates->curve(inIndex)->pen().style() != rates->curve(outIndex)->pen().style());
    const auto bars = m_view->findChildren<widgets::BarPlot *>();
    QCOMPARE(bars.size(), 3);
    int marks = 0;
    for (const widgets::BarPlot *plot : bars) {
        QVERIFY(plot->barCount() > 0);
        marks += plot->markCount();
    }
    QCOMPARE(marks, 3); // p50, p95, max of the round trips
    QCOMPARE(m_view->findChild<QTableView *>()->model()->rowCount(), 3);
}

void TestChartsView::selectionAndFilterChoose()
{
    converse(0, 30);
    m_view->show();
    m_view->setConnections({ConnectionId(2)});
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(20));
    m_view->setFilterText(QStringLiteral("in"));
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(10));
    QCOMPARE(m_view->statistics()->total().records[outIndex], quint64(0));
    m_view->setFilterText(QStringLiteral("in &&&"));
    QCOMPARE(m_view->statistics()->total().allRecords(), quint64(10));
    m_view->setConnections({});
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(30));
    m_view->showPage(ChartsView::ConnectionsPage);
    QSignalSpy chosen(m_view.get(), &ChartsView::connectionChosen);
    auto *table = m_view->findChild<QTableView *>();
    Q_EMIT table->activated(table->model()->index(0, 0));
    QCOMPARE(chosen.size(), 1);
}

void TestChartsView::answersAreMatchedByBytes()
{
    converse(0, 30);
    m_view->show();
    m_view->showPage(ChartsView::RoundTripsPage);
    QTRY_COMPARE(m_view->statistics()->roundTrips(outIndex).count(), quint64(30));
    m_view->findChild<QComboBox *>(QStringLiteral("roundTripMatching"))->setCurrentIndex(1);
    QTRY_COMPARE(m_view->statistics()->roundTrips(outIndex).count(), quint64(30));
    QVERIFY(m_view->statistics()->key());
    QCOMPARE(m_view->statistics()->roundTrips(outIndex).most(), quint64(12 * ms));
    QVERIFY(!m_view->findChild<QLabel *>(QStringLiteral("chartSummary"))->text().isEmpty());
    keepPicture(*m_view, QStringLiteral("charts-keyed"));
    m_view->setRecording(nullptr);
    QCOMPARE(m_view->statistics()->total().allRecords(), quint64(0));
}

void TestChartsView::theRatesAreZoomed()
{
    converse(0, 400); // 8 s
    m_view->show();
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(800));
    auto *plot = m_view->findChild<widgets::RatePlot *>();
    const QCPRange all = plot->xAxis->range();
    const int coarse = plot->curve(inIndex)->dataCount();
    const QPointF middle = plot->axisRect()->center();
    QWheelEvent wheel(middle, plot->mapToGlobal(middle), {}, {0, 480}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(plot, &wheel);
    QVERIFY(plot->isZoomed());
    const QCPRange part = plot->xAxis->range();
    QVERIFY(part.lower > all.lower && part.upper < all.upper);
    QVERIFY(plot->curve(inIndex)->dataCount() > coarse);
    keepPicture(*m_view, QStringLiteral("charts-zoomed"));
    converse(400, 420); // what comes does not move it
    QTRY_COMPARE(m_view->statistics()->total().allRecords(), quint64(840));
    QCOMPARE(plot->xAxis->range(), part);
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(plot, Qt::Key_Plus);
    QVERIFY(plot->xAxis->range().size() >= 0.039);
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(plot, Qt::Key_Minus);
    QVERIFY(!plot->isZoomed());
    QTest::keyClick(plot, Qt::Key_Plus);
    QVERIFY(plot->isZoomed());
    QTest::mouseDClick(plot, Qt::LeftButton, {}, middle.toPoint());
    QVERIFY(!plot->isZoomed());
    QVERIFY(plot->xAxis->range().upper > all.upper);
}

QTEST_MAIN(TestChartsView)
#include "tst_chartsview.moc"
