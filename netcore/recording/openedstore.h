#pragma once

#include "netcore/recording/damagecounter.h"
#include "netcore/recording/recordingstore.h"

namespace netcore {

/// A recording on disk that nobody writes any more (or that we may only look at): a directory or a saved
/// file.
///
/// Limits   reads 4 KiB a segment when it is opened, and the newest payload segment to find its end; what a
///          file declares is compared with its real size before it is believed
/// Errors   open() is refused with the file's errno, or Damaged where it is no recording
/// Thread   any thread; does not change after open()
class OpenedStore final : public RecordingStore
{
public:
    static Result<std::shared_ptr<const RecordingStore>> open(const QString &path);

    RowNumber firstRow() const override { return m_firstRow; }
    RowNumber rowCount() const override { return m_rowCount; }
    quint64 bytesStored() const override { return m_bytes; }
    WallNs startedAt() const override { return m_head.startedAt; }
    bool isLive() const override { return false; }
    quint64 damagedRows() const override { return m_damage.count(); }
    quint64 tornBytes() const override { return m_tornBytes; }
    QString location() const override { return m_path; }

    const layout::Head &head() const override { return m_head; }
    quint64 firstSegment() const override { return 0; } // nothing is overwritten
    std::vector<quint64> segments(layout::SegmentKind kind) const override;
    quint64 generation() const override { return 0; }
    Result<SegmentSource> openSegment(layout::SegmentKind kind, quint64 number) const override;
    void countDamage(quint64 key) const override { m_damage.add(key); }

private:
    struct Section
    {
        layout::SegmentKind kind;
        quint64 number;
        quint64 offset; // in the saved file
        quint64 length;
    };

    Result<void> openDirectory();
    Result<void> openFile();
    void addSegmentFile(const QString &name);
    Result<void> findEnds();

    QString m_path;
    bool m_isFile = false;
    layout::Head m_head;
    std::vector<Section> m_sections; // ascending by kind and number
    RowNumber m_firstRow = 0;
    RowNumber m_rowCount = 0;
    quint64 m_bytes = 0;
    quint64 m_tornBytes = 0;
    mutable DamageCounter m_damage;
};

} // namespace netcore
