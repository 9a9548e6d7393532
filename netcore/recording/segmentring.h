#pragma once

#include "netcore/recording/livestore.h"
#include "netcore/recording/recordingwriter.h"
#include "netcore/recording/segmentwrite.h"

#include <QtCore/QThreadPool>

#include <deque>
#include <memory>

namespace netcore {

/// The segment files of the recording being written: makes them, recycles the oldest, keeps to the bound.
///
/// Recycling  the oldest file is renamed to its new name and overwritten while it is warm. A file is removed
/// only
///            where the bound shrinks, or where index segments have to take the place of payload segments.
/// Unbounded  a finished segment is written back, and the one before leaves the page cache, so that the
///            memory of the machine does not fill with what nobody looks at; both in a thread of the ring's
///            own, as they wait for the disk
/// Limits     maxBytes, but never fewer than two payload segments; keepFreeBytes stay free on the disk
/// Errors     LimitExceeded: the bound, with AtBound::Stop; NoSpace, InputOutput, NotFound: the disk
/// Thread     the writer's
class SegmentRing
{
public:
    SegmentRing(const RecordingOptions &options, const layout::Head &head, LiveStore &store);
    ~SegmentRing();

    /// Makes the directory if needed, and the file `head` in it.
    Result<void> makeDirectory();
    Result<void> nextPayloadSegment(RowNumber firstRow);
    Result<void> takeIndexSegment(quint64 number);
    /// Forgets every file: they have vanished.
    void forget();
    void setBound(AtBound atBound, quint64 maxBytes);

    SegmentWrite &disk() { return m_disk; }
    bool isUnbounded() const { return m_options.atBound == AtBound::Unbounded; }
    int payloadFile() const { return m_payload.get(); }
    int indexFile() const { return m_index.get(); }
    quint64 payloadNumber() const { return m_payloadNumber; }
    bool hasPayloadSegment() const { return m_payload.isOpen(); }
    bool hasIndexSegment(quint64 number) const { return m_index.isOpen() && m_indexNumbers.back() == number; }
    bool hasVanished() const;

private:
    struct PayloadSegment
    {
        quint64 number;
        RowNumber firstRow;
    };

    quint64 indexBytes() const { return quint64(m_head.indexSegmentRows) * layout::recordBytes; }
    quint64 bytesHeld() const;
    bool roomFor(quint64 bytes) const { return isUnbounded() || bytesHeld() + bytes <= m_options.maxBytes; }
    Result<void> checkFreeSpace(quint64 bytes) const;
    Result<FileDescriptor> makeFile(const QByteArray &name, quint64 bytes) const;
    void leaveToDisk(FileDescriptor finished);
    Result<FileDescriptor> recycleFile(const QByteArray &from, const QByteArray &to) const;
    Result<FileDescriptor> payloadFileFor(const PayloadSegment &next);
    Result<FileDescriptor> indexFileFor(quint64 number);
    /// Gives up the oldest payload segment; its name. REQUIRES: one that is not in use.
    QByteArray evictOldest(const PayloadSegment &next);
    void removeFile(const QByteArray &name) const;

    RecordingOptions m_options;
    const layout::Head m_head;
    LiveStore &m_store;
    SegmentWrite m_disk;
    FileDescriptor m_directory;
    FileDescriptor m_payload;
    std::shared_ptr<FileDescriptor> m_beforePayload; // unbounded: being written back
    FileDescriptor m_index;
    quint64 m_payloadNumber = 0;
    quint64 m_nextNumber = 0;
    std::deque<PayloadSegment> m_payloads;
    std::deque<quint64> m_indexNumbers;
    std::deque<quint64> m_spareIndexes; // all their rows are gone
    QThreadPool m_toDisk;               // one thread: segments leave in their order
};

/// pwrite(2) until all is written.
Result<void> writeFully(int file, const void *bytes, quint64 length, quint64 at);

} // namespace netcore
