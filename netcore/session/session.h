#pragma once

#include "netcore/session/enginecore.h"
#include "netcore/session/snapshot.h"

#include <vector>

namespace netcore {

class Connection;

/// How often the kernel is asked for one port on all addresses of a name before the answer is that it is in
/// use.
inline constexpr int triesForOnePort = 16;

/// What the user opened: a listener, a client, a UDP socket. Knows its live connections and its responder.
///
/// Lifetime   outlives its connections
/// Thread     the engine's
class Session
{
public:
    Session(EngineCore &core, SessionId id, const SessionRequest &request);
    virtual ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    SessionId id() const { return m_snapshot.id; }
    const SessionSnapshot &snapshot() const { return m_snapshot; }
    std::vector<Connection *> live() const;
    std::size_t liveCount() const { return m_live.size(); }
    Responder *responder() const { return m_responder.get(); }

    /// Opens what the spec says. Also again, after it has failed or was closed.
    virtual void start() = 0;
    /// Ends it with all its connections.
    void close();
    virtual void stopReconnecting() {}
    virtual Result<void> sendTo(const QString &to, const QByteArray &payload, SendId id);
    /// Four times a second: counts, countdowns.
    virtual void tick() {}
    /// Once a second while a person can see its row: what the kernel says of its own sockets.
    virtual void sample() {}
    virtual bool hasLocal(const SocketAddress &) const { return false; }

    Result<void> setResponder(const QString &spec);
    /// One that no spec makes; `name` is shown where a spec would be.
    void takeResponder(std::unique_ptr<Responder> responder, const QString &name);
    Result<void> setFraming(const QString &spec);
    void describe();

    void connectionKept(Connection &connection);
    void connectionGone(Connection &connection);

protected:
    virtual void closeSockets() = 0;
    virtual void connectionEnded(Connection &) {}

    void changed();
    void setState(SessionState state, const NetError &error = {});
    /// Failed, with the failure told.
    void fail(const NetError &error);
    void tellFailure(const NetError &error, ConnectionId connection, const QString &where);
    void addAttempt(const Attempt &attempt, ConnectionId connection);
    /// The snapshot, to be changed; call changed() afterwards.
    SessionSnapshot &edit() { return m_snapshot; }
    EngineCore &core() const { return m_core; }

private:
    EngineCore &m_core;
    SessionSnapshot m_snapshot;
    std::vector<Connection *> m_live; // each knows its place; in no order
    std::unique_ptr<Responder> m_responder;
};

std::unique_ptr<Session> makeSession(EngineCore &core, SessionId id, const SessionRequest &request);

} // namespace netcore
