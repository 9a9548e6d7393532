#pragma once

#include "netcore/frames/bytehistory.h"
#include "widgets/models/bytesource.h"
#include "widgets/models/framescan.h"
#include "widgets/models/rowsource.h"

namespace models {

/// The shown frames of a scan as rows of a table; with a structure, its fields are columns of their own.
///
/// Lifetime   the scan outlives it
/// Limits     reads at most 64 KiB of a frame for its fields and its fault
/// Thread     GUI thread
class FrameRows final : public RowSource
{
public:
    enum Columns { Number, Time, Delta, Way, Offset, Length, Reads, Preview, FieldColumns };

    explicit FrameRows(const FrameScan &scan);
    ~FrameRows() override;

    /// What changed: another store, framing or index. Cheap.
    void refresh();
    /// Columns for these fields; a group has none. Null: no field columns.
    void setStructure(std::shared_ptr<const netcore::Structure> structure);
    const std::shared_ptr<const netcore::Structure> &structure() const { return m_structure; }
    /// Those that have a column, in the order of the columns from FieldColumns on.
    const QList<netcore::FieldDeclaration> &fields() const { return m_fields; }

    quint64 firstRow() const override { return m_scan.shown().first(); }
    quint64 endRow() const override { return m_scan.shown().end(); }
    QList<Column> columns() const override;
    Cell cell(quint64 row, int column) const override;

    /// The frame of a row, as a position in the index.
    std::optional<quint64> positionAt(quint64 row) const;
    std::optional<netcore::IndexedFrame> frameAt(quint64 row) const;
    QByteArray bytesOf(const netcore::IndexedFrame &frame, qsizetype most = -1) const;
    /// Without header and trailer, as the framing means it.
    QByteArray payloadOf(const netcore::IndexedFrame &frame) const;

private:
    struct Looked; // one row's facts, kept while its cells are asked for
    const Looked *look(quint64 row) const;
    QString faultOf(const Looked &looked) const;
    Cell previewCell(const Looked &looked) const;
    Cell fieldCell(const Looked &looked, int column) const;

    const FrameScan &m_scan;
    std::shared_ptr<const netcore::RecordingStore> m_store;
    std::unique_ptr<netcore::RecordingReader> m_reader;
    QString m_framing;
    std::unique_ptr<netcore::Framer> m_framer;
    std::shared_ptr<const netcore::Structure> m_structure;
    QList<netcore::FieldDeclaration> m_fields; // those with a column
    netcore::FieldsOf m_fieldsOf;
    mutable std::unique_ptr<Looked> m_looked;
};

/// One of a connection's streams as bytes to look at. Reads short where records are gone.
std::shared_ptr<const ByteSource> streamByteSource(std::shared_ptr<const netcore::RecordingStore> store,
                                                   std::shared_ptr<const netcore::FrameIndex> index,
                                                   netcore::Direction direction);

} // namespace models
