#include "netcore/session/connectrace.h"

#include <algorithm>

namespace netcore {

/// One address being tried.
class ConnectRace::Runner final : public StreamEvents
{
public:
    Runner(ConnectRace &race, const SocketAddress &to)
        : address(to)
        , startedAt(race.m_core.clock().steadyNow())
        , link(std::make_unique<StreamLink>(race.m_core, race.m_connection, *this))
        , m_race(race)
    {
    }

    SocketAddress address;
    SteadyNs startedAt;
    std::unique_ptr<StreamLink> link;
    bool reported = false;

private:
    void connected() override { m_race.won(*this); }
    void received(QByteArrayView, SteadyNs) override {}
    void sent(QByteArrayView, SteadyNs) override {}
    void peerFinished() override {}
    void drained() override {}
    void failed(const NetError &error) override { m_error = error; }
    void finished() override { m_race.ended(*this, m_error); }

    ConnectRace &m_race;
    NetError m_error;
};

ConnectRace::ConnectRace(EngineCore &core, ConnectionId connection, const EndpointSpec &spec, int timeoutMs,
                         AttemptEnded attemptEnded, Done done)
    : m_core(core)
    , m_connection(connection)
    , m_spec(spec)
    , m_timeoutMs(timeoutMs)
    , m_attemptEnded(std::move(attemptEnded))
    , m_done(std::move(done))
{
    m_stagger.setSingleShot(true);
    m_timeout.setSingleShot(true);
    QObject::connect(&m_stagger, &QTimer::timeout, &m_stagger, [this] { startNext(); });
    QObject::connect(&m_timeout, &QTimer::timeout, &m_timeout, [this] { timedOut(); });
}

ConnectRace::~ConnectRace()
{
    cancel();
}

void ConnectRace::start(const QList<SocketAddress> &addresses)
{
    m_addresses = addresses.first(std::min<qsizetype>(addresses.size(), mostAddresses));
    m_timeout.start(m_timeoutMs);
    startNext();
}

void ConnectRace::startNext()
{
    while (!m_over && m_next < m_addresses.size()) {
        const SocketAddress address = m_addresses.at(m_next++);
        m_runners.push_back(std::make_unique<Runner>(*this, address));
        Runner &runner = *m_runners.back();
        const Result<void> started = runner.link->socket().connectTo(address, m_spec);
        if (started) {
            m_stagger.start(staggerMs);
            return;
        }
        report(runner, started.error());
    }
    const bool running =
        std::any_of(m_runners.begin(), m_runners.end(), [](const auto &runner) { return !runner->reported; });
    if (!m_over && !running)
        finishOff(m_lastError);
}

void ConnectRace::report(Runner &runner, const NetError &error)
{
    if (runner.reported)
        return;
    runner.reported = true;
    if (error.isError())
        m_lastError = error;
    m_attemptEnded({runner.address, error, m_core.clock().steadyNow() - runner.startedAt});
}

void ConnectRace::ended(Runner &runner, const NetError &error)
{
    if (m_over)
        return;
    report(runner, error);
    startNext();
}

void ConnectRace::won(Runner &runner)
{
    if (m_over)
        return;
    report(runner, {});
    std::unique_ptr<StreamLink> link = std::move(runner.link);
    cancel();
    m_done(std::move(link));
}

void ConnectRace::timedOut()
{
    const NetError error =
        NetError::of(ErrorKind::TimedOut, "connect", NETCORE_REASON("no answer within the connect timeout"));
    for (size_t i = 0; i < m_runners.size(); ++i)
        report(*m_runners[i], error);
    finishOff(error);
}

void ConnectRace::finishOff(const NetError &error)
{
    cancel();
    m_done(refused(error));
}

void ConnectRace::cancel()
{
    if (m_over)
        return;
    m_over = true;
    m_stagger.stop();
    m_timeout.stop();
    const NetError cancelled = NetError::of(ErrorKind::Cancelled, "connect");
    for (const std::unique_ptr<Runner> &runner : m_runners) {
        report(*runner, cancelled);
        runner->link.reset(); // never one within its own call, except within finished(), where it may be
    }
}

} // namespace netcore
