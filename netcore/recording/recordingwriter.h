#pragma once

#include "netcore/base/clock.h"
#include "netcore/base/result.h"
#include "netcore/recording/record.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <functional>
#include <memory>
#include <sys/uio.h>

namespace netcore {

class RecordingStore;

/// What happens when the recording has reached its bound; Unbounded has none, but for the disk's.
enum class AtBound : quint8 { KeepNewest, Stop, Unbounded };

/// pwritev(2), or what a test puts in its place.
using WriteCall = std::function<ssize_t(int file, const iovec *parts, int count, off_t at)>;

struct RecordingOptions
{
    QString directory;             // made if absent, mode 0700; files 0600
    quint64 maxBytes = 4ull << 30; // payload and index together; at least two segments
    AtBound atBound = AtBound::KeepNewest;
    quint32 payloadSegmentBytes = 64u << 20; // smaller in tests
    quint32 indexSegmentRows = 1u << 20;     // 32 bytes each
    quint64 keepFreeBytes = 500ull << 20;    // free-space guard, faults row 59
    WriteCall write;                         // empty: the kernel's
};

/// Why nothing more is being recorded, for the status bar.
enum class RecordingState : quint8 { Recording, StoppedAtBound, StoppedNoSpace, StoppedError };

/// Appends records. The only writer of a recording.
///
/// Lifetime   readers hold the RecordingStore and may outlive the writer; the destructor commits
/// Limits     see RecordingOptions; never grows memory: what waits to be committed is at most 1 MiB
/// Errors     create() is refused with the file's errno; a later failure (ENOSPC, EIO) stops at the last
/// whole
///            record, is told by state() and error(), and resumes when tryResume() succeeds (faults rows 49,
///            50)
/// Thread     one thread, the engine's; asserted
class RecordingWriter
{
public:
    static Result<std::unique_ptr<RecordingWriter>> create(const RecordingOptions &options,
                                                           const Clock &clock);
    ~RecordingWriter();
    RecordingWriter(const RecordingWriter &) = delete;
    RecordingWriter &operator=(const RecordingWriter &) = delete;

    /// The moment of record times: ns since this recording began.
    SteadyNs now() const;

    /// Takes one record (time, kind, direction, flags and connection are read from `head`; the rest is filled
    /// in). Its row number, or nothing recorded while state() is not Recording (then dropped records are
    /// counted). The bytes may be reused as soon as this returns. REQUIRES: payload.size() <=
    /// Record::maxPayload.
    void append(const Record &head, QByteArrayView payload);

    /// Publishes everything appended so far to readers, in one step. Called at the end of every turn of the
    /// loop, and by itself when 1 MiB waits.
    void commit();

    bool hasUncommitted() const;

    RecordingState state() const;
    NetError error() const;
    /// Records that are not in the recording: given while it was stopped, larger than a segment, or waiting
    /// for a commit that failed. All since it began.
    quint64 droppedRecords() const;
    /// Tries to go on after a stop; false where the reason still holds (then error() tells the newest one).
    /// A directory that has vanished is made anew; what was in it is gone and firstRow() says so.
    bool tryResume();
    /// Takes effect at once; a recording that stopped at its bound goes on if the new one allows it.
    void setBound(AtBound atBound, quint64 maxBytes);

    std::shared_ptr<const RecordingStore> store() const;

private:
    class Private;
    explicit RecordingWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace netcore
