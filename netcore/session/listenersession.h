#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/session/session.h"
#include "netcore/socket/listener.h"
#include "netcore/socket/listenfacts.h"

#include <QtCore/QObject>

#include <vector>

namespace netcore {

/// A TCP or Unix listener with its many connections.
///
/// Bound to   each address of the host; "localhost" (and no host) is 127.0.0.1 and ::1 with one port. An
///            address that this machine does not have is an attempt that failed; any other refusal fails all.
/// Limits     option maxconnections, default 1,000: one more is closed at once and counted (faults row 25)
/// Thread     the engine's
class ListenerSession final : public Session, private ListenerEvents
{
public:
    static constexpr int defaultMaxConnections = 1000;

    ListenerSession(EngineCore &core, SessionId id, const SessionRequest &request);
    ~ListenerSession() override;

    void start() override;
    void tick() override;
    void sample() override;

private:
    void accepted(int fd, const SocketAddress &peer) override;
    void acceptPaused(bool paused, const NetError &error) override;
    void closeSockets() override;

    void resolved(quint64 generation, const Result<QList<SocketAddress>> &addresses);
    NetError bindAll(QList<SocketAddress> addresses);
    void updateLocals();
    quint64 refusedInAll() const;
    ListenerFacts lookAtKernel() const;
    void tellCookies(const ListenerFacts &facts);

    std::vector<std::unique_ptr<Listener>> m_listeners;
    QObject m_context;
    SynCookies m_cookiesBefore; // when it was opened
    quint64 m_generation = 0;
    quint64 m_overLimit = 0;
    quint64 m_refusedBefore = 0; // by listeners that are closed now
};

} // namespace netcore
