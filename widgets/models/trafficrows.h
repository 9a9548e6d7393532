#pragma once

#include "netcore/recording/recordingstore.h"
#include "widgets/models/recordtext.h"
#include "widgets/models/rowsource.h"
#include "widgets/models/shownrows.h"

#include <memory>
#include <optional>

namespace models {

/// Rows over the shown records of a recording. Keeps the two records it read last and nothing else.
///
/// Thread   GUI thread
class RecordRows : public RowSource
{
public:
    /// REQUIRES: the rows outlive this.
    explicit RecordRows(const ShownRows &shown);
    ~RecordRows() override;

    void setStore(std::shared_ptr<const netcore::RecordingStore> store);
    quint64 firstRow() const override { return m_shown.first(); }
    quint64 endRow() const override { return m_shown.end(); }

    struct Row
    {
        netcore::RowNumber number = 0;
        netcore::Record record;
    };
    /// Nothing where the record has just vanished.
    std::optional<Row> rowAt(quint64 position) const;
    QByteArray payloadOf(const Row &row, qsizetype most) const;
    QByteArray partOf(const Row &row, qsizetype from, qsizetype length) const;

protected:
    Cell numberCell(const Row &row) const;
    Cell timeCell(const Row &row) const;
    static Cell connectionCell(const Row &row);
    /// Time since the row above, nothing for the first.
    std::optional<netcore::SteadyNs> deltaAt(quint64 position, const Row &row) const;

private:
    const ShownRows &m_shown;
    std::shared_ptr<const netcore::RecordingStore> m_store;
    std::unique_ptr<netcore::RecordingReader> m_reader;
    struct Slot
    {
        quint64 position = ~0ull;
        Row row;
    };
    mutable Slot m_slots[2];
    mutable ClockTexts m_clock;
};

/// What passed: data and the events around it.
class TrafficRows final : public RecordRows
{
public:
    enum Columns { Number, Time, Delta, Connection, Way, Kind, Length, Preview, ColumnCount };
    using RecordRows::RecordRows;

    QList<Column> columns() const override;
    Cell cell(quint64 position, int column) const override;

private:
    Cell previewCell(const Row &row) const;
    bool tellsFault(const Row &row) const;
};

/// A fault that a person should see: a refusal, a truncated datagram, a connection that failed.
bool isFault(const netcore::Record &record);

} // namespace models
