#include "widgets/charts/chartsview.h"

#include "widgets/charts/barplot.h"
#include "widgets/charts/rateplot.h"
#include "widgets/charts/roundtripchoice.h"
#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/models/recordtext.h"
#include "widgets/models/statisticsscan.h"
#include "widgets/models/totalsmodel.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <climits>

namespace widgets {

using netcore::ConnectionId;
using netcore::Distribution;
using netcore::inIndex;
using netcore::outIndex;
using netcore::Statistics;

ChartsView::ChartsView(QWidget *parent)
    : QWidget(parent)
    , m_scan(std::make_unique<models::StatisticsScan>())
    , m_totals(std::make_unique<models::TotalsModel>())
    , m_pages(new QTabBar(this))
    , m_summary(new ElidedLabel(this))
    , m_body(new QStackedWidget(this))
    , m_empty(plainLabel(this))
    , m_rates(new RatePlot(this))
    , m_lengths(new BarPlot(BarUnit::Bytes, this))
    , m_gaps(new BarPlot(BarUnit::Time, this))
    , m_roundTrips(new BarPlot(BarUnit::Time, this))
    , m_roundTripPage(new QWidget(this))
    , m_choice(new RoundTripChoice(this))
    , m_table(new QTableView(this))
{
    build();
    retranslate();
    m_timer.setInterval(refreshMs);
    connect(&m_timer, &QTimer::timeout, m_scan.get(), &models::StatisticsScan::poll);
    connect(m_scan.get(), &models::StatisticsScan::changed, this, &ChartsView::refresh);
    connect(m_pages, &QTabBar::currentChanged, this, &ChartsView::refresh);
    connect(m_choice, &RoundTripChoice::askedChanged, this, &ChartsView::refresh);
    connect(m_choice, &RoundTripChoice::matchingChanged, this, &ChartsView::restart);
}

ChartsView::~ChartsView() = default;

void ChartsView::build()
{
    for (int page = 0; page < PageCount; ++page)
        m_pages->addTab(QString());
    m_pages->setObjectName(QStringLiteral("chartPages"));
    m_pages->setDrawBase(false);
    m_pages->setExpanding(false);
    m_summary->setObjectName(QStringLiteral("chartSummary"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);

    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_totals.get());
    sorted->setSortRole(models::TotalsModel::SortRole);
    m_table->setModel(sorted);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder); // as counted: most bytes first
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(models::TotalsModel::Peer, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight(font()));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT connectionChosen(ConnectionId(index.data(models::TotalsModel::ConnectionIdRole).toUInt()));
    });

    auto *roundTrips = new QVBoxLayout(m_roundTripPage);
    roundTrips->setContentsMargins(0, 0, 0, 0);
    roundTrips->setSpacing(0);
    roundTrips->addWidget(m_choice);
    roundTrips->addWidget(m_roundTrips, 1);
    for (QWidget *page :
         {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_rates), static_cast<QWidget *>(m_lengths),
          static_cast<QWidget *>(m_gaps), m_roundTripPage, static_cast<QWidget *>(m_table)})
        m_body->addWidget(page);

    auto *line = new QHBoxLayout;
    line->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    line->setSpacing(2 * metrics::gap);
    line->addWidget(m_pages);
    line->addWidget(m_summary, 1);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_body, 1);
}

void ChartsView::retranslate()
{
    m_pages->setTabText(BytesPage, tr("Bytes"));
    m_pages->setTabText(RecordsPage, tr("Reads and sends"));
    m_pages->setTabText(LengthsPage, tr("Lengths"));
    m_pages->setTabText(GapsPage, tr("Gaps"));
    m_pages->setTabText(RoundTripsPage, tr("Round trips"));
    m_pages->setTabText(ConnectionsPage, tr("Connections"));
    m_pages->setAccessibleName(tr("Charts"));
    m_rates->setAccessibleName(tr("Rates over time"));
    m_lengths->setAccessibleName(tr("How long the chunks and datagrams are"));
    m_gaps->setAccessibleName(tr("Times between two of the same direction and connection"));
    m_roundTrips->setAccessibleName(tr("Times from a request to its answer"));
    m_table->setAccessibleName(tr("Connections with the most bytes"));
    m_lengths->setAxisLabel(tr("bytes of a chunk or datagram"));
    m_gaps->setAxisLabel(tr("time since the one before, in the same direction of a connection"));
    m_roundTrips->setAxisLabel(tr("time from request to answer"));
    m_empty->setText(
        tr("What passes over your sessions is counted here:\nrates, lengths, gaps, round trips and "
           "the connections with the most bytes."));
    refresh();
}

void ChartsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChartsView::setRecording(std::shared_ptr<const netcore::RecordingStore> store)
{
    m_store = std::move(store);
    restart();
}

void ChartsView::setConnections(const QList<ConnectionId> &connections)
{
    std::vector<ConnectionId> sorted(connections.begin(), connections.end());
    std::sort(sorted.begin(), sorted.end());
    if (sorted == m_connections)
        return;
    m_connections = std::move(sorted);
    restart();
}

void ChartsView::setFilterText(const QString &text)
{
    const auto filter = netcore::Filter::parse(text);
    if (!filter)
        return;
    m_filter = *filter;
    restart();
}

void ChartsView::showPage(Page page)
{
    m_pages->setCurrentIndex(page);
}

std::shared_ptr<const Statistics> ChartsView::statistics() const
{
    return m_scan->statistics();
}

/// Counts anew: at once where it is seen, else when it is seen next.
void ChartsView::restart()
{
    m_stale = !isVisible();
    if (m_stale)
        return;
    models::StatisticsScope scope{m_filter, m_connections, std::nullopt, std::nullopt};
    m_choice->apply(scope);
    m_scan->restart(m_store, std::move(scope));
    m_scan->poll();
}

void ChartsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        restart();
    m_timer.start();
}

void ChartsView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void ChartsView::refresh()
{
    const Statistics &counted = *m_scan->statistics();
    const int page = m_pages->currentIndex();
    showSummary();
    if (counted.total().allRecords() == 0) {
        m_body->setCurrentWidget(m_empty);
        return;
    }
    switch (page) {
    case BytesPage:
    case RecordsPage:
        m_rates->setRates(counted.rates(), page == BytesPage ? RateUnit::Bytes : RateUnit::Records);
        m_body->setCurrentWidget(m_rates);
        break;
    case LengthsPage:
        m_lengths->setDistributions(&counted.lengths(inIndex), &counted.lengths(outIndex));
        m_body->setCurrentWidget(m_lengths);
        break;
    case GapsPage:
        m_gaps->setDistributions(&counted.gaps(inIndex), &counted.gaps(outIndex));
        m_body->setCurrentWidget(m_gaps);
        break;
    case RoundTripsPage: showRoundTrips(); break;
    default:
        m_totals->setTotals(m_scan->talkers(), m_store);
        m_body->setCurrentWidget(m_table);
        break;
    }
}

void ChartsView::showRoundTrips()
{
    const std::size_t asked = m_choice->asked();
    const Distribution &times = m_scan->statistics()->roundTrips(asked);
    QList<BarPlot::Mark> marks;
    if (times.count() > 0) {
        const auto mark = [&](const QString &name, quint64 value) {
            marks << BarPlot::Mark{value, tr("%1 %2").arg(name, models::spanText(netcore::SteadyNs(value)))};
        };
        mark(tr("p50"), times.quantile(0.5));
        mark(tr("p95"), times.quantile(0.95));
        mark(tr("max"), times.most());
    }
    m_roundTrips->setDistributions(asked == inIndex ? &times : nullptr, asked == outIndex ? &times : nullptr,
                                   marks);
    m_body->setCurrentWidget(m_roundTripPage);
}

void ChartsView::showSummary()
{
    const Statistics &counted = *m_scan->statistics();
    if (counted.total().allRecords() == 0) {
        m_summary->clear();
        return;
    }
    const auto some = [](quint64 count) { return int(std::min<quint64>(count, INT_MAX)); };
    const netcore::TrafficCount &total = counted.total();
    QStringList parts = {tr("← %1").arg(bytesText(double(total.bytes[inIndex]))) + QStringLiteral(", ") +
                             tr("%n read(s)", nullptr, some(total.records[inIndex])),
                         tr("→ %1").arg(bytesText(double(total.bytes[outIndex]))) + QStringLiteral(", ") +
                             tr("%n send(s)", nullptr, some(total.records[outIndex]))};
    if (m_pages->currentIndex() == ConnectionsPage)
        parts << tr("%n connection(s)", nullptr, some(counted.connectionCount()));
    if (m_pages->currentIndex() == RoundTripsPage) {
        const std::size_t asked = m_choice->asked();
        const quint64 answers = counted.roundTrips(asked).count();
        parts << tr("%n answer(s)", nullptr, some(answers));
        if (counted.isMatching())
            parts << tr("%n without an answer", nullptr, some(counted.waiting()));
    }
    m_summary->setText(parts.join(QStringLiteral("   ·   ")));
    m_body->setAccessibleDescription(m_summary->text());
}

} // namespace widgets
