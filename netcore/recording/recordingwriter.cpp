#include "netcore/recording/recordingwriter.h"

#include "netcore/recording/crc32c.h"
#include "netcore/recording/segmentring.h"

#include <QtCore/QThread>
#include <QtCore/QUuid>

#include <cerrno>
#include <cstring>
#include <sys/uio.h>
#include <vector>

namespace netcore {

namespace {

constexpr quint64 stageBytes = 512u << 10;
constexpr quint64 stageRows = stageBytes / layout::recordBytes;
constexpr quint32 directBytes = 16u << 10; // from here on a payload is written from where it lies
constexpr SteadyNs vanishedCheckNs = 1'000'000'000;
constexpr uchar padding[layout::alignment] = {};

layout::Head makeHead(const RecordingOptions &options, const Clock &clock)
{
    layout::Head head;
    const QByteArray identity = QUuid::createUuid().toRfc4122();
    std::memcpy(head.identity.data(), identity.constData(), head.identity.size());
    head.startedAt = clock.wallNow();
    head.payloadSegmentBytes = options.payloadSegmentBytes;
    head.indexSegmentRows = options.indexSegmentRows;
    return head;
}

RecordingState stateFor(const NetError &error)
{
    switch (error.kind) {
    case ErrorKind::LimitExceeded: return RecordingState::StoppedAtBound;
    case ErrorKind::NoSpace: return RecordingState::StoppedNoSpace;
    default: return RecordingState::StoppedError;
    }
}

} // namespace

class RecordingWriter::Private
{
public:
    Private(const RecordingOptions &options, const layout::Head &recordingHead, const Clock &source)
        : clock(source)
        , startedAt(source.steadyNow())
        , head(recordingHead)
        , store(std::make_shared<LiveStore>(options.directory, head))
        , ring(options, head, *store)
    {
        stage.resize(stageBytes);
        indexStage.resize(stageRows * layout::recordBytes);
    }

    bool onOwnThread();
    quint64 logical(quint64 in) const { return ring.payloadNumber() * head.payloadSegmentBytes + in; }
    quint64 largestPayload() const
    {
        return head.payloadSegmentBytes - layout::segmentHeadBytes - layout::recordBytes;
    }
    bool prepare(quint64 bytes);
    Result<void> takeSegments(quint64 bytes);
    void add(Record record, QByteArrayView payload);
    void stageWhole(const uchar *header, QByteArrayView payload);
    void writeDirect(const uchar *header, QByteArrayView payload);
    bool flushStage();
    Result<void> writeIndex();
    bool commit();
    void fail(const NetError &why);
    bool tryResume();

    const Clock &clock;
    const SteadyNs startedAt;
    const layout::Head head;
    const std::shared_ptr<LiveStore> store;
    SegmentRing ring;

    RecordingState state = RecordingState::Recording;
    NetError error;
    quint64 dropped = 0;

    RowNumber row = 0;          // of the next record
    RowNumber committedRow = 0; // rows from here on wait in indexStage
    quint64 at = 0;             // where the next record goes in the payload segment
    quint64 committedAt = 0;
    quint64 staged = 0; // bytes of stage that end at `at` and are not in the file
    quint64 wanted = 0; // bytes that the record wanted which stopped us
    std::vector<uchar> stage;
    std::vector<uchar> indexStage;
    SteadyNs vanishedCheckAt = 0;
    Qt::HANDLE thread = nullptr;
};

bool RecordingWriter::Private::onOwnThread()
{
    if (!thread)
        thread = QThread::currentThreadId();
    return thread == QThread::currentThreadId();
}

Result<void> RecordingWriter::Private::takeSegments(quint64 bytes)
{
    if (!ring.hasPayloadSegment() || at + bytes > head.payloadSegmentBytes) {
        if (const auto taken = ring.nextPayloadSegment(row); !taken)
            return taken;
        at = committedAt = layout::segmentHeadBytes;
        store->publish(row, logical(at));
    }
    const quint64 index = row / head.indexSegmentRows;
    return ring.hasIndexSegment(index) ? Result<void>() : ring.takeIndexSegment(index);
}

/// Makes sure that a record of so many bytes has its place. A segment is left only when all in it is
/// committed.
bool RecordingWriter::Private::prepare(quint64 bytes)
{
    const bool placed = ring.hasPayloadSegment() && at + bytes <= head.payloadSegmentBytes &&
                        ring.hasIndexSegment(row / head.indexSegmentRows);
    if (placed)
        return true;
    if (!commit())
        return false;
    const auto taken = takeSegments(bytes);
    if (!taken) {
        wanted = bytes;
        fail(taken.error());
    }
    return taken.has_value();
}

void RecordingWriter::Private::stageWhole(const uchar *header, QByteArrayView payload)
{
    const quint64 bytes = layout::stride(quint32(payload.size()));
    uchar *to = stage.data() + staged;
    std::memcpy(to, header, layout::recordBytes);
    if (!payload.isEmpty())
        std::memcpy(to + layout::recordBytes, payload.data(), std::size_t(payload.size()));
    const quint64 used = layout::recordBytes + quint64(payload.size());
    std::memset(to + used, 0, bytes - used);
    staged += bytes;
    at += bytes;
}

void RecordingWriter::Private::writeDirect(const uchar *header, QByteArrayView payload)
{
    std::memcpy(stage.data() + staged, header, layout::recordBytes);
    const quint64 bytes = layout::stride(quint32(payload.size()));
    const quint64 rest = bytes - layout::recordBytes - quint64(payload.size());
    std::array<iovec, 3> parts{iovec{stage.data(), staged + layout::recordBytes},
                               iovec{const_cast<char *>(payload.data()), std::size_t(payload.size())},
                               iovec{const_cast<uchar *>(padding), rest}};
    const auto written = ring.disk().write(ring.payloadFile(), parts, at - staged);
    staged = 0;
    at += bytes;
    if (!written)
        fail(written.error());
}

void RecordingWriter::Private::add(Record record, QByteArrayView payload)
{
    const bool direct = payload.size() >= qsizetype(directBytes);
    const quint64 needed = direct ? layout::recordBytes : layout::stride(quint32(payload.size()));
    if ((staged + needed > stageBytes || row - committedRow == stageRows) && !commit()) {
        ++dropped;
        return;
    }
    record.offset = logical(at) + layout::recordBytes;
    record.length = quint32(payload.size());
    record.payloadCrc = crc32c(payload.data(), std::size_t(payload.size()));
    uchar *header = indexStage.data() + (row - committedRow) * layout::recordBytes;
    layout::packRecord(header, record, row);
    ++row;
    if (direct)
        writeDirect(header, payload);
    else
        stageWhole(header, payload);
}

bool RecordingWriter::Private::flushStage()
{
    const auto written = ring.disk().write(ring.payloadFile(), stage.data(), staged, at - staged);
    staged = 0;
    if (!written)
        fail(written.error());
    return written.has_value();
}

Result<void> RecordingWriter::Private::writeIndex()
{
    // prepare() commits before a row of the next index segment is taken: these rows are all in one.
    const quint64 slot = committedRow % head.indexSegmentRows;
    return ring.disk().write(ring.indexFile(), indexStage.data(), (row - committedRow) * layout::recordBytes,
                             slot * layout::recordBytes);
}

bool RecordingWriter::Private::commit()
{
    if (row == committedRow || state != RecordingState::Recording)
        return state == RecordingState::Recording;
    if (!flushStage())
        return false;
    if (const auto written = writeIndex(); !written) {
        fail(written.error());
        return false;
    }
    committedRow = row;
    committedAt = at;
    store->publish(row, logical(at));
    if (const SteadyNs now = clock.steadyNow(); now - vanishedCheckAt >= vanishedCheckNs) {
        vanishedCheckAt = now;
        if (ring.hasVanished())
            fail(NetError::fromErrno(ENOENT, "record"));
    }
    return state == RecordingState::Recording;
}

/// Stops at the last committed record: what waited is dropped, and counted.
void RecordingWriter::Private::fail(const NetError &why)
{
    error = why;
    state = stateFor(why);
    dropped += row - committedRow;
    row = committedRow;
    at = committedAt;
    staged = 0;
}

bool RecordingWriter::Private::tryResume()
{
    if (state == RecordingState::Recording)
        return true;
    Result<void> ready;
    if (ring.hasVanished() || !ring.hasPayloadSegment()) {
        if (ring.hasPayloadSegment())
            ring.forget();
        ready = ring.makeDirectory();
        if (!ready && ready.error().sysErrno == EEXIST)
            ready = {}; // made by an earlier try that found no room for the segments
    }
    if (ready)
        ready = takeSegments(std::max<quint64>(wanted, layout::recordBytes));
    if (ready && at + sizeof padding <= head.payloadSegmentBytes)
        ready = ring.disk().write(ring.payloadFile(), padding, sizeof padding,
                                  at); // does the disk take bytes again?
    if (!ready) {
        error = ready.error();
        state = stateFor(error);
        return false;
    }
    state = RecordingState::Recording;
    error = NetError();
    wanted = 0;
    return true;
}

RecordingWriter::RecordingWriter(std::unique_ptr<Private> p) : d(std::move(p)) {}

RecordingWriter::~RecordingWriter()
{
    d->commit();
    d->store->finish();
}

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(const RecordingOptions &options,
                                                                 const Clock &clock)
{
    const layout::Head head = makeHead(options, clock);
    if (options.directory.isEmpty() || !layout::unpackHead(layout::packHead(head)))
        return refused(NetError::invalid(NETCORE_REASON("the sizes of the recording are out of range")));
    auto d = std::make_unique<Private>(options, head, clock);
    if (const auto made = d->ring.makeDirectory(); !made)
        return refused(made.error());
    if (const auto taken = d->takeSegments(layout::recordBytes); !taken)
        return refused(taken.error());
    return std::unique_ptr<RecordingWriter>(new RecordingWriter(std::move(d)));
}

SteadyNs RecordingWriter::now() const
{
    return d->clock.steadyNow() - d->startedAt;
}

void RecordingWriter::append(const Record &head, QByteArrayView payload)
{
    Q_ASSERT(d->onOwnThread());
    Q_ASSERT(payload.size() <= qsizetype(Record::maxPayload));
    const bool fits =
        quint64(payload.size()) <= d->largestPayload() && payload.size() <= qsizetype(Record::maxPayload);
    if (d->state != RecordingState::Recording || !fits ||
        !d->prepare(layout::stride(quint32(payload.size())))) {
        ++d->dropped;
        return;
    }
    d->add(head, payload);
}

void RecordingWriter::commit()
{
    Q_ASSERT(d->onOwnThread());
    d->commit();
}

bool RecordingWriter::hasUncommitted() const
{
    return d->row != d->committedRow;
}

RecordingState RecordingWriter::state() const
{
    return d->state;
}

NetError RecordingWriter::error() const
{
    return d->error;
}

quint64 RecordingWriter::droppedRecords() const
{
    return d->dropped;
}

bool RecordingWriter::tryResume()
{
    Q_ASSERT(d->onOwnThread());
    return d->tryResume();
}

void RecordingWriter::setBound(AtBound atBound, quint64 maxBytes)
{
    Q_ASSERT(d->onOwnThread());
    d->ring.setBound(atBound, maxBytes);
    if (d->state == RecordingState::StoppedAtBound)
        d->tryResume();
}

std::shared_ptr<const RecordingStore> RecordingWriter::store() const
{
    return d->store;
}

} // namespace netcore
