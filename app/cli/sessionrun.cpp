#include "app/cli/sessionrun.h"

#include "app/cli/payloadargument.h"

#include <unistd.h>

namespace app {

using netcore::ConnectionSnapshot;
using netcore::EndpointSpec;
using netcore::EndReason;
using netcore::NetError;
using netcore::SessionSnapshot;
using netcore::SessionState;
using std::chrono::milliseconds;

namespace {

constexpr qsizetype streamPiece = 64 * 1024;
constexpr qsizetype datagramPiece = 1400; // what a UDP datagram of standard input holds at most
constexpr milliseconds silenceAfterFin(300);

ExitCode codeOf(const ConnectionSnapshot &connection)
{
    switch (connection.ended) {
    case EndReason::ResetByPeer: return ExitCode::Reset;
    case EndReason::Failed: return exitCodeOf(connection.error.kind);
    case EndReason::SelfConnect:
    case EndReason::Refused: return ExitCode::Other;
    default: return ExitCode::Success;
    }
}

netcore::SessionRequest requestOf(const CliOptions &options, const EndpointSpec &spec)
{
    return {spec, QString(), options.responder, options.framing};
}

} // namespace

QString endpointText(Command command, const QString &text)
{
    const bool listens = command == Command::Listen;
    const qsizetype colon = text.indexOf(QLatin1String("://"));
    if (colon < 0) {
        bool isPort = false;
        text.toUShort(&isPort);
        return (listens ? QStringLiteral("tcp-listen://") : QStringLiteral("tcp://")) +
               (isPort ? QStringLiteral("127.0.0.1:") : QString()) + text;
    }
    const QString scheme = text.first(colon);
    const bool isClient =
        scheme == QLatin1String("tcp") || scheme == QLatin1String("udp") || scheme == QLatin1String("unix");
    return listens && isClient ? scheme + QStringLiteral("-listen") + text.sliced(colon) : text;
}

void ListenRun::open()
{
    const QString text = endpointText(options().command, options().target);
    const auto spec = EndpointSpec::parse(text);
    if (!spec)
        return refuse(spec.error(), text);
    auto payloads = PayloadSource::make(options());
    if (!payloads)
        return refuse(payloads.error().error, payloads.error().where);
    m_payloads = std::move(*payloads);
    m_captures.setRules(*Captures::make(options().sending.captures)); // read with the payloads
    m_session = engine().open(requestOf(options(), *spec));
}

void ListenRun::sessionChanged(const SessionSnapshot &session)
{
    if (session.id != m_session)
        return;
    if (isOver(session))
        finish(exitCodeOf(session.error.kind));
    else if (session.state == SessionState::Listening && options().readStdin && !m_input)
        readStandardInput();
}

void ListenRun::connectionOpened(const ConnectionSnapshot &connection)
{
    if (m_payloads.count() > 0)
        greet(connection);
}

void ListenRun::greet(const ConnectionSnapshot &connection)
{
    const PayloadLoop::Pace pace{options().repeat, options().every, milliseconds(0)};
    auto *loop = new PayloadLoop(engine(), connection, m_payloads, m_captures, pace, this);
    m_greeting[connection.id] = loop;
    connect(loop, &PayloadLoop::finished, this, [this, loop, id = connection.id] {
        m_greeting.erase(id);
        loop->deleteLater();
    });
    connect(loop, &PayloadLoop::refused, this,
            [this](const RefusedText &text) { tell(problemTold(text.error, text.where)); });
    connect(loop, &PayloadLoop::missed, this,
            [this](const MissedValue &value) { tell(missedTold(value, options().framing)); });
    loop->start();
}

void ListenRun::connectionEnded(const ConnectionSnapshot &connection)
{
    if (const auto greeting = m_greeting.find(connection.id); greeting != m_greeting.end())
        greeting->second->nothingMoreComes();
    m_captures.forget(connection.id);
}

void ListenRun::connectionChanged(const ConnectionSnapshot &connection)
{
    if (const auto greeting = m_greeting.find(connection.id);
        connection.readClosed && greeting != m_greeting.end())
        greeting->second->nothingMoreComes();
    // Nothing more will be sent to a peer that has finished: close our half too.
    if (connection.readClosed && !options().readStdin && !m_greeting.contains(connection.id))
        engine().closeConnection(connection.id);
}

void ListenRun::readStandardInput()
{
    m_input = std::make_unique<StandardInput>(streamPiece);
    connect(m_input.get(), &StandardInput::read, this, [this](const QByteArray &bytes) {
        engine().sendToAll(m_session, bytes);
        m_input->next();
    });
    m_input->next();
}

ClientRun::ClientRun(const CliOptions &options, Output &output) : CliRun(options, output)
{
    m_quiet.setSingleShot(true);
    m_afterFin.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &ClientRun::quiet);
    connect(&m_afterFin, &QTimer::timeout, this, [this] { engine().closeConnection(m_connection); });
}

void ClientRun::open()
{
    const QString text = endpointText(options().command, options().target);
    const auto spec = EndpointSpec::parse(text);
    if (!spec)
        return refuse(spec.error(), text);
    if (spec->isListener())
        return refuse(
            NetError::invalid(NETCORE_REASON("this is a listener; the command for it is `listen`"), 0), text);
    m_spec = *spec;
    auto payloads = PayloadSource::make(options());
    if (!payloads)
        return refuse(payloads.error().error, payloads.error().where);
    m_payloads = std::move(*payloads);
    m_captures.setRules(*Captures::make(options().sending.captures)); // read with the payloads
    connect(&engine(), &netcore::EngineHandle::failed, this,
            [this](const netcore::Failure &failure) { m_lastFailure = exitCodeOf(failure.error.kind); });
    connect(&engine(), &netcore::EngineHandle::sendFinished, this, &ClientRun::inputTaken);
    m_session = engine().open(requestOf(options(), m_spec));
}

void ClientRun::sessionChanged(const SessionSnapshot &session)
{
    // The connection's own end comes in the same delta, after this.
    if (session.id == m_session && isOver(session))
        QTimer::singleShot(0, this, [this, error = session.error] { sessionOver(error); });
}

void ClientRun::sessionOver(const NetError &error)
{
    finish(error.isError() ? exitCodeOf(error.kind) : m_lastEnd.value_or(ExitCode::Success));
}

void ClientRun::connectionOpened(const ConnectionSnapshot &connection)
{
    if (connection.session != m_session)
        return;
    m_connection = connection.id;
    m_peerDone = false;
    if (!m_allSent && !m_input)
        startSending(connection);
}

void ClientRun::startSending(const ConnectionSnapshot &connection)
{
    const PayloadLoop::Pace pace{options().repeat, options().every, options().wait.value_or(defaultWait)};
    m_loop = std::make_unique<PayloadLoop>(engine(), connection, m_payloads, m_captures, pace);
    connect(m_loop.get(), &PayloadLoop::finished, this, &ClientRun::payloadsSent);
    connect(m_loop.get(), &PayloadLoop::refused, this,
            [this](const RefusedText &text) { tell(problemTold(text.error, text.where)); });
    connect(m_loop.get(), &PayloadLoop::missed, this,
            [this](const MissedValue &value) { tell(missedTold(value, options().framing)); });
    m_loop->start();
}

void ClientRun::payloadsSent(const NetError &error)
{
    if (error.isError()) {
        m_lastFailure = exitCodeOf(error.kind);
        finish(*m_lastFailure);
    } else if (options().readStdin) {
        readStandardInput();
    } else {
        allSent();
    }
}

void ClientRun::readStandardInput()
{
    m_input = std::make_unique<StandardInput>(m_spec.isUdp() ? datagramPiece : streamPiece);
    connect(m_input.get(), &StandardInput::read, this, &ClientRun::inputRead);
    connect(m_input.get(), &StandardInput::ended, this, &ClientRun::inputEnded);
    m_input->next();
}

void ClientRun::inputRead(const QByteArray &bytes)
{
    if (m_afterFin.isActive())
        m_afterFin.start(silenceAfterFin);
    m_inputSend = engine().send(m_connection, bytes);
}

void ClientRun::inputTaken(const netcore::SendOutcome &outcome)
{
    if (m_inputSend == netcore::SendId::None || outcome.id != m_inputSend)
        return;
    m_inputSend = netcore::SendId::None;
    if (!outcome.error.isError())
        m_input->next();
    else if (m_spec.isUdp())
        payloadsSent(outcome.error);
}

void ClientRun::inputEnded()
{
    if (m_spec.isStream())
        engine().shutdownWrite(m_connection);
    allSent();
}

void ClientRun::allSent()
{
    m_allSent = true;
    // A connected stream ends by itself when its peer does; nothing tells the end of a datagram conversation.
    const bool endsByItself =
        options().command == Command::Connect && (m_spec.isStream() || !options().readStdin);
    if (options().wait || !endsByItself)
        m_quiet.start(options().wait.value_or(defaultWait));
    if (m_peerDone)
        engine().closeConnection(m_connection);
}

void ClientRun::quiet()
{
    finish(m_lastFailure.value_or(ExitCode::Success));
}

void ClientRun::connectionChanged(const ConnectionSnapshot &connection)
{
    if (connection.id != m_connection || !connection.readClosed || m_peerDone)
        return;
    m_peerDone = true;
    if (m_loop)
        m_loop->nothingMoreComes();
    if (m_allSent)
        engine().closeConnection(m_connection);
    else if (m_input)
        m_afterFin.start(silenceAfterFin);
}

void ClientRun::connectionEnded(const ConnectionSnapshot &connection)
{
    if (connection.session != m_session)
        return;
    m_lastEnd = codeOf(connection);
    if (m_loop)
        m_loop->nothingMoreComes();
}

void ClientRun::received(const Piece &piece)
{
    m_captures.look(piece);
    if (m_quiet.isActive())
        m_quiet.start();
}

} // namespace app
