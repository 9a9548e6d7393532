#include "netcore/recording/recordingstore.h"

#include "netcore/recording/crc32c.h"
#include "netcore/recording/segmentmappings.h"

#include <algorithm>

namespace netcore {

namespace {

// What was copied before this is compared with what is asked after it: the loads may not change places.
void orderLoads()
{
#if defined(__x86_64__)
    std::atomic_signal_fence(std::memory_order_acquire); // the processor keeps loads in order by itself
#else
    std::atomic_thread_fence(std::memory_order_acquire);
#endif
}

} // namespace

RecordingReader::RecordingReader(std::shared_ptr<const RecordingStore> store)
    : m_store(std::move(store)), m_mappings(std::make_unique<SegmentMappings>(*m_store))
{
}

RecordingReader::~RecordingReader() = default;

const RecordingStore &RecordingReader::store() const
{
    return *m_store;
}

bool RecordingReader::read(RowNumber row, Record &record) const
{
    if (row >= m_store->rowCount() || row < m_store->firstRow())
        return false;
    const quint64 generation = m_store->generation();
    const bool found = m_mappings->record(row, record);
    orderLoads();
    if (row < m_store->firstRow() || generation != m_store->generation())
        return false;
    if (!found)
        m_store->countDamage(row);
    return found;
}

std::size_t RecordingReader::readRows(RowNumber from, std::span<Record> records) const
{
    const RowNumber end = std::min<RowNumber>(m_store->rowCount(), from + records.size());
    const std::size_t wanted = end > from ? std::size_t(end - from) : 0;
    const quint64 generation = m_store->generation();
    std::size_t done = 0;
    while (done < wanted) {
        done += m_mappings->indexRecords(from + done, records.subspan(done, wanted - done));
        if (done == wanted)
            break;
        if (done > 0 && (from + done) % m_store->head().indexSegmentRows == 0)
            continue; // the next segment
        if (!read(from + done, records[done]))
            records[done].kind = RecordKind::Padding;
        ++done;
    }
    orderLoads();
    const bool renewed = generation != m_store->generation();
    const RowNumber first = renewed ? end : m_store->firstRow();
    for (std::size_t i = 0; i < wanted && from + i < first; ++i)
        records[i].kind = RecordKind::Padding;
    return wanted;
}

QByteArrayView RecordingReader::lookAt(const Record &record) const
{
    m_lookGeneration = m_store->generation();
    std::span<const uchar> bytes;
    if (record.offset / m_store->head().payloadSegmentBytes < m_store->firstSegment() ||
        !m_mappings->payload(record, bytes))
        return {};
    return {bytes.data(), qsizetype(bytes.size())};
}

bool RecordingReader::lookedWell(const Record &record, QByteArrayView seen, bool checked) const
{
    const bool whole = seen.size() == qsizetype(record.length);
    const bool good = whole && !m_mappings->isTorn() &&
                      (!checked || crc32c(seen.data(), std::size_t(seen.size())) == record.payloadCrc);
    orderLoads();
    const bool overwritten = m_lookGeneration != m_store->generation() ||
                             record.offset / m_store->head().payloadSegmentBytes < m_store->firstSegment();
    if (!good && !overwritten)
        m_store->countDamage(~record.offset);
    return good && !overwritten;
}

bool RecordingReader::readPayload(const Record &record, QByteArray &payload, qsizetype most) const
{
    return readPayloadPart(record, 0, most < 0 ? qsizetype(record.length) : most, payload);
}

bool RecordingReader::readPayloadPart(const Record &record, qsizetype from, qsizetype length,
                                      QByteArray &part) const
{
    const quint64 segment = record.offset / m_store->head().payloadSegmentBytes;
    const quint64 generation = m_store->generation();
    part.clear();
    if (segment < m_store->firstSegment())
        return false;
    std::span<const uchar> bytes;
    bool good = m_mappings->payload(record, bytes);
    const auto begin = std::size_t(std::clamp<qsizetype>(from, 0, qsizetype(bytes.size())));
    const auto count = std::min(bytes.size() - begin, std::size_t(std::max<qsizetype>(length, 0)));
    if (good)
        part = QByteArray(reinterpret_cast<const char *>(bytes.data()) + begin, qsizetype(count));
    if (good && m_mappings->isTorn())
        good = false;
    if (good && count == record.length)
        good = crc32c(part.constData(), count) == record.payloadCrc;
    orderLoads();
    const bool overwritten = segment < m_store->firstSegment() || generation != m_store->generation();
    if (!good && !overwritten)
        m_store->countDamage(~record.offset);
    if (!good || overwritten)
        part.clear();
    return good && !overwritten;
}

} // namespace netcore
