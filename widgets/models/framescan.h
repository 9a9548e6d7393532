#pragma once

#include "netcore/frames/framefilter.h"
#include "netcore/frames/frameindexer.h"
#include "widgets/models/shownrows.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace models {

/// Cuts the frames of one connection in a pool thread, goes on as the recording grows, and chooses those that
/// a filter wants.
///
/// Silence  where a pause completes a frame (`idle`), the newest one is complete once the pause has passed
/// Stale    each question has a generation; results of an older one are dropped
/// Limits   one slice of about 50 ms at a time, so that the first frames show at once; at most 30 results a
/// second Thread   GUI thread; the cutting runs in the scan's own pool thread
class FrameScan : public QObject
{
    Q_OBJECT

public:
    explicit FrameScan(QObject *parent = nullptr);
    ~FrameScan() override;

    /// A null store, or no connection, shows nothing. What was cut stays until the first new frames are
    /// there.
    void setRecording(std::shared_ptr<const netcore::RecordingStore> store);
    /// Errors   those of makeFramer(); then nothing changes
    netcore::Result<void> setQuestion(netcore::ConnectionId connection, const QString &framing);
    void setFilter(const netcore::FrameFilter &filter);
    /// Asked before each slice: nothing is cut while nobody looks.
    void setWanted(std::function<bool()> wanted) { m_wanted = std::move(wanted); }
    /// Leaves the rest uncut until resume().
    void cancel();
    void resume();
    bool isCancelled() const { return m_cancelled; }
    void poll();

    const std::shared_ptr<const netcore::RecordingStore> &store() const { return m_store; }
    netcore::ConnectionId connection() const { return m_connection; }
    QString framing() const { return m_framing; }
    /// Never null; a snapshot that may be kept and read in other threads.
    const std::shared_ptr<const netcore::FrameIndex> &index() const { return m_index; }
    /// Positions in the index of the frames that the filter wants.
    const ShownRows &shown() const { return m_shown; }
    const netcore::FrameStatistics &statistics() const { return m_statistics; } // of those
    quint64 hidden() const { return m_hidden; }
    bool isBehind() const;
    quint64 rowsDone() const;
    quint64 rowsInAll() const;

Q_SIGNALS:
    void restarted(); // the positions mean other frames now
    void changed();   // more frames, or others are shown

private:
    struct Job; // owned by the slice that runs
    struct Slice;

    void restart();
    void startSlice(unsigned silent = 0);
    unsigned silentDirections() const;
    void watchSilence(const Slice &slice);
    static Slice cut(Job &job, const std::shared_ptr<const netcore::RecordingStore> &store,
                     const std::function<bool()> &stale);
    void takeSlice(quint64 generation, const Slice &slice);
    void takeShown(const Slice &slice);

    std::shared_ptr<const netcore::RecordingStore> m_store;
    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    QString m_framing;
    netcore::FrameFilter m_filter;
    quint64 m_filterNumber = 0;
    std::function<bool()> m_wanted;
    std::shared_ptr<Job> m_job;
    std::shared_ptr<const netcore::FrameIndex> m_index;
    ShownRows m_shown;
    netcore::FrameStatistics m_statistics;
    quint64 m_hidden = 0;
    quint64 m_shownTo = 0; // frames before this one have met the filter
    struct Silence
    {
        std::optional<netcore::SteadyNs> completes; // after so long
        quint64 streamEnd = 0;
        netcore::SteadyNs since = 0; // by our clock, when the last read had been seen
    };
    std::array<Silence, 2> m_silences; // in, out
    bool m_fresh = false;              // nothing of the present question has come yet
    bool m_finished = false;
    bool m_running = false;
    bool m_cancelled = false;
    QTimer m_timer;
    std::shared_ptr<std::atomic<quint64>> m_generation;
    QThreadPool m_pool; // last: goes first, so that no slice outlives what it uses
};

} // namespace models
