#include "app/gui/replaying.h"

#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "netcore/automation/recordedpeer.h"
#include "netcore/automation/recordedspec.h"
#include "netcore/exchange/conversationfacts.h"
#include "widgets/common/replaydialog.h"
#include "widgets/models/errorcoach.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>

#include <algorithm>
#include <climits>

namespace app {

using netcore::ConnectionId;
using netcore::EndpointSpec;
using netcore::NetError;
using netcore::SessionId;
using netcore::SessionState;
using widgets::ReplayWish;

namespace {

using Script = std::shared_ptr<const netcore::ReplayScript>;

/// What the recording tells of a connection; nothing where it does not.
netcore::ConversationFacts factsOf(const std::shared_ptr<const netcore::RecordingStore> &store,
                                   ConnectionId connection)
{
    // Looked for near the connection's first rows: openings stand before the data.
    constexpr netcore::RowNumber most = 100'000;
    const netcore::RecordingReader reader(store);
    const netcore::RowNumber end = std::min(store->rowCount(), store->firstRow() + most);
    for (netcore::RowNumber row = store->firstRow(); row < end; ++row) {
        netcore::Record record;
        QByteArray payload;
        if (reader.read(row, record) && record.connection == connection &&
            record.kind == netcore::RecordKind::ConnectionOpened && reader.readPayload(record, payload))
            return netcore::ConversationFacts::fromJson(payload);
    }
    return {};
}

/// What a workspace needs to answer so again; of a recording that is in no file of its own (live, imported)
/// only the connection's number. Blocking.
QString responderOf(const Script &script, const QString &file)
{
    netcore::RecordedSpec spec{QFileInfo(file).absoluteFilePath(), script->connection, script->side, {}};
    if (file.isEmpty() || !netcore::RecordingStore::open(spec.file))
        return QStringLiteral("recorded(#%1)").arg(quint32(script->connection));
    spec.mark = netcore::RecordedSpec::markOf(*script);
    return spec.toString();
}

QString schemeOf(netcore::Carrier carrier, bool listens)
{
    using netcore::Carrier;
    using netcore::Scheme;
    switch (carrier) {
    case Carrier::Udp: return netcore::schemeName(listens ? Scheme::UdpListen : Scheme::Udp);
    case Carrier::Unix: return netcore::schemeName(listens ? Scheme::UnixListen : Scheme::Unix);
    case Carrier::Tcp: break;
    }
    return netcore::schemeName(listens ? Scheme::TcpListen : Scheme::Tcp);
}

} // namespace

Replaying::Replaying(MainWindow &window) : QObject(&window), m_window(window)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_window.engine, &netcore::EngineHandle::changed, this, &Replaying::take);
}

Replaying::~Replaying()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_pool.waitForDone();
}

void Replaying::show(ConnectionId connection)
{
    if (!m_dialog) {
        m_dialog = new widgets::ReplayDialog(&m_window);
        connect(m_dialog, &widgets::ReplayDialog::startRequested, this, &Replaying::start);
        connect(m_dialog, &widgets::ReplayDialog::stopRequested, this, &Replaying::stop);
    }
    const bool busy = m_replay || m_session != SessionId::None || m_cancelled;
    if (!busy) {
        m_connection = connection;
        const netcore::ConversationFacts facts = factsOf(m_window.views->recording(), connection);
        const QString title = QStringLiteral("#%1  %2").arg(QString::number(quint32(connection)),
                                                            models::plain(facts.peer.toString()));
        // The side that listened then is where to send now.
        const QString server = (facts.inbound ? facts.local : facts.peer).toString();
        const bool isUnix = facts.carrier == netcore::Carrier::Unix;
        const auto client = facts.inbound ? netcore::Direction::In : netcore::Direction::Out;
        m_dialog->offer(title, client, schemeOf(facts.carrier, false) + QStringLiteral("://") + server,
                        schemeOf(facts.carrier, true) +
                            (isUnix ? QStringLiteral("://@replay") : QStringLiteral("://127.0.0.1:0")));
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void Replaying::start()
{
    const ReplayWish wish = m_dialog->wish();
    const auto spec = EndpointSpec::parse(wish.endpoint);
    if (!spec)
        return fail(spec.error(), wish.endpoint);
    if (spec->isListener() != wish.asServer)
        return fail(NetError::invalid(wish.asServer ? NETCORE_REASON("this is no listener: tcp-listen://…")
                                                    : NETCORE_REASON("this is a listener: tcp://… sends"),
                                      0),
                    wish.endpoint);
    m_dialog->setRunning(true);
    m_dialog->setStatus(tr("Looking through the recording…"));
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_pool.start([this, cancelled = m_cancelled, store = m_window.views->recording(),
                  file = m_window.views->savedName(), connection = m_connection, wish, spec = *spec] {
        const auto script = netcore::ReplayScript::load(
            store, connection, wish.side, [cancelled](quint64, quint64) { return !*cancelled; });
        const QString responder = script && wish.asServer ? responderOf(*script, file) : QString();
        QMetaObject::invokeMethod(
            this, [this, script, wish, spec, responder] { loaded(script, wish, spec, responder); });
    });
}

void Replaying::loaded(const netcore::Result<Script> &script, const ReplayWish &wish,
                       const EndpointSpec &spec, const QString &responder)
{
    const bool cancelled = *m_cancelled;
    m_cancelled.reset();
    if (cancelled)
        return done(NetError::of(netcore::ErrorKind::Cancelled, "replay"));
    if (!script)
        return fail(script.error(), QStringLiteral("#%1").arg(quint32(m_connection)));
    if (wish.asServer)
        return answer(*script, spec, responder);
    m_replay = std::make_unique<netcore::Replay>(m_window.engine, *script, netcore::ReplayPace{wish.factor});
    connect(m_replay.get(), &netcore::Replay::finished, this, &Replaying::done);
    connect(m_replay.get(), &netcore::Replay::progressed, this, [this](quint64 sends, quint64 bytes) {
        const QLocale locale;
        m_dialog->setStatus(tr("%1 of %2 sends, %3")
                                .arg(locale.toString(sends),
                                     locale.toString(qulonglong(m_replay->script().steps.size())),
                                     locale.formattedDataSize(qint64(bytes))));
    });
    m_dialog->setStatus(tr("Connecting…"));
    m_session = m_window.engine.open({spec, tr("replay of #%1").arg(quint32(m_connection)), {}, {}});
}

void Replaying::answer(const Script &script, const EndpointSpec &spec, const QString &responder)
{
    m_answers = true;
    m_session = m_window.engine.open({spec, tr("replay of #%1").arg(quint32(m_connection)), {}, {}});
    m_window.engine.answerWith(
        m_session, [script] { return std::make_unique<netcore::RecordedPeer>(script); }, responder);
}

void Replaying::take(const netcore::EngineDelta &delta)
{
    if (m_session == SessionId::None)
        return;
    for (const netcore::ConnectionSnapshot &connection : delta.connections) {
        const bool isOpen = connection.state == netcore::ConnectionState::Established ||
                            connection.state == netcore::ConnectionState::Open;
        if (m_replay && connection.session == m_session && isOpen && !m_replay->isRunning() &&
            m_replay->stepsDone() == 0)
            sendTo(connection.id);
    }
    for (const netcore::SessionSnapshot &session : delta.sessions) {
        if (session.id == m_session)
            takeSession(session);
    }
}

void Replaying::takeSession(const netcore::SessionSnapshot &session)
{
    if (session.state == SessionState::Failed)
        return fail(session.error, session.spec.toString());
    if (session.state == SessionState::Closed)
        return done(NetError::of(netcore::ErrorKind::Cancelled, "replay"));
    if (m_answers && session.state == SessionState::Listening && !session.locals.isEmpty())
        m_dialog->setStatus(tr("Answering at %1, to whoever comes, until Stop")
                                .arg(models::plain(session.locals.first().toString())));
}

void Replaying::sendTo(ConnectionId connection)
{
    m_replay->start(connection);
}

void Replaying::stop()
{
    if (m_cancelled) {
        *m_cancelled = true;
    } else if (m_replay && m_replay->isRunning()) {
        m_replay->stop();
    } else if (m_session != SessionId::None) {
        m_window.engine.closeSession(m_session);
        done(NetError::of(netcore::ErrorKind::Cancelled, "replay"));
    }
}

/// The session stays open: its answers still come, and the user closes it.
void Replaying::done(const NetError &error)
{
    if (error.isError() && error.kind != netcore::ErrorKind::Cancelled)
        return fail(error, QStringLiteral("#%1").arg(quint32(m_connection)));
    const QString how = error.isError() ? tr("Stopped") : tr("Done");
    const QLocale locale;
    const int sends = m_replay ? int(std::min<quint64>(m_replay->stepsDone(), INT_MAX)) : 0;
    m_dialog->setStatus(m_replay ? tr("%1: %n send(s), %2", nullptr, sends)
                                       .arg(how, locale.formattedDataSize(qint64(m_replay->bytesDone())))
                                 : how);
    letGo();
    Q_EMIT finished(error);
}

void Replaying::fail(const NetError &error, const QString &where)
{
    netcore::Failure failure;
    failure.error = error;
    failure.where = where;
    const models::Explanation told = models::explain(failure);
    m_dialog->setStatus(QStringLiteral("%1: %2. %3").arg(told.where, told.what, told.cause), true);
    letGo();
    Q_EMIT finished(error);
}

void Replaying::letGo()
{
    if (m_replay)
        m_replay.release()->deleteLater(); // it may be the one that calls
    m_session = SessionId::None;
    m_answers = false;
    m_dialog->setRunning(false);
}

} // namespace app
