#include "app/cli/replayrun.h"

#include "app/cli/sessionrun.h"
#include "netcore/automation/recordedpeer.h"

#include <QtCore/QFileInfo>

namespace app {

using netcore::ConnectionSnapshot;
using netcore::EndpointSpec;
using netcore::NetError;
using netcore::SessionSnapshot;

namespace {

netcore::Direction sideOf(const ExchangeOptions &options)
{
    if (options.direction.isEmpty())
        return options.asServer.isEmpty() ? netcore::Direction::Out : netcore::Direction::In;
    return options.direction == QLatin1String("in") ? netcore::Direction::In : netcore::Direction::Out;
}

} // namespace

ReplayRun::ReplayRun(const CliOptions &options, Output &output) : CliRun(options, output)
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, [this] { finish(m_failed.value_or(ExitCode::Success)); });
}

void ReplayRun::open()
{
    const ExchangeOptions &exchange = options().exchange;
    const QString text = isServer() ? endpointText(Command::Listen, exchange.asServer)
                                    : endpointText(Command::Connect, exchange.to);
    const auto spec = EndpointSpec::parse(text);
    if (!spec)
        return refuse(spec.error(), text);
    const auto store = netcore::RecordingStore::open(options().target);
    if (!store) {
        tell(problemTold(store.error(), options().target));
        return finish(ExitCode::File);
    }
    const auto script =
        netcore::ReplayScript::load(*store, netcore::ConnectionId(exchange.connection), sideOf(exchange));
    if (!script) {
        tell(problemTold(script.error(), QStringLiteral("#%1").arg(exchange.connection)));
        return finish(ExitCode::File);
    }
    m_script = *script;
    if (isServer())
        listen(*spec);
    else
        m_session = engine().open({*spec, QString(), QString(), QString()});
}

void ReplayRun::listen(const EndpointSpec &spec)
{
    m_session = engine().open({spec, QString(), QString(), QString()});
    const QString name =
        QStringLiteral("recorded(%1 #%2)")
            .arg(QFileInfo(options().target).fileName(), QString::number(options().exchange.connection));
    engine().answerWith(
        m_session, [script = m_script] { return std::make_unique<netcore::RecordedPeer>(script); }, name);
}

void ReplayRun::sessionChanged(const SessionSnapshot &session)
{
    if (session.id == m_session && isOver(session))
        finish(m_failed.value_or(exitCodeOf(session.error.kind)));
}

void ReplayRun::connectionOpened(const ConnectionSnapshot &connection)
{
    if (isServer() || m_replay)
        return;
    m_connection = connection.id;
    const auto pace = netcore::ReplayPace::parse(options().exchange.timing);
    m_replay = std::make_unique<netcore::Replay>(engine(), m_script, pace.value_or(netcore::ReplayPace()));
    connect(m_replay.get(), &netcore::Replay::finished, this, &ReplayRun::sent);
    m_replay->start(connection.id);
}

void ReplayRun::sent(const NetError &error)
{
    if (error.isError()) {
        tell(problemTold(error, options().exchange.to));
        m_failed = exitCodeOf(error.kind);
    }
    tell({{{QStringLiteral("event"), QStringLiteral("replayed")},
           {QStringLiteral("sends"), qint64(m_replay->stepsDone())},
           {QStringLiteral("bytes"), qint64(m_replay->bytesDone())}},
          QStringLiteral("replayed: %1 of %2 sends, %3 bytes")
              .arg(QString::number(m_replay->stepsDone()), QString::number(m_script->steps.size()),
                   QString::number(m_replay->bytesDone()))});
    m_quiet.start(options().wait.value_or(defaultWait));
}

void ReplayRun::connectionChanged(const ConnectionSnapshot &connection)
{
    // The peer has finished, and so have we.
    const bool done = isServer() || (m_replay && !m_replay->isRunning());
    if (connection.readClosed && done && !isServer())
        engine().closeConnection(connection.id);
}

void ReplayRun::connectionEnded(const ConnectionSnapshot &connection)
{
    if (!isServer() && connection.id == m_connection && (!m_replay || !m_replay->isRunning()))
        finish(m_failed.value_or(ExitCode::Success));
}

void ReplayRun::received(const Piece &)
{
    if (m_quiet.isActive())
        m_quiet.start();
}

} // namespace app
