#pragma once

#include "netcore/dissect/dissectedpacket.h"
#include "netcore/dissect/dissectselection.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <chrono>
#include <memory>

namespace netcore {

struct DissectOptions
{
    QString decodeAs; // a protocol for every port; empty: as tshark thinks
    DissectLimits limits;
    std::chrono::milliseconds time = std::chrono::seconds(30);
    qint64 output = 128 << 20; // bytes of tshark's answer
};

/// How a decoding ended. What was decoded before an error stays decoded.
struct DissectOutcome
{
    NetError error; // NotFound with call "tshark": it is not installed
    QString said;   // tshark's own words about the error; only through models::plain()
    int exitCode = 0;
    quint64 records = 0;           // chunks and datagrams that tshark was given
    quint64 packets = 0;           // of them, packets decoded
    quint64 dropped = 0;           // nodes beyond the limits
    std::optional<RowNumber> next; // where the range goes on beyond the limits
};

/// Has tshark decode a part of a recording.
///
/// Writes     a capture with synthesised headers, readable by the user alone, removed when it is over
/// Network    none: tshark reads a file and resolves no names
/// Limits     DissectOptions; tshark is ended when it takes longer or writes more, and the outcome says so
/// Stale      start() and cancel() end an earlier decoding; after cancel() the outcome is Cancelled
/// Thread     the thread it lives in; the capture is written in a pool, nothing blocks
class Dissection : public QObject
{
    Q_OBJECT

public:
    explicit Dissection(QObject *parent = nullptr);
    ~Dissection() override;

    void start(const std::shared_ptr<const RecordingStore> &store, const ExportRange &range,
               const DissectOptions &options = {});
    void cancel();
    bool isRunning() const;

Q_SIGNALS:
    void decoded(const std::vector<netcore::DissectedPacket> &packets); // in the order of the recording
    void progressed(double done);                                       // 0 to 1
    void finished(const netcore::DissectOutcome &outcome);

private:
    class Run;
    void end(DissectOutcome outcome);

    std::unique_ptr<Run> m_run; // of tshark
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    DissectOptions m_options;
    QThreadPool m_pool; // last: goes first, so that no job outlives what it uses
};

} // namespace netcore
