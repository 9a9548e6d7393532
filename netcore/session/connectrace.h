#pragma once

#include "netcore/session/snapshot.h"
#include "netcore/session/streamlink.h"

#include <QtCore/QTimer>

#include <functional>
#include <vector>

namespace netcore {

/// Tries addresses in order, each 250 ms after the one before or as soon as that one has failed; the first
/// that connects wins.
///
/// Units    timeout in ms, for all of it
/// Limits   at most 200 addresses
/// Errors   done() gets the last error where none connected
/// Thread   the engine's; it may be destroyed outside of its own calls only
/// Source   RFC 8305 s.5 (happy eyeballs; its delay of 250 ms)
class ConnectRace
{
public:
    static constexpr int staggerMs = 250;
    static constexpr int mostAddresses = 200;

    using AttemptEnded = std::function<void(const Attempt &)>;
    using Done = std::function<void(Result<std::unique_ptr<StreamLink>>)>;

    ConnectRace(EngineCore &core, ConnectionId connection, const EndpointSpec &spec, int timeoutMs,
                AttemptEnded attemptEnded, Done done);
    ~ConnectRace();

    void start(const QList<SocketAddress> &addresses);
    /// Ends what still runs: its attempts are reported as Cancelled, done() is not called.
    void cancel();

private:
    class Runner;

    void startNext();
    void ended(Runner &runner, const NetError &error);
    void won(Runner &runner);
    void timedOut();
    void finishOff(const NetError &error);
    void report(Runner &runner, const NetError &error);

    EngineCore &m_core;
    ConnectionId m_connection;
    EndpointSpec m_spec;
    int m_timeoutMs;
    AttemptEnded m_attemptEnded;
    Done m_done;
    QList<SocketAddress> m_addresses;
    qsizetype m_next = 0;
    std::vector<std::unique_ptr<Runner>> m_runners;
    NetError m_lastError;
    bool m_over = false;
    QTimer m_stagger;
    QTimer m_timeout;
};

} // namespace netcore
