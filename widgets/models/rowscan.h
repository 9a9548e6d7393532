#pragma once

#include "netcore/recording/recordingstore.h"
#include "widgets/models/shownrows.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>

namespace models {

enum class RowVerdict : quint8 {
    Outside, // such records are never part of this view, and are not counted
    Hidden,
    Shown,
};

/// Says whether a record is shown. Called in a pool thread; must be a pure function of the recording.
using RowTest = std::function<RowVerdict(const netcore::RecordingReader &, const netcore::Record &)>;

/// The same for up to 64 records at once, as bit masks: bit i stands for records[i].
struct RowVerdicts
{
    quint64 shown = 0;
    quint64 hidden = 0;
};
/// `present` has a bit for each record that is there; the others mean nothing.
using RowSieve = std::function<RowVerdicts(const netcore::RecordingReader &, std::span<const netcore::Record>,
                                           quint64 present)>;

/// Goes through a recording in a pool and goes on as it grows: which rows are shown?
///
/// Order    stretches of rows are looked at side by side, one for each processor; results come in the order
/// of
///          the rows
/// Stale    each restart has a generation; results of an older one are dropped
/// Limits   a stretch is a few tens of milliseconds of work (endOfStretch), so that the first rows show at
///          once; signals come at most 30 times a second
/// Thread   GUI thread; the test runs in the scan's own pool
class RowScan : public QObject
{
    Q_OBJECT

public:
    explicit RowScan(QObject *parent = nullptr);
    ~RowScan() override;

    /// Starts again from the oldest row; a null store shows nothing.
    void restart(std::shared_ptr<const netcore::RecordingStore> store, RowSieve sieve);
    void restart(std::shared_ptr<const netcore::RecordingStore> store, const RowTest &test);
    /// Looks for new and vanished rows. Called by a timer, at most 30 times a second.
    void poll();
    /// Stays where it is, with what it has found, until it is told to go on.
    void stop();
    void goOn();
    bool isStopped() const { return m_stopped; }

    const ShownRows &rows() const { return m_rows; }
    quint64 hidden() const { return m_hidden; } // since the restart
    bool isBehind() const;                      // there are committed records not looked at yet
    bool isPast(netcore::RowNumber row) const { return row < m_next; }

Q_SIGNALS:
    void rowsChanged();
    void progressed(quint64 done, quint64 total);

private:
    struct Stretch
    {
        netcore::RowNumber end = 0;
        quint64 hidden = 0;
        netcore::RowSet found;
    };
    using Stale = std::function<bool()>;
    void forgetRunning();
    void startStretches();
    static Stretch scan(const netcore::RecordingReader &reader, const RowSieve &sieve,
                        netcore::RowNumber from, netcore::RowNumber to, const Stale &stale);
    void takeStretch(quint64 generation, netcore::RowNumber from, Stretch stretch);
    void tellSoon();
    void tell();

    std::shared_ptr<const netcore::RecordingStore> m_store;
    RowSieve m_sieve;
    ShownRows m_rows;
    netcore::RowNumber m_next = 0;                                  // rows before it are in m_rows
    netcore::RowNumber m_issued = 0;                                // rows before it are given to the pool
    std::map<netcore::RowNumber, std::optional<Stretch>> m_running; // by where they begin
    quint64 m_hidden = 0;
    bool m_stopped = false;
    bool m_untold = false;
    QElapsedTimer m_told;
    std::shared_ptr<std::atomic<quint64>> m_generation;
    QThreadPool m_pool; // last: goes first, so that no stretch outlives what it uses
};

} // namespace models
