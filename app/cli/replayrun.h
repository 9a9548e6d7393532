#pragma once

#include "app/cli/clirun.h"
#include "netcore/automation/replay.h"

namespace app {

/// `replay`: sends one side of a recorded conversation to an endpoint and shows the answers, or listens and
/// answers as that side did.
class ReplayRun : public CliRun
{
    Q_OBJECT

public:
    ReplayRun(const CliOptions &options, Output &output);

protected:
    void open() override;
    void sessionChanged(const netcore::SessionSnapshot &session) override;
    void connectionOpened(const netcore::ConnectionSnapshot &connection) override;
    void connectionChanged(const netcore::ConnectionSnapshot &connection) override;
    void connectionEnded(const netcore::ConnectionSnapshot &connection) override;
    void received(const Piece &piece) override;

private:
    bool isServer() const { return !options().exchange.asServer.isEmpty(); }
    void listen(const netcore::EndpointSpec &spec);
    void sent(const netcore::NetError &error);

    std::shared_ptr<const netcore::ReplayScript> m_script;
    std::unique_ptr<netcore::Replay> m_replay;
    netcore::SessionId m_session = netcore::SessionId::None;
    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    QTimer m_quiet; // after the last send, or the last answer
    std::optional<ExitCode> m_failed;
};

} // namespace app
