#include "widgets/models/statisticsscan.h"

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

void StatisticsScan::restart(std::shared_ptr<const netcore::RecordingStore> store, StatisticsScope scope)
{
    ++*m_generation;
    m_store = std::move(store);
    m_scope = std::move(scope);
    m_counted = std::make_shared<Statistics>(m_scope.key);
    m_shown = std::make_shared<const Statistics>(m_scope.key);
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
        const RowNumber to =
            netcore::addToStatistics(reader, scope.filter, scope.connections, from, end, *counted, goOn);
        if (*generation != mine)
            return;
        const auto shown = std::make_shared<const Statistics>(*counted);
        QMetaObject::invokeMethod(
            this, [this, mine, to, counted, shown] { take(mine, to, counted, shown); }, Qt::QueuedConnection);
    });
}

void StatisticsScan::take(quint64 generation, RowNumber end, std::shared_ptr<Statistics> counted,
                          std::shared_ptr<const Statistics> shown)
{
    if (generation != *m_generation)
        return;
    m_counted = std::move(counted);
    m_shown = std::move(shown);
    m_next = end;
    Q_EMIT changed();
    const RowNumber first = m_store->firstRow();
    const RowNumber rows = m_store->rowCount();
    Q_EMIT progressed(m_next > first ? std::min(m_next, rows) - first : 0, rows - first);
}

} // namespace models
