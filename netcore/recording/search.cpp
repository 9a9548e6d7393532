#include "netcore/recording/search.h"

#include "netcore/recording/rowbatches.h"

#include <algorithm>
#include <bit>

namespace netcore {

namespace {

constexpr RowNumber none = ~RowNumber(0);

/// The rows of [from, to), batch by batch, in the search's own order, until `wanted(row, record)` says yes.
/// Cancelled where `progress` says no.
template <class Sift, class Wanted>
RowNumber firstRowThat(const RecordingReader &reader, RowNumber from, RowNumber to, SearchWay way,
                       const JobProgress &progress, bool &cancelled, Sift sift, Wanted wanted)
{
    constexpr quint64 batchesBetweenQuestions = 16;
    constexpr RowNumber step = RowBatches::most;
    from = std::max(from, reader.store().firstRow());
    to = std::min(to, reader.store().rowCount());
    if (from >= to)
        return none;
    RowBatches batches(reader);
    const bool forward = way == SearchWay::Forward;
    const RowNumber lowest = from - from % step;
    RowNumber at = forward ? lowest : (to - 1) - (to - 1) % step;
    for (quint64 turn = 0;; ++turn) {
        if (progress && turn % batchesBetweenQuestions == 0 && !progress(turn * step)) {
            cancelled = true;
            return none;
        }
        batches.read(at, from, to);
        for (quint64 open = sift(batches); open != 0;) {
            const int i = forward ? std::countr_zero(open) : 63 - std::countl_zero(open);
            if (wanted(at + RowNumber(i), batches.records()[std::size_t(i)]))
                return at + RowNumber(i);
            open &= ~(quint64(1) << i);
        }
        if (forward ? at + step >= to : at == lowest)
            return none;
        at = forward ? at + step : at - step;
    }
}

quint64 dataOnly(const RowBatches &batches)
{
    quint64 mask = 0;
    for (std::size_t i = 0; i < batches.records().size(); ++i)
        mask |= quint64(batches.records()[i].isData()) << i;
    return mask & batches.present();
}

/// The pattern in one payload, within the part that the search has not looked at yet.
class PayloadSearch
{
public:
    PayloadSearch(const RecordingReader &reader, const BytePattern &pattern, SearchStart start, SearchWay way)
        : m_reader(reader), m_pattern(pattern), m_start(start), m_way(way)
    {
    }

    bool hits(RowNumber row, const Record &record)
    {
        const BytePattern::Match match = matchIn(row, record);
        gaveUp = gaveUp || match.gaveUp;
        if (match.at < 0)
            return false;
        found = {row, match.at, match.length};
        return true;
    }

    Found found;
    bool gaveUp = false;

private:
    BytePattern::Match matchIn(RowNumber row, const Record &record)
    {
        // An expression would not bear that the ring overwrites the bytes while it looks at them.
        if (m_pattern.isExpression())
            return m_reader.readPayload(record, m_copy) ? matchIn(row, m_copy) : BytePattern::Match{};
        const QByteArrayView payload = m_reader.lookAt(record);
        const BytePattern::Match match = matchIn(row, payload);
        return match.at >= 0 && m_reader.lookedWell(record, payload, true) ? match : BytePattern::Match{};
    }
    BytePattern::Match matchIn(RowNumber row, QByteArrayView payload) const
    {
        const bool part = row == m_start.row && m_start.at >= 0;
        if (m_way == SearchWay::Forward)
            return m_pattern.firstIn(payload, part ? std::min(m_start.at, payload.size()) : 0);
        return m_pattern.lastIn(payload, part ? std::min(m_start.at, payload.size()) : payload.size());
    }

    const RecordingReader &m_reader;
    const BytePattern &m_pattern;
    const SearchStart m_start;
    const SearchWay m_way;
    QByteArray m_copy;
};

} // namespace

SearchEnd findPattern(const RecordingReader &reader, const BytePattern &pattern, SearchStart start,
                      RowNumber from, RowNumber to, SearchWay way, const JobProgress &progress)
{
    SearchEnd end;
    PayloadSearch search(reader, pattern, start, way);
    const RowNumber row =
        firstRowThat(reader, from, to, way, progress, end.cancelled, dataOnly,
                     [&](RowNumber at, const Record &record) { return search.hits(at, record); });
    if (row != none)
        end.found = search.found;
    end.gaveUp = search.gaveUp;
    return end;
}

std::optional<Found> findBytes(const RecordingReader &reader, const QByteArray &needle, RowNumber from,
                               SearchWay way, const JobProgress &progress)
{
    const BytePattern pattern(needle);
    return way == SearchWay::Forward ? findPattern(reader, pattern, {}, from, none, way, progress).found
                                     : findPattern(reader, pattern, {}, 0, from + 1, way, progress).found;
}

std::optional<RowNumber> findMatch(const RecordingReader &reader, const Filter &filter, RowNumber from,
                                   SearchWay way, const JobProgress &progress)
{
    const bool forward = way == SearchWay::Forward;
    bool cancelled = false;
    const RowNumber row = firstRowThat(
        reader, forward ? from : 0, forward ? none : from + 1, way, progress, cancelled,
        [&](const RowBatches &batches) { return filter.sieve(reader, batches.records(), batches.present()); },
        [](RowNumber, const Record &) { return true; });
    return row == none ? std::nullopt : std::optional(row);
}

} // namespace netcore
