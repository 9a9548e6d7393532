#pragma once

#include "netcore/base/ids.h"
#include "netcore/framing/framingguess.h"
#include "netcore/recording/recordingstore.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace models {

/// Guesses the framing of a connection in a pool, without holding anybody up.
///
/// Stale    start() and cancel() end an earlier guess in silence
/// Thread   GUI thread
class GuessJob : public QObject
{
    Q_OBJECT

public:
    explicit GuessJob(QObject *parent = nullptr);
    ~GuessJob() override;

    void start(const std::shared_ptr<const netcore::RecordingStore> &store, netcore::ConnectionId connection);
    void cancel();

Q_SIGNALS:
    void progressed(double done); // 0 to 1
    void finished(const std::vector<netcore::FramingGuess> &guesses);

private:
    std::shared_ptr<std::atomic<bool>> m_cancelled; // of the job that runs
    QThreadPool m_pool;                             // last: goes first, so that no job outlives what it uses
};

} // namespace models
