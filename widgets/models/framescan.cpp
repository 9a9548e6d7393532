#include "widgets/models/framescan.h"

#include <QtCore/QElapsedTimer>

namespace models {

using netcore::FrameIndex;
using netcore::RecordingReader;
using netcore::RowNumber;

namespace {

constexpr int refreshMs = 33;
constexpr qint64 sliceMs = 50;
constexpr quint64 sliceFrames = 1u << 18;
// A backlog longer than this is worked off without waiting for the next poll.
constexpr quint64 backlogRows = 1u << 14;
// A read is recorded at most so long after its time: until then a silence is not sure.
constexpr netcore::SteadyNs recordingLag = 20'000'000;
constexpr std::array<netcore::Direction, 2> directions = {netcore::Direction::In, netcore::Direction::Out};

} // namespace

struct FrameScan::Job
{
    std::unique_ptr<netcore::FrameIndexer> indexer;
    bool finished = false;
    netcore::FrameFilter filter;
    quint64 filterNumber = 0;
    quint64 filteredTo = 0;
    netcore::FrameStatistics statistics;
};

struct FrameScan::Slice
{
    std::shared_ptr<const FrameIndex> index;
    bool finished = false;
    quint64 filterNumber = 0;
    quint64 filteredTo = 0;
    quint64 looked = 0;
    bool startsAgain = false;
    netcore::RowSet shown;
    netcore::FrameStatistics statistics;
    netcore::SteadyNs begunAt = 0; // by our clock
    std::array<std::optional<netcore::SteadyNs>, 2> silences;
};

FrameScan::FrameScan(QObject *parent)
    : QObject(parent)
    , m_index(std::make_shared<const FrameIndex>())
    , m_generation(std::make_shared<std::atomic<quint64>>(0))
{
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(refreshMs);
    connect(&m_timer, &QTimer::timeout, this, &FrameScan::poll);
}

FrameScan::~FrameScan()
{
    ++*m_generation; // the running slice ends at its next look
}

void FrameScan::setRecording(std::shared_ptr<const netcore::RecordingStore> store)
{
    m_store = std::move(store);
    restart();
}

netcore::Result<void> FrameScan::setQuestion(netcore::ConnectionId connection, const QString &framing)
{
    if (connection == m_connection && framing == m_framing)
        return {};
    if (const auto framer = netcore::makeFramer(framing); !framer)
        return netcore::refused(framer.error());
    m_connection = connection;
    m_framing = framing;
    restart();
    return {};
}

void FrameScan::restart()
{
    ++*m_generation;
    m_running = m_cancelled = m_finished = false;
    m_silences = {};
    m_job.reset();
    m_fresh = true;
    const bool nothing = !m_store || m_connection == netcore::ConnectionId::None || m_framing.isEmpty();
    if (!nothing) {
        m_job = std::make_shared<Job>();
        m_job->indexer = std::move(*netcore::FrameIndexer::create(m_connection, m_framing));
        m_timer.start();
        poll();
        return;
    }
    m_timer.stop();
    Slice empty;
    empty.index = std::make_shared<const FrameIndex>();
    takeSlice(*m_generation, empty);
}

void FrameScan::setFilter(const netcore::FrameFilter &filter)
{
    m_filter = filter;
    ++m_filterNumber;
    poll();
}

void FrameScan::cancel()
{
    m_cancelled = true;
    Q_EMIT changed();
}

void FrameScan::resume()
{
    m_cancelled = false;
    poll();
    Q_EMIT changed();
}

bool FrameScan::isBehind() const
{
    if (!m_job)
        return false;
    const bool rows = m_fresh || m_index->nextRow() < m_store->rowCount();
    const bool frames = m_job->filterNumber != m_filterNumber || m_shownTo < m_index->end();
    return rows || frames || (!m_finished && !m_store->isLive());
}

quint64 FrameScan::rowsDone() const
{
    return m_fresh || !m_store ? 0 : m_index->nextRow() - std::min(m_index->nextRow(), m_store->firstRow());
}

quint64 FrameScan::rowsInAll() const
{
    return m_store ? m_store->rowCount() - m_store->firstRow() : 0;
}

void FrameScan::poll()
{
    if (!m_job || m_running || m_cancelled || (m_wanted && !m_wanted()))
        return;
    if (isBehind())
        startSlice();
    else if (const unsigned silent = silentDirections())
        startSlice(silent);
}

/// The directions, as bits, in which a pause has passed that completes what is pending.
unsigned FrameScan::silentDirections() const
{
    if (!m_store->isLive())
        return 0;
    const netcore::SteadyNs now = netcore::SystemClock().steadyNow();
    unsigned silent = 0;
    for (std::size_t i = 0; i < m_silences.size(); ++i) {
        const Silence &silence = m_silences[i];
        const bool over = silence.completes && now - silence.since >= *silence.completes + recordingLag;
        silent |= over ? 1u << i : 0;
    }
    return silent;
}

/// A slice sees what was read before it began: from then on it has been silent where it saw nothing new.
void FrameScan::watchSilence(const Slice &slice)
{
    for (std::size_t i = 0; i < m_silences.size(); ++i) {
        Silence &silence = m_silences[i];
        const quint64 end = slice.index->reads().streamEnd(directions[i]);
        if (end != silence.streamEnd || !silence.completes)
            silence.since = slice.begunAt;
        silence.streamEnd = end;
        silence.completes = slice.silences[i];
    }
}

void FrameScan::startSlice(unsigned silent)
{
    m_running = true;
    if (m_job->filterNumber != m_filterNumber) {
        m_job->filter = m_filter;
        m_job->filterNumber = m_filterNumber;
        m_job->filteredTo = 0;
        m_job->statistics = {};
    }
    const auto generation = m_generation;
    const quint64 mine = *generation;
    m_pool.start([this, generation, mine, silent, store = m_store, job = m_job] {
        const auto stale = [&] { return *generation != mine; };
        for (std::size_t i = 0; i < directions.size(); ++i) {
            if (silent >> i & 1 && job->indexer->index().nextRow() == store->rowCount())
                job->indexer->completeBySilence(directions[i]);
        }
        const Slice slice = cut(*job, store, stale);
        if (!stale())
            QMetaObject::invokeMethod(
                this, [this, mine, slice] { takeSlice(mine, slice); }, Qt::QueuedConnection);
    });
}

FrameScan::Slice FrameScan::cut(Job &job, const std::shared_ptr<const netcore::RecordingStore> &store,
                                const std::function<bool()> &stale)
{
    QElapsedTimer timer;
    timer.start();
    const auto goOn = [&](quint64) { return !stale() && timer.elapsed() < sliceMs; };
    const netcore::SteadyNs begunAt = netcore::SystemClock().steadyNow();
    const RecordingReader reader(store);
    const RowNumber end = store->rowCount();
    job.indexer->advance(reader, end, [&, before = job.indexer->index().end()](quint64 done) {
        return goOn(done) && job.indexer->index().end() - before < sliceFrames;
    });
    if (!job.finished && !store->isLive() && job.indexer->index().nextRow() >= end) {
        job.indexer->finish();
        job.finished = true;
    }
    Slice slice;
    slice.index = std::make_shared<const FrameIndex>(job.indexer->index());
    slice.finished = job.finished;
    slice.begunAt = begunAt;
    for (std::size_t i = 0; i < directions.size(); ++i)
        slice.silences[i] = job.indexer->completingSilence(directions[i]);
    slice.startsAgain = job.filteredTo == 0;
    const quint64 from = std::max(job.filteredTo, slice.index->first());
    const quint64 to = std::min(slice.index->end(), from + sliceFrames);
    timer.restart();
    job.filteredTo =
        netcore::filterFrames(reader, *slice.index, job.filter, from, to, slice.shown, job.statistics, goOn);
    slice.looked = job.filteredTo - from;
    slice.filterNumber = job.filterNumber;
    slice.filteredTo = job.filteredTo;
    slice.statistics = job.statistics;
    return slice;
}

void FrameScan::takeShown(const Slice &slice)
{
    if (slice.filterNumber == m_filterNumber) {
        m_shown.append(slice.shown);
        m_statistics = slice.statistics;
        m_hidden += slice.looked - slice.shown.count();
        m_shownTo = slice.filteredTo;
    }
    m_shown.dropBefore(m_index->first());
}

void FrameScan::takeSlice(quint64 generation, const Slice &slice)
{
    if (generation != *m_generation)
        return;
    m_running = false;
    m_finished = slice.finished;
    m_index = slice.index;
    watchSilence(slice);
    if (m_fresh || (slice.startsAgain && slice.filterNumber == m_filterNumber)) {
        m_shown.clear();
        m_hidden = 0;
        m_shownTo = 0;
        m_statistics = {};
    }
    takeShown(slice);
    if (std::exchange(m_fresh, false))
        Q_EMIT restarted();
    Q_EMIT changed();
    const bool backlog = m_store && m_index->nextRow() + backlogRows < m_store->rowCount();
    if (backlog || m_shownTo < m_index->end())
        poll();
}

} // namespace models
