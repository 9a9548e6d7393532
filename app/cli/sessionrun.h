#pragma once

#include "app/cli/clirun.h"
#include "app/cli/sending.h"

namespace app {

/// `listen`: every connection gets the payloads of the command line; standard input goes to all of them.
class ListenRun : public CliRun
{
    Q_OBJECT

public:
    using CliRun::CliRun;

protected:
    void open() override;
    void sessionChanged(const netcore::SessionSnapshot &session) override;
    void connectionOpened(const netcore::ConnectionSnapshot &connection) override;
    void connectionChanged(const netcore::ConnectionSnapshot &connection) override;
    void connectionEnded(const netcore::ConnectionSnapshot &connection) override;
    void received(const Piece &piece) override { m_captures.look(piece); }

private:
    void greet(const netcore::ConnectionSnapshot &connection);
    void readStandardInput();

    netcore::SessionId m_session = netcore::SessionId::None;
    PayloadSource m_payloads;
    CaptureDesk m_captures;
    std::map<netcore::ConnectionId, PayloadLoop *> m_greeting; // still being sent to
    std::unique_ptr<StandardInput> m_input;
};

/// `connect` and `send`: one connection, the payloads, then standard input; done when the peer is, or after
/// the quiet that --wait asks for.
class ClientRun : public CliRun
{
    Q_OBJECT

public:
    ClientRun(const CliOptions &options, Output &output);

protected:
    void open() override;
    void sessionChanged(const netcore::SessionSnapshot &session) override;
    void connectionOpened(const netcore::ConnectionSnapshot &connection) override;
    void connectionChanged(const netcore::ConnectionSnapshot &connection) override;
    void connectionEnded(const netcore::ConnectionSnapshot &connection) override;
    void received(const Piece &piece) override;

private:
    void startSending(const netcore::ConnectionSnapshot &connection);
    void payloadsSent(const netcore::NetError &error);
    void readStandardInput();
    void inputRead(const QByteArray &bytes);
    void inputTaken(const netcore::SendOutcome &outcome);
    void inputEnded();
    void allSent();
    void quiet();
    void sessionOver(const netcore::NetError &error);

    netcore::SessionId m_session = netcore::SessionId::None;
    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    netcore::EndpointSpec m_spec;
    PayloadSource m_payloads;
    CaptureDesk m_captures;
    std::unique_ptr<PayloadLoop> m_loop;
    std::unique_ptr<StandardInput> m_input;
    netcore::SendId m_inputSend = netcore::SendId::None;
    QTimer m_quiet;                    // --wait
    QTimer m_afterFin;                 // how long standard input may be silent once the peer has finished
    std::optional<ExitCode> m_lastEnd; // of the connection
    std::optional<ExitCode> m_lastFailure;
    bool m_peerDone = false;
    bool m_allSent = false;
};

/// The command line's endpoint in its full form. For `listen` a client's form is made a listener's ("tcp://"
/// means "tcp-listen://"); without a form it is TCP; a bare port is one of 127.0.0.1.
QString endpointText(Command command, const QString &text);

} // namespace app
