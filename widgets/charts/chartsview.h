#pragma once

#include "netcore/recording/statistics.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <memory>

class QLabel;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace models {
class StatisticsScan;
class TotalsModel;
} // namespace models

namespace widgets {

class BarPlot;
class ElidedLabel;
class RatePlot;
class RoundTripChoice;

/// What passed, as numbers and pictures: rates over time, lengths, gaps, round trips, and who talks most.
///
/// Refresh  at most 10 times a second, and only while it is visible; hidden, it counts nothing
/// Thread   GUI thread
class ChartsView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int refreshMs = 100;
    enum Page { BytesPage, RecordsPage, LengthsPage, GapsPage, RoundTripsPage, ConnectionsPage, PageCount };

    explicit ChartsView(QWidget *parent = nullptr);
    ~ChartsView() override;

    void setRecording(std::shared_ptr<const netcore::RecordingStore> store);
    /// Only these connections; an empty list counts all.
    void setConnections(const QList<netcore::ConnectionId> &connections);
    /// Only records that match. A text that cannot be read changes nothing.
    void setFilterText(const QString &text);

    /// Who finds answers among frames asks it for the framing and the fields.
    RoundTripChoice *roundTripChoice() const { return m_choice; }

    void showPage(Page page);
    std::shared_ptr<const netcore::Statistics> statistics() const;
    bool isCounting() const { return m_timer.isActive(); }

Q_SIGNALS:
    void connectionChosen(netcore::ConnectionId connection);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void restart();
    void refresh();
    void showSummary();
    void showRoundTrips();

    std::shared_ptr<const netcore::RecordingStore> m_store;
    std::vector<netcore::ConnectionId> m_connections;
    netcore::Filter m_filter;
    std::unique_ptr<models::StatisticsScan> m_scan;
    std::unique_ptr<models::TotalsModel> m_totals;
    bool m_stale = true; // restart when it is seen next
    QTimer m_timer;
    QTabBar *m_pages;
    ElidedLabel *m_summary;
    QStackedWidget *m_body;
    QLabel *m_empty;
    RatePlot *m_rates;
    BarPlot *m_lengths;
    BarPlot *m_gaps;
    BarPlot *m_roundTrips;
    QWidget *m_roundTripPage;
    RoundTripChoice *m_choice;
    QTableView *m_table;
};

} // namespace widgets
