#include "widgets/models/rowscan.h"

#include <QtCore/QElapsedTimer>

namespace models {

using netcore::Record;
using netcore::RecordingReader;
using netcore::RowNumber;

namespace {

constexpr qint64 sliceMs = 50;

// A backlog longer than this is worked off without waiting for the next poll.
constexpr quint64 backlogRows = 1u << 14;

} // namespace

RowScan::Slice RowScan::scan(const std::shared_ptr<const netcore::RecordingStore> &store, const RowTest &test,
                             RowNumber from, const std::function<bool()> &stale)
{
    const RecordingReader reader(store);
    const RowNumber start = std::max(from, store->firstRow());
    const RowNumber end = std::min(store->rowCount(), start + sliceRows);
    QElapsedTimer timer;
    timer.start();
    Slice slice{.next = start, .hidden = 0, .found = {}};
    while (slice.next < end) {
        if (slice.next % 256 == 0 && (stale() || timer.elapsed() > sliceMs))
            break;
        const RowNumber row = slice.next++;
        Record record;
        if (!reader.read(row, record))
            continue;
        const RowVerdict verdict = test(reader, record);
        slice.hidden += verdict == RowVerdict::Hidden;
        if (verdict == RowVerdict::Shown)
            slice.found += row;
    }
    return slice;
}

RowScan::RowScan(QObject *parent) : QObject(parent), m_generation(std::make_shared<std::atomic<quint64>>(0))
{
    m_pool.setMaxThreadCount(1);
}

RowScan::~RowScan()
{
    ++*m_generation; // the running slice ends at its next look
}

void RowScan::restart(std::shared_ptr<const netcore::RecordingStore> store, RowTest test)
{
    ++*m_generation;
    m_store = std::move(store);
    m_test = std::move(test);
    m_rows.clear();
    m_hidden = 0;
    m_next = m_store ? m_store->firstRow() : 0;
    m_running = false;
    Q_EMIT rowsChanged();
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
    if (m_rows.first() != first)
        Q_EMIT rowsChanged();
    if (!m_running && isBehind())
        startSlice();
}

void RowScan::startSlice()
{
    m_running = true;
    const auto generation = m_generation;
    const quint64 mine = *generation;
    m_pool.start([this, generation, mine, store = m_store, test = m_test, from = m_next] {
        const auto stale = [&] { return *generation != mine; };
        const Slice slice = scan(store, test, from, stale);
        if (!stale())
            QMetaObject::invokeMethod(
                this, [this, mine, slice] { takeSlice(mine, slice); }, Qt::QueuedConnection);
    });
}

void RowScan::takeSlice(quint64 generation, const Slice &slice)
{
    if (generation != *m_generation)
        return;
    m_running = false;
    m_next = slice.next;
    m_hidden += slice.hidden;
    m_rows.append(slice.found);
    m_rows.dropBefore(m_store->firstRow());
    if (!slice.found.isEmpty() || slice.hidden > 0)
        Q_EMIT rowsChanged();
    const RowNumber first = m_store->firstRow();
    const RowNumber end = m_store->rowCount();
    Q_EMIT progressed(m_next > first ? m_next - first : 0, end - first);
    if (end > m_next + backlogRows)
        startSlice();
}

} // namespace models
