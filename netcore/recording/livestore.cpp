#include "netcore/recording/livestore.h"

#include <QtCore/QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <numeric>
#include <sys/stat.h>

namespace netcore {

Result<SegmentSource> openSegmentFile(const QString &directory, layout::SegmentKind kind, quint64 number)
{
    const QByteArray path = QFile::encodeName(directory) + '/' + layout::segmentName(kind, number);
    FileDescriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat facts = {};
    if (!file.isOpen() || ::fstat(file.get(), &facts) != 0)
        return refused(NetError::fromErrno(errno, "open"));
    if (!S_ISREG(facts.st_mode))
        return refused(NetError::of(ErrorKind::Damaged, "open", NETCORE_REASON("not a regular file")));
    return SegmentSource{std::move(file), 0, quint64(facts.st_size)};
}

LiveStore::LiveStore(const QString &directory, const layout::Head &head)
    : m_directory(directory), m_head(head)
{
}

quint64 LiveStore::bytesStored() const
{
    const quint64 first = firstRow();
    const quint64 from = firstSegment() * m_head.payloadSegmentBytes;
    const quint64 to = m_endOffset.load(std::memory_order_relaxed);
    // The two ends are read one after the other: an eviction in between must not make it negative.
    return (to > from ? to - from : 0) + (std::max(rowCount(), first) - first) * layout::recordBytes;
}

std::vector<quint64> LiveStore::segments(layout::SegmentKind kind) const
{
    const bool payload = kind == layout::SegmentKind::Payload;
    const RowNumber newest = std::max<RowNumber>(rowCount(), 1) - 1;
    const quint64 first = payload ? firstSegment() : firstRow() / m_head.indexSegmentRows;
    const quint64 last =
        payload ? (m_endOffset.load() - 1) / m_head.payloadSegmentBytes : newest / m_head.indexSegmentRows;
    std::vector<quint64> numbers(last >= first ? last - first + 1 : 0);
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

Result<SegmentSource> LiveStore::openSegment(layout::SegmentKind kind, quint64 number) const
{
    return openSegmentFile(m_directory, kind, number);
}

void LiveStore::publish(RowNumber rowCount, quint64 endOffset)
{
    m_endOffset.store(endOffset, std::memory_order_relaxed);
    m_rowCount.store(rowCount, std::memory_order_release);
}

void LiveStore::evict(RowNumber firstRow, quint64 firstSegment)
{
    m_firstSegment.store(firstSegment);
    m_firstRow.store(firstRow); // sequentially consistent: seen before the bytes change
}

void LiveStore::restart(quint64 firstSegment)
{
    evict(m_rowCount.load(std::memory_order_relaxed), firstSegment);
    m_endOffset.store(firstSegment * m_head.payloadSegmentBytes + layout::segmentHeadBytes,
                      std::memory_order_relaxed);
    m_generation.fetch_add(1);
}

} // namespace netcore
