#pragma once

#include "app/workspace/workspace.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace app {

/// Opens chosen sessions of a workspace on an engine; one that takes its port from another waits until that
/// one is bound.
///
/// Lifetime   the engine must outlive it
/// Thread     the engine handle's
class SessionOpener : public QObject
{
    Q_OBJECT

public:
    explicit SessionOpener(netcore::EngineHandle &engine, QObject *parent = nullptr);

    void open(const QList<WorkspaceSession> &sessions);
    /// None until it has been asked for.
    netcore::SessionId idOf(const QString &name) const { return m_ids.value(name); }
    /// Sessions that still wait for another's port.
    qsizetype waiting() const { return m_waiting.size(); }

Q_SIGNALS:
    void opened(const QString &name, netcore::SessionId id);
    /// A session whose port would come from one that failed, or was not opened.
    void refused(const QString &name, const QString &sentence);

private:
    void take(const netcore::EngineDelta &delta);
    void openNow(const netcore::SessionRequest &request);
    void openWaiting(const netcore::SessionSnapshot &bound);
    void refuseWaiting(const QString &portOf);
    QList<WorkspaceSession> takeWaiting(const QString &portOf);

    netcore::EngineHandle &m_engine;
    QHash<QString, netcore::SessionId> m_ids;
    QList<WorkspaceSession> m_waiting;
};

} // namespace app
