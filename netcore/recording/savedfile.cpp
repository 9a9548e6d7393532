#include "netcore/recording/savedfile.h"

#include "netcore/recording/crc32c.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/recording/segmentmappings.h"
#include "netcore/recording/segmentring.h"

#include <QtCore/QFile>
#include <QtCore/QUuid>
#include <QtCore/QtEndian>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>

namespace netcore {

namespace {

constexpr char sectionMagic[8] = {'S', 'O', 'C', 'K', 'S', 'E', 'C', 'T'};
constexpr quint32 crcAt = 36;

using layout::SegmentKind;

/// Writes one saved file; the unfinished file is removed unless finish() was reached.
class Saving
{
public:
    Saving(const RecordingStore &store, const QString &file,
           const std::function<bool(quint64, quint64)> &progress)
        : m_store(store), m_mappings(store), m_name(QFile::encodeName(file)), m_progress(progress)
    {
        m_temporary = m_name + ".part-" + QUuid::createUuid().toByteArray(QUuid::Id128).left(12);
    }
    ~Saving()
    {
        if (m_file.isOpen())
            ::unlink(m_temporary.constData());
    }
    Saving(const Saving &) = delete;
    Saving &operator=(const Saving &) = delete;

    Result<void> save();

private:
    Result<void> start();
    Result<void> copySegment(SegmentKind kind, quint64 number, quint64 length);
    Result<void> copyBytes(std::span<const uchar> bytes);
    Result<void> copyPayloads(RowNumber end);
    Result<void> copyIndexes(RowNumber end);
    Result<void> finish();

    const RecordingStore &m_store;
    SegmentMappings m_mappings;
    QByteArray m_name;
    QByteArray m_temporary;
    const std::function<bool(quint64, quint64)> &m_progress;
    FileDescriptor m_file;
    RowNumber m_end = 0; // one past the newest row that is saved
    quint64 m_at = 0;
    quint64 m_done = 0;
    quint64 m_total = 0;
};

Result<void> Saving::start()
{
    m_file = FileDescriptor(
        ::open(m_temporary.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!m_file.isOpen())
        return refused(NetError::fromErrno(errno, "open"));
    const QByteArray head = layout::packHead(m_store.head()).leftJustified(qsizetype(savedfile::block), '\0');
    m_at = savedfile::block;
    return writeFully(m_file.get(), head.constData(), quint64(head.size()), 0);
}

Result<void> Saving::copyBytes(std::span<const uchar> bytes)
{
    constexpr std::size_t piece = 4u << 20;
    for (quint64 to = m_at; !bytes.empty();) {
        const auto part = bytes.first(std::min(piece, bytes.size()));
        if (const auto written = writeFully(m_file.get(), part.data(), part.size(), to); !written)
            return written;
        to += part.size();
        m_done = std::min(m_done + part.size(), m_total);
        bytes = bytes.subspan(part.size());
        if (m_progress && !m_progress(m_done, m_total))
            return refused(NetError::of(ErrorKind::Cancelled, "save"));
    }
    return {};
}

/// A segment that does not exist leaves a hole: what it held can not be read, as before.
Result<void> Saving::copySegment(SegmentKind kind, quint64 number, quint64 length)
{
    const auto all = m_mappings.segment(kind, number);
    const auto bytes = all.first(std::size_t(std::min<quint64>(length, all.size())));
    if (bytes.empty())
        return {};
    const QByteArray head = savedfile::packSectionHead({quint8(kind), number, bytes.size()});
    if (const auto written = writeFully(m_file.get(), head.constData(), quint64(head.size()), m_at); !written)
        return written;
    m_at += savedfile::block;
    if (const auto copied = copyBytes(bytes); !copied)
        return copied;
    if (kind == SegmentKind::Payload && number < m_store.firstSegment()) {
        m_at -= savedfile::block; // overwritten while it was copied: the next one takes its place
        return {};
    }
    m_at += savedfile::roundedUp(bytes.size());
    return {};
}

Result<void> Saving::copyPayloads(RowNumber end)
{
    const quint64 whole = m_store.head().payloadSegmentBytes;
    Record last;
    bool known = false;
    for (RowNumber row = end; !known && row > m_store.firstRow(); --row)
        known = m_mappings.record(row - 1, last);
    const quint64 endOffset = known ? last.offset + last.length : 0;
    std::vector<quint64> numbers = m_store.segments(SegmentKind::Payload);
    m_total = numbers.size() * whole;
    for (quint64 number : numbers) {
        const quint64 begin = number * whole;
        if (begin >= endOffset)
            break;
        if (const auto copied = copySegment(SegmentKind::Payload, number, std::min(whole, endOffset - begin));
            !copied)
            return copied;
    }
    return {};
}

Result<void> Saving::copyIndexes(RowNumber end)
{
    const quint64 rows = m_store.head().indexSegmentRows;
    for (quint64 number : m_store.segments(SegmentKind::Index)) {
        if (number * rows >= end)
            break;
        const quint64 used = std::min(rows, end - number * rows);
        if (const auto copied = copySegment(SegmentKind::Index, number, used * layout::recordBytes); !copied)
            return copied;
    }
    return {};
}

Result<void> Saving::finish()
{
    if (m_end > 0 && m_store.firstRow() >= m_end)
        return refused(NetError::of(ErrorKind::LimitExceeded, "save",
                                    NETCORE_REASON("the rows were overwritten before they could be saved")));
    // What was copied and then given up may lie behind; the trailer says where the file ends.
    const QByteArray trailer = savedfile::packSectionHead({savedfile::trailerKind, 0, 0});
    if (const auto written = writeFully(m_file.get(), trailer.constData(), quint64(trailer.size()), m_at);
        !written)
        return written;
    if (::ftruncate(m_file.get(), off_t(m_at + savedfile::block)) != 0 || ::fsync(m_file.get()) != 0)
        return refused(NetError::fromErrno(errno, "fsync"));
    if (::rename(m_temporary.constData(), m_name.constData()) != 0)
        return refused(NetError::fromErrno(errno, "rename"));
    m_file = FileDescriptor();
    if (m_progress)
        m_progress(m_total, m_total);
    return {};
}

Result<void> Saving::save()
{
    m_end = m_store.rowCount();
    return start()
        .and_then([&] { return copyPayloads(m_end); })
        .and_then([&] { return copyIndexes(m_end); })
        .and_then([&] { return finish(); });
}

} // namespace

QByteArray savedfile::packSectionHead(const SectionHead &head)
{
    QByteArray bytes(qsizetype(block), '\0');
    auto *to = reinterpret_cast<uchar *>(bytes.data());
    std::memcpy(to, sectionMagic, sizeof sectionMagic);
    qToLittleEndian(layout::version, to + 8);
    to[12] = head.kind;
    qToLittleEndian(head.number, to + 16);
    qToLittleEndian(head.length, to + 24);
    qToLittleEndian(crc32c(to, crcAt), to + crcAt);
    return bytes;
}

std::optional<savedfile::SectionHead> savedfile::unpackSectionHead(QByteArrayView bytes)
{
    const auto *from = reinterpret_cast<const uchar *>(bytes.data());
    if (bytes.size() < qsizetype(block) || std::memcmp(from, sectionMagic, sizeof sectionMagic) != 0 ||
        qFromLittleEndian<quint32>(from + crcAt) != crc32c(from, crcAt))
        return std::nullopt;
    return SectionHead{from[12], qFromLittleEndian<quint64>(from + 16),
                       qFromLittleEndian<quint64>(from + 24)};
}

Result<void> RecordingStore::saveAs(const QString &file,
                                    const std::function<bool(quint64, quint64)> &progress) const
{
    return Saving(*this, file, progress).save();
}

} // namespace netcore
