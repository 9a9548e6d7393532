#pragma once

#include "netcore/automation/responderfactory.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/session/enginehandle.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <vector>

/// An engine under test, with all that it has told: the newest snapshots, the failures, the ends of sends.
class EngineBench : public QObject
{
    Q_OBJECT

public:
    explicit EngineBench(bool plainPoller = false, netcore::EngineOptions options = {});

    netcore::EngineHandle &engine() { return *m_engine; }
    void stop() { m_engine.reset(); }

    netcore::SessionId open(const QString &spec, const QString &responder = {}, const QString &framing = {});
    /// The spec of a client to what a listener is bound to.
    QString specOf(netcore::SessionId listener, qsizetype local = 0) const;

    netcore::SessionSnapshot session(netcore::SessionId id) const { return m_sessions.value(id); }
    netcore::ConnectionSnapshot connection(netcore::ConnectionId id) const { return m_connections.value(id); }
    QList<netcore::ConnectionSnapshot> connectionsOf(netcore::SessionId id) const;
    QList<netcore::ConnectionSnapshot> liveOf(netcore::SessionId id) const;
    /// The first connection of a session, or an empty snapshot.
    netcore::ConnectionSnapshot only(netcore::SessionId id) const;

    /// What the recording holds of a connection in one direction, put together.
    QByteArray recorded(netcore::ConnectionId id, netcore::Direction direction) const;
    QList<QByteArray> payloads(netcore::RecordKind kind,
                               netcore::ConnectionId id = netcore::ConnectionId::None) const;
    bool hasNotice(const char *what) const;
    std::shared_ptr<const netcore::RecordingStore> recordingStore() const { return m_recording; }

    QList<netcore::Failure> failures;
    QList<netcore::SendOutcome> outcomes;
    QList<netcore::SessionSnapshot> sessionHistory;
    QList<netcore::ConnectionId> removed;
    netcore::RecordingSnapshot recordingState;

private:
    void take(const netcore::EngineDelta &delta);

    std::unique_ptr<netcore::EngineHandle> m_engine;
    std::shared_ptr<const netcore::RecordingStore> m_recording;
    QHash<netcore::SessionId, netcore::SessionSnapshot> m_sessions;
    QHash<netcore::ConnectionId, netcore::ConnectionSnapshot> m_connections;
};
