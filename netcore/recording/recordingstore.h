#pragma once

#include "netcore/base/clock.h"
#include "netcore/base/result.h"
#include "netcore/recording/filedescriptor.h"
#include "netcore/recording/record.h"
#include "netcore/recording/recordlayout.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace netcore {

class SegmentMappings;

/// Where the bytes of one segment are.
struct SegmentSource
{
    FileDescriptor file;
    quint64 offset = 0; // in the file; a multiple of the page size
    quint64 length = 0;
};

/// A recording as readers see it: live, being written by this process, or opened from disk.
///
/// Live      the committed count is the only state shared with the writer: rows firstRow() … rowCount()-1 can
/// be read.
///           In a ring, old rows vanish: a read of such a row gives nothing, never wrong bytes (CRC32C and
///           the generation of the segment are checked after copying).
/// Opened    open() takes a recording's directory or a saved file; a torn tail is left out and counted; the
/// files are
///           never altered (faults rows 51, 53)
/// Memory    no memory per row; mappings of a few segments
/// Thread    any thread; make one RecordingReader per thread to read
class RecordingStore
{
public:
    virtual ~RecordingStore() = default;

    static Result<std::shared_ptr<const RecordingStore>> open(const QString &path);

    virtual RowNumber firstRow() const = 0; // oldest row that still exists
    virtual RowNumber
    rowCount() const = 0; // one past the newest committed row (grows, also when old rows vanish)
    virtual quint64 bytesStored() const = 0;
    virtual WallNs startedAt() const = 0; // wall time of record time 0
    virtual bool isLive() const = 0;
    virtual quint64 damagedRows() const = 0; // seen so far
    virtual quint64 tornBytes() const = 0;   // cut off the end when it was opened
    virtual QString location() const = 0;

    /// Copies a consistent committed prefix to one file (temporary name, then rename; mode 0600).
    /// `progress(done, total)` in bytes returns false to cancel. Any thread; blocking.
    Result<void> saveAs(const QString &file, const std::function<bool(quint64, quint64)> &progress) const;

    // What readers need of a store; of no use to others.
    virtual const layout::Head &head() const = 0;
    virtual quint64 firstSegment() const = 0; // of the payload segments that exist, the oldest
    /// The numbers of the segments that exist, ascending.
    virtual std::vector<quint64> segments(layout::SegmentKind kind) const = 0;
    /// Changes when segments already mapped have lost their meaning.
    virtual quint64 generation() const = 0;
    /// Where a segment's bytes are, or NetError{NotFound} where it does not exist (any more).
    virtual Result<SegmentSource> openSegment(layout::SegmentKind kind, quint64 number) const = 0;
    /// Something at this key (a row, an offset) failed its checks; told again and again it counts once.
    virtual void countDamage(quint64 key) const = 0;
};

/// Reads records of a store. Keeps the mappings it used last.
///
/// Errors   a row that was overwritten, or fails its checks, gives false / an empty optional; damaged rows
/// are counted Thread   one thread at a time; cheap to make
class RecordingReader
{
public:
    explicit RecordingReader(std::shared_ptr<const RecordingStore> store);
    ~RecordingReader();
    RecordingReader(const RecordingReader &) = delete;
    RecordingReader &operator=(const RecordingReader &) = delete;

    const RecordingStore &store() const;

    bool read(RowNumber row, Record &record) const;
    /// Rows `from`, from + 1, …; how many were gone over. A row that was overwritten or is damaged comes as
    /// RecordKind::Padding. For jobs over many rows: an order of magnitude faster than read().
    std::size_t readRows(RowNumber from, std::span<Record> records) const;
    /// The payload, or its first `most` bytes. CRC is checked only when the whole payload is read.
    bool readPayload(const Record &record, QByteArray &payload, qsizetype most = -1) const;
    /// Bytes [from, from+length) of the payload.
    bool readPayloadPart(const Record &record, qsizetype from, qsizetype length, QByteArray &part) const;

    /// The payload where it lies, neither copied nor checked, for a quick look; empty where it is gone. Valid
    /// until the next call on this reader, and worth something only if lookedWell() says so afterwards: in a
    /// ring the bytes may be overwritten meanwhile.
    QByteArrayView lookAt(const Record &record) const;
    /// Whether what was seen through lookAt() was the record's payload; `checked` compares its CRC32C too.
    bool lookedWell(const Record &record, QByteArrayView seen, bool checked) const;

private:
    std::shared_ptr<const RecordingStore> m_store;
    std::unique_ptr<SegmentMappings> m_mappings;
    mutable quint64 m_lookGeneration = 0;
};

} // namespace netcore
