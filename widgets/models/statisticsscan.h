#pragma once

#include "netcore/frames/frameanswers.h"
#include "netcore/recording/statistics.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>

namespace models {

/// What statistics are taken of.
struct StatisticsScope
{
    netcore::Filter filter;
    std::vector<netcore::ConnectionId> connections; // sorted; empty: all
    // How answers are found; neither: the next in the other direction.
    std::optional<netcore::KeyPlace> key;
    std::optional<netcore::FrameMatching> frames;
};

/// Counts a recording in a pool, and goes on as it grows, each time it is asked to.
///
/// Stale    each restart has a generation; results of an older one are dropped
/// Ring     what was counted stays counted when its records are overwritten
/// Limits   a result at least every `stretchMs`, so that the first numbers show at once
/// Thread   GUI thread; the counting runs in its own pool, one job at a time
class StatisticsScan : public QObject
{
    Q_OBJECT

public:
    static constexpr int stretchMs = 100;

    explicit StatisticsScan(QObject *parent = nullptr);
    ~StatisticsScan() override;

    /// Starts again from the oldest row; a null store counts nothing.
    void restart(std::shared_ptr<const netcore::RecordingStore> store, StatisticsScope scope);
    /// Looks for new rows. Called by a timer, only while somebody looks.
    void poll();

    /// Never null; does not change.
    std::shared_ptr<const netcore::Statistics> statistics() const { return m_shown; }
    /// Its connections with the most bytes, at most TotalsModel::mostRows.
    const std::vector<netcore::ConnectionTotals> &talkers() const { return m_talkers; }
    bool isBehind() const; // there are committed records that are not counted yet

Q_SIGNALS:
    void changed();
    void progressed(quint64 done, quint64 total);

private:
    struct Stretch
    {
        netcore::RowNumber end = 0;
        std::shared_ptr<netcore::Statistics> counted;
        std::shared_ptr<const netcore::Statistics> shown;
        std::vector<netcore::ConnectionTotals> talkers;
    };
    static netcore::Statistics fresh(const StatisticsScope &scope);
    void take(quint64 generation, const Stretch &stretch);

    std::shared_ptr<const netcore::RecordingStore> m_store;
    StatisticsScope m_scope;
    std::shared_ptr<netcore::Statistics> m_counted; // null while a job has it
    std::shared_ptr<const netcore::Statistics> m_shown;
    std::vector<netcore::ConnectionTotals> m_talkers;
    netcore::RowNumber m_next = 0;
    std::shared_ptr<std::atomic<quint64>> m_generation;
    QThreadPool m_pool; // last: goes first, so that no job outlives what it uses
};

} // namespace models
