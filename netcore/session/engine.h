#pragma once

#include "netcore/session/enginecore.h"
#include "netcore/session/journal.h"
#include "netcore/socket/finetimer.h"
#include "netcore/socket/poller.h"
#include "netcore/socket/syscalls.h"

#include <QtCore/QObject>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace netcore {

/// The sessions, their connections and the recording, in one thread.
///
/// Deltas     33 ms after the first change, with all that has changed until then
/// Recording  committed at the end of a turn of the poller and before the thread sleeps, or where that was
/// less
///            than a millisecond ago, when the millisecond is over; descriptions of what lives are written
///            again before a ring overwrites them
/// Thread     made, used and destroyed in the engine's thread; asserted
class Engine final : public QObject, private EngineCore
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<Engine>> create(const EngineOptions &options);
    ~Engine() override;

    std::shared_ptr<const RecordingStore> recording() const { return m_writer->store(); }

    void open(SessionId id, const SessionRequest &request);
    void closeSession(SessionId id);
    void removeSession(SessionId id);
    void clearEnded(SessionId id);
    void retry(SessionId id);
    void stopReconnecting(SessionId id);
    void send(ConnectionId id, const QByteArray &payload, SendId sendId);
    void sendToAll(SessionId id, const QByteArray &payload, SendId sendId);
    void sendTo(SessionId id, const QString &to, const QByteArray &payload, SendId sendId);
    void shutdownWrite(ConnectionId id);
    void setNoDelay(ConnectionId id, bool on);
    void closeConnection(ConnectionId id);
    void resetConnection(ConnectionId id);
    void resumeResponder(ConnectionId id);
    void setResponder(SessionId id, const QString &spec);
    void answerWith(SessionId id, const ResponderMaker &make, const QString &name);
    void setFraming(SessionId id, const QString &spec);
    void setAtBound(AtBound atBound, quint64 maxBytes);
    void resumeRecording();
    void note(ConnectionId id, const QString &text);
    void observe(const QList<ConnectionId> &visible, const QList<SessionId> &sessions);

Q_SIGNALS:
    void changed(const netcore::EngineDelta &delta);
    void failed(const netcore::Failure &failure);
    void sendFinished(const netcore::SendOutcome &outcome);

private:
    Engine(const EngineOptions &options, std::unique_ptr<RecordingWriter> writer,
           std::unique_ptr<Poller> poller);

    const EngineOptions &options() const override { return m_options; }
    const Clock &clock() const override { return m_clock; }
    Syscalls &calls() override { return m_calls; }
    Poller &poller() override { return *m_poller; }
    Journal &journal() override { return m_journal; }
    ConnectionId newConnectionId() override;
    Connection &keep(std::unique_ptr<Connection> connection) override;
    void connectionChanged(Connection &connection) override;
    void connectionEnded(Connection &connection) override;
    void sessionChanged(Session &session) override;
    void tellFailure(const Failure &failure) override;
    void tellOutcome(const SendOutcome &outcome) override;
    qint64 unsentInAll() const override { return m_unsent; }
    void unsentChanged(qint64 by) override { m_unsent += by; }
    bool answersItself(const SocketAddress &peer) const override;

    Session *session(SessionId id) const;
    Connection *connection(ConnectionId id) const;
    void commitSoon();
    void commitNow();
    void wantFlush();
    void flush();
    void tick();
    void sampleKernel();
    void sampleSessions();
    void describeAgain();
    void updateRecordingState();
    void resumeIfThereIsRoom();
    void tellGap();
    void forget(ConnectionId id);
    void trimEnded();
    void refuseSend(SessionId sessionId, ConnectionId id, const QByteArray &payload, SendId sendId,
                    const NetError &error, const QString &where = {});
    void tellRefusal(SessionId id, const Result<void> &result, const QString &where);
    void tellRefusal(const Connection &connection, const Result<void> &result, qsizetype asked = 0);

    EngineOptions m_options;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_ownDirectory; // outlives the writer's files
    std::unique_ptr<RecordingWriter> m_writer;
    std::unique_ptr<Poller> m_poller;
    FineTimer m_commitDue;
    SteadyNs m_committedAt = 0;
    Journal m_journal;
    Syscalls m_calls;
    std::map<SessionId, std::unique_ptr<Session>> m_sessions; // before the connections: they refer to it
    std::unordered_map<ConnectionId, std::unique_ptr<Connection>> m_connections;
    std::set<SessionId> m_dirtySessions;
    std::set<ConnectionId> m_dirtyConnections;
    ConnectionId m_lastChanged = ConnectionId::None;        // is in m_dirtyConnections and m_moving
    std::deque<std::pair<SessionId, ConnectionId>> m_ended; // the oldest first
    EngineDelta m_next;                                     // removals that the next delta tells
    std::unordered_set<ConnectionId> m_moving;              // with a rate
    std::unordered_set<ConnectionId> m_observed;            // seen by a person
    std::set<SessionId> m_observedSessions;
    RecordingSnapshot m_recording;
    bool m_recordingChanged = true;
    quint64 m_droppedTold = 0;     // records that gaps told of so far
    RowNumber m_describedFrom = 0; // no description that lives is older
    quint32 m_lastConnection = 0;
    qint64 m_unsent = 0;
    int m_ticks = 0;
    QTimer m_flush;
    QTimer m_tick;
};

} // namespace netcore
