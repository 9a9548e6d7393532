#include "widgets/models/statisticsscan.h"

#include "widgets/models/totalsmodel.h"

#include <QtCore/QElapsedTimer>

namespace models {

using netcore::RecordingReader;
using netcore::RowNumber;
using netcore::Statistics;

StatisticsScan::StatisticsScan(QObject *parent)
    : QObject(parent)
    , m_shown(std::make_shared<const Statistics>())
    , m_generation(std::make_shared<std::atomic<quint64>>(0))
{
    m_pool.setMaxThreadCount(1);
}

StatisticsScan::~StatisticsScan()
{
    ++*m_generation; // a running job ends at its next look
}

/// REQUIRES: the structure has the field, where one is asked for.
Statistics StatisticsScan::fresh(const StatisticsScope &scope)
{
    if (!scope.frames)
        return Statistics(scope.key);
    const auto finder = netcore::FrameAnswers::create(*scope.frames);
    Q_ASSERT(finder);
    return finder ? Statistics(*finder) : Statistics();
}

void StatisticsScan::restart(std::shared_ptr<const netcore::RecordingStore> store, StatisticsScope scope)
{
    ++*m_generation;
    m_store = std::move(store);
    m_scope = std::move(scope);
    m_counted = std::make_shared<Statistics>(fresh(m_scope));
    m_shown = std::make_shared<const Statistics>(*m_counted);
    m_talkers.clear();
    m_next = m_store ? m_store->firstRow() : 0;
    Q_EMIT changed();
}

bool StatisticsScan::isBehind() const
{
    return m_store && m_next < m_store->rowCount();
}

void StatisticsScan::poll()
{
    if (!m_counted || !isBehind())
        return;
    const quint64 mine = *m_generation;
    const RowNumber end = m_store->rowCount();
    m_pool.start([this, generation = m_generation, mine, store = m_store, scope = m_scope, from = m_next, end,
                  counted = std::exchange(m_counted, nullptr)] {
        QElapsedTimer spent;
        spent.start();
        const auto goOn = [&](quint64) { return *generation == mine && spent.elapsed() < stretchMs; };
        const RecordingReader reader(store);
        Stretch stretch;
        stretch.end =
            netcore::addToStatistics(reader, scope.filter, scope.connections, from, end, *counted, goOn);
        if (*generation != mine)
            return;
        stretch.shown = std::make_shared<const Statistics>(*counted);
        stretch.talkers = counted->topTalkers(TotalsModel::mostRows);
        stretch.counted = counted;
        QMetaObject::invokeMethod(
            this, [this, mine, stretch] { take(mine, stretch); }, Qt::QueuedConnection);
    });
}

void StatisticsScan::take(quint64 generation, const Stretch &stretch)
{
    if (generation != *m_generation)
        return;
    m_counted = stretch.counted;
    m_talkers = stretch.talkers;
    // What was shown may hold a hundred thousand connections: it goes in the pool.
    m_pool.start([old = std::exchange(m_shown, stretch.shown)] {});
    m_next = stretch.end;
    Q_EMIT changed();
    const RowNumber first = m_store->firstRow();
    const RowNumber rows = m_store->rowCount();
    Q_EMIT progressed(m_next > first ? std::min(m_next, rows) - first : 0, rows - first);
}

} // namespace models
