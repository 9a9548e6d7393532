#include "netcore/recording/search.h"

#include <QtCore/QByteArrayMatcher>

namespace netcore {

namespace {

/// Looks at rows one after the other until `wanted` says yes.
template <class Wanted>
std::optional<RowNumber> firstRowThat(const RecordingReader &reader, RowNumber from, SearchWay way,
                                      const JobProgress &progress, Wanted wanted)
{
    constexpr quint64 rowsBetweenQuestions = 1024;
    const RowNumber end = reader.store().rowCount();
    if (end == 0)
        return std::nullopt;
    RowNumber row =
        way == SearchWay::Forward ? std::max(from, reader.store().firstRow()) : std::min(from, end - 1);
    for (quint64 done = 0; row < end && row >= reader.store().firstRow(); ++done) {
        if (progress && done % rowsBetweenQuestions == 0 && !progress(done))
            return std::nullopt;
        Record record;
        if (reader.read(row, record) && wanted(record))
            return row;
        row = way == SearchWay::Forward ? row + 1 : row - 1; // past 0 it becomes greater than end
    }
    return std::nullopt;
}

} // namespace

std::optional<Found> findBytes(const RecordingReader &reader, const QByteArray &needle, RowNumber from,
                               SearchWay way, const JobProgress &progress)
{
    const QByteArrayMatcher matcher(needle);
    QByteArray payload;
    Found found;
    const auto contains = [&](const Record &record) {
        if (!record.isData() || record.length < quint64(needle.size()) ||
            !reader.readPayload(record, payload))
            return false;
        found.at = matcher.indexIn(payload);
        return found.at >= 0;
    };
    const auto row = firstRowThat(reader, from, way, progress, contains);
    if (!row)
        return std::nullopt;
    found.row = *row;
    return found;
}

std::optional<RowNumber> findMatch(const RecordingReader &reader, const Filter &filter, RowNumber from,
                                   SearchWay way, const JobProgress &progress)
{
    const auto payloadOf = [&reader](const Record &record) {
        QByteArray payload;
        reader.readPayload(record, payload);
        return payload;
    };
    return firstRowThat(reader, from, way, progress,
                        [&](const Record &record) { return filter.matches(record, payloadOf); });
}

} // namespace netcore
