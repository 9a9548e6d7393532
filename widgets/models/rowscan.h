#pragma once

#include "netcore/recording/recordingstore.h"
#include "widgets/models/shownrows.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace models {

enum class RowVerdict : quint8 {
    Outside, // such records are never part of this view, and are not counted
    Hidden,
    Shown,
};

/// Says whether a record is shown. Called in a pool thread; must be a pure function of the recording.
using RowTest = std::function<RowVerdict(const netcore::RecordingReader &, const netcore::Record &)>;

/// Goes through a recording in a pool thread and goes on as it grows: which rows are shown?
///
/// Stale    each restart has a generation; results of an older one are dropped
/// Limits   one slice of at most sliceRows rows or about 50 ms at a time, so that the first rows show at once
/// Thread   GUI thread; the test runs in the scan's own pool thread
class RowScan : public QObject
{
    Q_OBJECT

public:
    static constexpr quint64 sliceRows = 1u << 18;

    explicit RowScan(QObject *parent = nullptr);
    ~RowScan() override;

    /// Starts again from the oldest row; a null store shows nothing.
    void restart(std::shared_ptr<const netcore::RecordingStore> store, RowTest test);
    /// Looks for new and vanished rows. Called by a timer, at most 30 times a second.
    void poll();

    const ShownRows &rows() const { return m_rows; }
    quint64 hidden() const { return m_hidden; } // since the restart
    bool isBehind() const;                      // there are committed records not looked at yet
    bool isPast(netcore::RowNumber row) const { return row < m_next; }

Q_SIGNALS:
    void rowsChanged();
    void progressed(quint64 done, quint64 total);

private:
    void startSlice();
    struct Slice
    {
        netcore::RowNumber next = 0;
        quint64 hidden = 0;
        QList<netcore::RowNumber> found;
    };
    static Slice scan(const std::shared_ptr<const netcore::RecordingStore> &store, const RowTest &test,
                      netcore::RowNumber from, const std::function<bool()> &stale);
    void takeSlice(quint64 generation, const Slice &slice);

    std::shared_ptr<const netcore::RecordingStore> m_store;
    RowTest m_test;
    ShownRows m_rows;
    netcore::RowNumber m_next = 0;
    quint64 m_hidden = 0;
    bool m_running = false;
    std::shared_ptr<std::atomic<quint64>> m_generation;
    QThreadPool m_pool; // last: goes first, so that no slice outlives what it uses
};

} // namespace models
