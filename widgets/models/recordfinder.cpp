#include "widgets/models/recordfinder.h"

#include <QtCore/QThread>

#include <algorithm>
#include <atomic>
#include <vector>

namespace models {

using netcore::Found;
using netcore::RowNumber;
using netcore::SearchWay;

namespace {

constexpr int mostSearchThreads = 4;
constexpr int progressMs = 100;
constexpr RowNumber stretchRows = 256; // given to a thread at a time; no allocation, so that small is cheap

} // namespace

/// One search, shared by its threads. Stretches are numbered in the order of the search and taken in that
/// order: whoever finds something knows that all before it are taken, by others who will come to their end.
struct RecordFinder::Search
{
    Search(std::shared_ptr<const netcore::RecordingStore> in, netcore::BytePattern what)
        : store(std::move(in)), pattern(std::move(what))
    {
    }

    std::shared_ptr<const netcore::RecordingStore> store;
    netcore::BytePattern pattern;
    netcore::SearchStart start;
    SearchWay way = SearchWay::Forward;
    RowNumber first = 0;
    RowNumber end = 0;
    quint64 ahead = 0; // stretches before the search wraps
    quint64 all = 0;
    std::atomic<quint64> next{0};
    std::atomic<quint64> best{~quint64(0)}; // the earliest stretch with a place
    std::atomic<int> threads{0};
    std::atomic<bool> gaveUp{false};
    std::atomic<bool> cancelled{false};
    struct Place
    {
        std::atomic<bool> isFree{true};
        quint64 stretch = ~quint64(0);
        Found found;
    };
    std::array<Place, mostSearchThreads> places; // one for each thread: each stops at its first

    void number()
    {
        const auto stretches = [](RowNumber rows) { return (rows + stretchRows - 1) / stretchRows; };
        const RowNumber before = start.row - first; // rows in front of the start's own
        const bool forward = way == SearchWay::Forward;
        ahead = stretches(forward ? end - start.row : before + 1);
        all = ahead + stretches(forward ? before + 1 : end - start.row);
    }

    struct Rows
    {
        RowNumber from = 0;
        RowNumber to = 0;
    };
    Rows rowsOf(quint64 stretch) const
    {
        const bool wrapped = stretch >= ahead;
        const RowNumber done = (wrapped ? stretch - ahead : stretch) * stretchRows;
        if (way == SearchWay::Forward) {
            const RowNumber from = (wrapped ? first : start.row) + done;
            return {from, std::min(from + stretchRows, wrapped ? start.row + 1 : end)};
        }
        const RowNumber to = (wrapped ? end : start.row + 1) - done;
        const RowNumber least = wrapped ? start.row : first;
        return {to > least + stretchRows ? to - stretchRows : least, to};
    }

    void keep(quint64 stretch, const Found &found)
    {
        for (Place &place : places) {
            bool expected = true;
            if (!place.isFree.compare_exchange_strong(expected, false))
                continue;
            place.stretch = stretch;
            place.found = found;
            break;
        }
        quint64 known = best;
        while (stretch < known && !best.compare_exchange_weak(known, stretch)) {
        }
    }
};

RecordFinder::RecordFinder(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, mostSearchThreads));
    m_progress.setInterval(progressMs);
    connect(&m_progress, &QTimer::timeout, this, [this] {
        const quint64 done = std::min(m_search->next.load(), m_search->all);
        Q_EMIT progressed(done * stretchRows, m_search->all * stretchRows);
    });
}

RecordFinder::~RecordFinder()
{
    cancel();
}

void RecordFinder::work(Search &search)
{
    const netcore::RecordingReader reader(search.store);
    const auto goOn = [&search](quint64) { return !search.cancelled; };
    for (quint64 stretch; (stretch = search.next++) < std::min(search.all, search.best.load());) {
        const Search::Rows rows = search.rowsOf(stretch);
        const bool wrapped = stretch >= search.ahead;
        const auto end =
            netcore::findPattern(reader, search.pattern, wrapped ? netcore::SearchStart{} : search.start,
                                 rows.from, rows.to, search.way, goOn);
        if (end.gaveUp)
            search.gaveUp = true;
        if (end.found)
            search.keep(stretch, *end.found);
        if (end.found || end.cancelled)
            return;
    }
}

void RecordFinder::start(const std::shared_ptr<const netcore::RecordingStore> &store,
                         const netcore::BytePattern &pattern, netcore::SearchStart start, SearchWay way)
{
    cancel();
    auto search = std::make_shared<Search>(store, pattern);
    search->start = start;
    search->way = way;
    search->first = store->firstRow();
    search->end = store->rowCount();
    if (search->first >= search->end) {
        Q_EMIT notFound(false);
        return;
    }
    search->start.row = std::clamp(start.row, search->first, search->end - 1);
    search->number();
    search->threads = m_pool.maxThreadCount();
    m_search = search;
    m_progress.start();
    for (int i = 0; i < m_pool.maxThreadCount(); ++i) {
        m_pool.start([this, search] {
            work(*search);
            if (--search->threads == 0 && !search->cancelled)
                QMetaObject::invokeMethod(
                    this, [this, search] { finish(search); }, Qt::QueuedConnection);
        });
    }
}

void RecordFinder::finish(const std::shared_ptr<Search> &search)
{
    if (search != m_search)
        return;
    m_search.reset();
    m_progress.stop();
    const auto nearest = std::min_element(search->places.begin(), search->places.end(),
                                          [](const auto &a, const auto &b) { return a.stretch < b.stretch; });
    if (nearest->stretch < search->all)
        Q_EMIT found(nearest->found, nearest->stretch >= search->ahead);
    else
        Q_EMIT notFound(search->gaveUp);
}

void RecordFinder::cancel()
{
    m_progress.stop();
    if (m_search)
        m_search->cancelled = true;
    m_search.reset();
}

} // namespace models
