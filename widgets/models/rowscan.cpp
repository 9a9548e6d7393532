#include "widgets/models/rowscan.h"

#include "netcore/recording/rowbatches.h"

#include <QtCore/QThread>

#include <algorithm>
#include <bit>

namespace models {

using netcore::Record;
using netcore::RecordingReader;
using netcore::RowBatches;
using netcore::RowNumber;

namespace {

constexpr int mostThreads = 4;
constexpr qint64 tellMs = 30;

RowSieve oneByOne(const RowTest &test)
{
    return [test](const RecordingReader &reader, std::span<const Record> records, quint64 present) {
        RowVerdicts verdicts;
        for (; present != 0; present &= present - 1) {
            const quint64 bit = present & ~(present - 1);
            const RowVerdict verdict = test(reader, records[std::size_t(std::countr_zero(present))]);
            verdicts.shown |= verdict == RowVerdict::Shown ? bit : 0;
            verdicts.hidden |= verdict == RowVerdict::Hidden ? bit : 0;
        }
        return verdicts;
    };
}

} // namespace

RowScan::Stretch RowScan::scan(const RecordingReader &reader, const RowSieve &sieve, RowNumber from,
                               RowNumber to, const Stale &stale)
{
    Stretch stretch{.end = to, .hidden = 0, .found = {}};
    RowBatches batches(reader);
    for (RowNumber at = from - from % RowBatches::most; at < to && !stale(); at += RowBatches::most) {
        batches.read(at, from, to);
        const RowVerdicts verdicts = sieve(reader, batches.records(), batches.present());
        stretch.found.addBits(at, verdicts.shown & batches.present());
        stretch.hidden += quint64(std::popcount(verdicts.hidden & batches.present()));
    }
    return stretch;
}

RowScan::RowScan(QObject *parent) : QObject(parent), m_generation(std::make_shared<std::atomic<quint64>>(0))
{
    m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, mostThreads));
    m_told.start();
}

RowScan::~RowScan()
{
    ++*m_generation; // running stretches end at their next look
}

void RowScan::forgetRunning()
{
    ++*m_generation;
    m_running.clear();
    m_issued = m_next;
}

void RowScan::restart(std::shared_ptr<const netcore::RecordingStore> store, const RowTest &test)
{
    restart(std::move(store), oneByOne(test));
}

void RowScan::restart(std::shared_ptr<const netcore::RecordingStore> store, RowSieve sieve)
{
    m_store = std::move(store);
    m_sieve = std::move(sieve);
    m_rows.clear();
    m_hidden = 0;
    m_next = m_store ? m_store->firstRow() : 0;
    m_stopped = false;
    forgetRunning();
    tell();
    poll();
}

void RowScan::stop()
{
    forgetRunning();
    m_stopped = true;
    tell();
}

void RowScan::goOn()
{
    m_stopped = false;
    poll();
}

bool RowScan::isBehind() const
{
    return m_store && m_next < m_store->rowCount();
}

void RowScan::poll()
{
    if (!m_store)
        return;
    const quint64 first = m_rows.first();
    m_rows.dropBefore(m_store->firstRow());
    if (m_rows.first() != first || m_untold)
        tell();
    if (!m_stopped)
        startStretches();
}

void RowScan::startStretches()
{
    const auto most = std::size_t(m_pool.maxThreadCount()) + 1; // one waits, so that no thread has to
    const RowNumber end = m_store->rowCount();
    m_issued = std::max(m_issued, m_store->firstRow());
    const RecordingReader reader(m_store);
    while (m_running.size() < most && m_issued < end) {
        const RowNumber from = m_issued;
        m_issued = netcore::endOfStretch(reader, from, end);
        m_running.emplace(from, std::nullopt);
        const auto generation = m_generation;
        const quint64 mine = *generation;
        m_pool.start([this, generation, mine, store = m_store, sieve = m_sieve, from, to = m_issued] {
            const auto stale = [&] { return *generation != mine; };
            const Stretch stretch = scan(RecordingReader(store), sieve, from, to, stale);
            if (stale())
                return;
            const auto take = [this, mine, from, stretch] { takeStretch(mine, from, stretch); };
            QMetaObject::invokeMethod(this, take, Qt::QueuedConnection);
        });
    }
}

void RowScan::takeStretch(quint64 generation, RowNumber from, Stretch stretch)
{
    if (generation != *m_generation)
        return;
    m_running[from] = std::move(stretch);
    while (!m_running.empty() && m_running.begin()->second) {
        const Stretch &next = *m_running.begin()->second;
        m_rows.append(next.found);
        m_hidden += next.hidden;
        m_next = next.end;
        m_running.erase(m_running.begin());
    }
    m_rows.dropBefore(m_store->firstRow());
    // New rows of a live recording wait for the next poll; a backlog is worked off at once.
    if (!m_store->isLive() || m_store->rowCount() > m_issued + netcore::stretchRows / 16)
        startStretches();
    tellSoon();
}

void RowScan::tellSoon()
{
    m_untold = true;
    if (m_told.elapsed() >= tellMs || m_running.empty())
        tell();
}

void RowScan::tell()
{
    m_untold = false;
    m_told.restart();
    Q_EMIT rowsChanged();
    if (!m_store)
        return;
    const RowNumber first = m_store->firstRow();
    const RowNumber end = m_store->rowCount();
    Q_EMIT progressed(m_next > first ? std::min(m_next, end) - first : 0, end - first);
}

} // namespace models
