#pragma once

#include "app/workspace/workspace.h"
#include "netcore/automation/recordedspec.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>

namespace app {

/// Opens chosen sessions of a workspace on an engine; one that takes its port from another waits until that
/// one is bound, one that answers as a recorded peer until its recording has been looked through.
///
/// Lifetime   the engine must outlive it
/// Thread     the engine handle's; recordings are looked through in a pool
class SessionOpener : public QObject
{
    Q_OBJECT

public:
    explicit SessionOpener(netcore::EngineHandle &engine, QObject *parent = nullptr);
    ~SessionOpener() override;

    /// The workspace's: recordings are named relative to it.
    void setFolder(const QString &folder) { m_folder = folder; }

    void open(const QList<WorkspaceSession> &sessions);
    /// None until it has been asked for.
    netcore::SessionId idOf(const QString &name) const { return m_ids.value(name); }
    /// Sessions that still wait for another's port, or for their recording.
    qsizetype waiting() const { return m_waiting.size() + m_loading; }

Q_SIGNALS:
    void opened(const QString &name, netcore::SessionId id);
    /// A session whose port would come from one that failed, or was not opened; or whose recording is gone or
    /// another one.
    void refused(const QString &name, const QString &sentence);

private:
    void take(const netcore::EngineDelta &delta);
    void openNow(const netcore::SessionRequest &request);
    netcore::SessionId openAs(const netcore::SessionRequest &request);
    void openRecorded(const netcore::SessionRequest &request);
    void recordingRead(netcore::SessionRequest request, const netcore::RecordedSpec &spec,
                       const netcore::Result<std::shared_ptr<const netcore::ReplayScript>> &script);
    void refuse(const QString &name, const QString &sentence);
    void openWaiting(const netcore::SessionSnapshot &bound);
    void refuseWaiting(const QString &portOf);
    QList<WorkspaceSession> takeWaiting(const QString &portOf);

    netcore::EngineHandle &m_engine;
    QHash<QString, netcore::SessionId> m_ids;
    QList<WorkspaceSession> m_waiting;
    QString m_folder;
    qsizetype m_loading = 0;
    std::shared_ptr<std::atomic<bool>> m_cancelled = std::make_shared<std::atomic<bool>>(false);
    QThreadPool m_pool;
};

} // namespace app
