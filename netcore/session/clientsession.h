#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/session/backoff.h"
#include "netcore/session/connectrace.h"
#include "netcore/session/session.h"

#include <QtCore/QTimer>

#include <memory>

namespace netcore {

class StreamConnection;

/// A TCP or Unix client: resolves, tries the addresses, and comes back after a loss where the spec says
/// reconnect=1.
///
/// Timeout     option timeout, default 10 s, over all addresses
/// Reconnect   after Backoff, counted down in the snapshot; the user's own close, reset or stop ends it
///             (faults row 27)
/// Any         0.0.0.0 and :: are connected as loopback, with a notice (faults row 28)
/// Thread      the engine's
class ClientSession final : public Session
{
public:
    static constexpr int defaultTimeoutMs = 10'000;

    ClientSession(EngineCore &core, SessionId id, const SessionRequest &request);
    ~ClientSession() override;

    void start() override;
    void stopReconnecting() override;
    void tick() override;

private:
    void closeSockets() override;
    void connectionEnded(Connection &connection) override;

    void resolved(quint64 generation, const Result<QList<SocketAddress>> &addresses);
    void race(const QList<SocketAddress> &addresses);
    void raceDone(Result<std::unique_ptr<StreamLink>> winner);
    void failConnection(const NetError &error);
    void waitToReconnect(const NetError &error);
    QList<SocketAddress> normalised(QList<SocketAddress> addresses);
    bool reconnects() const;

    StreamConnection *m_connection = nullptr;
    std::unique_ptr<ConnectRace> m_race;
    Backoff m_backoff;
    QTimer m_retry;
    quint64 m_generation = 0; // an answer of the resolver for an older try is dropped
    bool m_stopped = false;   // the user wants no more reconnecting
};

} // namespace netcore
