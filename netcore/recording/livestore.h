#pragma once

#include "netcore/recording/damagecounter.h"
#include "netcore/recording/recordingstore.h"

namespace netcore {

/// The recording that this process is writing, as its readers see it. The writer publishes into it; what the
/// two share is these atomics and the files.
///
/// Order    a row's bytes are in the files before the count says so (release); the first row says that a
///          segment is gone before its file is overwritten, so a reader that copies and then asks again is
///          safe
/// Thread   reading functions from any thread; publish, evict, restart and finish from the writer's
class LiveStore final : public RecordingStore
{
public:
    LiveStore(const QString &directory, const layout::Head &head);

    RowNumber firstRow() const override { return m_firstRow.load(std::memory_order_acquire); }
    RowNumber rowCount() const override { return m_rowCount.load(std::memory_order_acquire); }
    quint64 bytesStored() const override;
    WallNs startedAt() const override { return m_head.startedAt; }
    bool isLive() const override { return m_live.load(std::memory_order_relaxed); }
    quint64 damagedRows() const override { return m_damage.count(); }
    quint64 tornBytes() const override { return 0; }
    QString location() const override { return m_directory; }

    const layout::Head &head() const override { return m_head; }
    quint64 firstSegment() const override { return m_firstSegment.load(std::memory_order_acquire); }
    std::vector<quint64> segments(layout::SegmentKind kind) const override;
    quint64 generation() const override { return m_generation.load(std::memory_order_acquire); }
    Result<SegmentSource> openSegment(layout::SegmentKind kind, quint64 number) const override;
    void countDamage(quint64 key) const override { m_damage.add(key); }

    void publish(RowNumber rowCount, quint64 endOffset);
    /// Rows before `firstRow` are gone: their segments will be overwritten from now on.
    void evict(RowNumber firstRow, quint64 firstSegment);
    /// Everything so far is gone; the files are made anew.
    void restart(quint64 firstSegment);
    void finish() { m_live.store(false, std::memory_order_relaxed); }

private:
    const QString m_directory;
    const layout::Head m_head;
    std::atomic<RowNumber> m_firstRow{0};
    std::atomic<RowNumber> m_rowCount{0};
    std::atomic<quint64> m_firstSegment{0};
    std::atomic<quint64> m_endOffset{layout::segmentHeadBytes};
    std::atomic<quint64> m_generation{0};
    std::atomic<bool> m_live{true};
    mutable DamageCounter m_damage;
};

/// Opens a segment file of a recording's directory for reading.
Result<SegmentSource> openSegmentFile(const QString &directory, layout::SegmentKind kind, quint64 number);

} // namespace netcore
