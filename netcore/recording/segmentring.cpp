#include "netcore/recording/segmentring.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace netcore {

using layout::SegmentKind;
using layout::segmentName;

namespace {

constexpr int fileFlags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;

/// Takes the disk's blocks now, so that a full disk is found here and not in the middle of a record.
Result<void> allocate(int file, quint64 bytes)
{
    int failed = 0;
    do
        failed = ::fallocate(file, 0, 0, off_t(bytes)) == 0 ? 0 : errno;
    while (failed == EINTR);
    if (failed == EOPNOTSUPP || failed == ENOSYS)
        failed = ::ftruncate(file, off_t(bytes)) == 0 ? 0 : errno;
    if (failed)
        return refused(NetError::fromErrno(failed, "fallocate"));
    return {};
}

/// Only what is on the disk can leave the page cache.
void letGo(int file)
{
    constexpr unsigned untilWritten =
        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    ::sync_file_range(file, 0, 0, untilWritten);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
}

} // namespace

Result<void> writeFully(int file, const void *bytes, quint64 length, quint64 at)
{
    const auto *from = static_cast<const char *>(bytes);
    while (length > 0) {
        const ssize_t written = ::pwrite(file, from, length, off_t(at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return refused(NetError::fromErrno(written < 0 ? errno : EIO, "pwrite"));
        from += written;
        at += quint64(written);
        length -= quint64(written);
    }
    return {};
}

SegmentRing::SegmentRing(const RecordingOptions &options, const layout::Head &head, LiveStore &store)
    : m_options(options), m_head(head), m_store(store), m_disk(options.write)
{
    m_toDisk.setMaxThreadCount(1);
}

/// What has not begun to leave stays in the page cache: the kernel writes it back in its own time.
SegmentRing::~SegmentRing()
{
    m_toDisk.clear();
}

Result<void> SegmentRing::makeDirectory()
{
    const QByteArray path = QFile::encodeName(m_options.directory);
    if (!QDir().mkpath(QFileInfo(m_options.directory).absolutePath()))
        return refused(NetError::fromErrno(errno ? errno : EIO, "mkdir"));
    if (::mkdir(path.constData(), 0700) != 0 && errno != EEXIST)
        return refused(NetError::fromErrno(errno, "mkdir"));
    m_directory = FileDescriptor(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!m_directory.isOpen())
        return refused(NetError::fromErrno(errno, "open"));
    const FileDescriptor file(::openat(m_directory.get(), "head", fileFlags | O_CREAT | O_EXCL, 0600));
    if (!file.isOpen())
        return refused(NetError::fromErrno(errno, "open"));
    const QByteArray head = layout::packHead(m_head);
    return m_disk.write(file.get(), head.constData(), quint64(head.size()), 0);
}

/// Never waits for the disk: whoever receives would wait with it.
void SegmentRing::leaveToDisk(FileDescriptor finished)
{
    const auto before = std::exchange(m_beforePayload, nullptr);
    if (!isUnbounded() || !finished.isOpen())
        return;
    m_beforePayload = std::make_shared<FileDescriptor>(std::move(finished));
    m_toDisk.start([before, now = m_beforePayload] {
        ::sync_file_range(now->get(), 0, 0, SYNC_FILE_RANGE_WRITE);
        if (before)
            letGo(before->get());
    });
}

bool SegmentRing::hasVanished() const
{
    struct stat facts = {};
    return m_payload.isOpen() && ::fstat(m_payload.get(), &facts) == 0 && facts.st_nlink == 0;
}

void SegmentRing::forget()
{
    m_payload = FileDescriptor();
    m_beforePayload.reset();
    m_index = FileDescriptor();
    m_payloads.clear();
    m_indexNumbers.clear();
    m_spareIndexes.clear();
    m_store.restart(m_nextNumber);
}

void SegmentRing::setBound(AtBound atBound, quint64 maxBytes)
{
    m_options.atBound = atBound;
    m_options.maxBytes = maxBytes;
}

quint64 SegmentRing::bytesHeld() const
{
    return m_payloads.size() * m_head.payloadSegmentBytes +
           (m_indexNumbers.size() + m_spareIndexes.size()) * indexBytes();
}

Result<void> SegmentRing::checkFreeSpace(quint64 bytes) const
{
    struct statvfs disk = {};
    if (::fstatvfs(m_directory.get(), &disk) != 0)
        return refused(NetError::fromErrno(errno, "statvfs"));
    const quint64 available = quint64(disk.f_bavail) * disk.f_frsize;
    if (m_options.keepFreeBytes > 0 && available < bytes + m_options.keepFreeBytes)
        return refused(NetError::fromErrno(ENOSPC, "statvfs"));
    return {};
}

Result<FileDescriptor> SegmentRing::makeFile(const QByteArray &name, quint64 bytes) const
{
    if (const auto space = checkFreeSpace(bytes); !space)
        return refused(space.error());
    FileDescriptor file(::openat(m_directory.get(), name.constData(), fileFlags | O_CREAT | O_TRUNC, 0600));
    if (!file.isOpen())
        return refused(NetError::fromErrno(errno, "open"));
    if (const auto allocated = allocate(file.get(), bytes); !allocated) {
        removeFile(name);
        return refused(allocated.error());
    }
    return file;
}

Result<FileDescriptor> SegmentRing::recycleFile(const QByteArray &from, const QByteArray &to) const
{
    const int directory = m_directory.get();
    if (::renameat(directory, from.constData(), directory, to.constData()) != 0)
        return refused(NetError::fromErrno(errno, "rename"));
    FileDescriptor file(::openat(directory, to.constData(), fileFlags));
    if (!file.isOpen())
        return refused(NetError::fromErrno(errno, "open"));
    return file;
}

void SegmentRing::removeFile(const QByteArray &name) const
{
    ::unlinkat(m_directory.get(), name.constData(), 0);
}

QByteArray SegmentRing::evictOldest(const PayloadSegment &next)
{
    const QByteArray name = segmentName(SegmentKind::Payload, m_payloads.front().number);
    m_payloads.pop_front();
    const PayloadSegment &oldest = m_payloads.empty() ? next : m_payloads.front();
    m_store.evict(oldest.firstRow, oldest.number);
    while (m_indexNumbers.size() > 1 &&
           (m_indexNumbers.front() + 1) * m_head.indexSegmentRows <= oldest.firstRow) {
        m_spareIndexes.push_back(m_indexNumbers.front());
        m_indexNumbers.pop_front();
    }
    return name;
}

Result<FileDescriptor> SegmentRing::payloadFileFor(const PayloadSegment &next)
{
    const QByteArray name = segmentName(SegmentKind::Payload, next.number);
    const quint64 bytes = m_head.payloadSegmentBytes;
    if (roomFor(bytes) || m_payloads.size() < 2)
        return makeFile(name, bytes);
    if (m_options.atBound == AtBound::Stop)
        return refused(NetError::of(ErrorKind::LimitExceeded, "record",
                                    NETCORE_REASON("the recording has reached its size limit")));
    QByteArray oldest = evictOldest(next);
    while (bytesHeld() + bytes > m_options.maxBytes && m_payloads.size() > 1) {
        removeFile(oldest);
        oldest = evictOldest(next);
    }
    return recycleFile(oldest, name);
}

Result<void> SegmentRing::nextPayloadSegment(RowNumber firstRow)
{
    const PayloadSegment next{m_nextNumber, firstRow};
    if ((next.number + 1) * m_head.payloadSegmentBytes > layout::maxOffset)
        return refused(NetError::of(ErrorKind::Unsupported, "record",
                                    NETCORE_REASON("a recording cannot be longer than 256 TiB")));
    Result<FileDescriptor> file = payloadFileFor(next);
    if (!file)
        return refused(file.error());
    const auto head = layout::packSegmentHead(m_head.identity, {next.number, next.firstRow});
    if (const auto written = m_disk.write(file->get(), head.data(), head.size(), 0); !written) {
        removeFile(segmentName(SegmentKind::Payload, next.number));
        return written;
    }
    leaveToDisk(std::move(m_payload));
    m_payload = std::move(*file);
    m_payloadNumber = next.number;
    ++m_nextNumber;
    m_payloads.push_back(next);
    return {};
}

Result<FileDescriptor> SegmentRing::indexFileFor(quint64 number)
{
    const QByteArray name = segmentName(SegmentKind::Index, number);
    const auto crowded = [this] { return m_spareIndexes.empty() && !roomFor(indexBytes()); };
    if (crowded() && m_payloads.size() >= 2 && m_options.atBound == AtBound::Stop)
        return refused(NetError::of(ErrorKind::LimitExceeded, "record",
                                    NETCORE_REASON("the recording has reached its size limit")));
    while (crowded() && m_payloads.size() > 2)
        removeFile(evictOldest(m_payloads.back()));
    if (m_spareIndexes.empty())
        return makeFile(name, indexBytes());
    const QByteArray spare = segmentName(SegmentKind::Index, m_spareIndexes.front());
    m_spareIndexes.pop_front();
    return recycleFile(spare, name);
}

Result<void> SegmentRing::takeIndexSegment(quint64 number)
{
    Result<FileDescriptor> file = indexFileFor(number);
    if (!file)
        return refused(file.error());
    m_index = std::move(*file);
    m_indexNumbers.push_back(number);
    return {};
}

} // namespace netcore
