#include "app/workspace/sessionopener.h"

#include "app/workspace/recordedresponders.h"
#include "netcore/automation/recordedpeer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMetaObject>
#include <QtCore/QSet>

#include <utility>

namespace app {

using netcore::SessionId;
using netcore::SessionSnapshot;
using netcore::SessionState;

SessionOpener::SessionOpener(netcore::EngineHandle &engine, QObject *parent)
    : QObject(parent), m_engine(engine)
{
    m_pool.setMaxThreadCount(1);
    connect(&engine, &netcore::EngineHandle::changed, this, &SessionOpener::take);
}

SessionOpener::~SessionOpener()
{
    *m_cancelled = true;
    m_pool.waitForDone();
}

void SessionOpener::open(const QList<WorkspaceSession> &sessions)
{
    QSet<QString> given;
    for (const WorkspaceSession &session : sessions)
        given.insert(session.request.name);
    given.remove(QString());
    for (const WorkspaceSession &session : sessions) {
        if (given.contains(session.portOf))
            m_waiting.append(session);
        else if (!session.portOf.isEmpty())
            Q_EMIT refused(session.request.name,
                           tr("\"%1\", whose port it needs, was not opened").arg(session.portOf));
    }
    // What is refused at once finds here who waits for it.
    for (const WorkspaceSession &session : sessions) {
        if (session.portOf.isEmpty())
            openNow(session.request);
    }
}

void SessionOpener::openNow(const netcore::SessionRequest &request)
{
    if (netcore::RecordedSpec::isMeantBy(request.responder))
        openRecorded(request);
    else
        Q_EMIT opened(request.name, openAs(request));
}

SessionId SessionOpener::openAs(const netcore::SessionRequest &request)
{
    const SessionId id = m_engine.open(request);
    m_ids.insert(request.name, id);
    return id;
}

void SessionOpener::openRecorded(const netcore::SessionRequest &request)
{
    const auto spec = recordedresponders::fromFile(request.responder, m_folder);
    if (!spec)
        return refuse(request.name, tr("its responder %1 names no recording: %2")
                                        .arg(request.responder,
                                             QCoreApplication::translate("netcore", spec.error().reason)));
    ++m_loading;
    m_pool.start([this, request, spec = *spec, cancelled = m_cancelled] {
        const auto script = spec.load([cancelled](quint64, quint64) { return !*cancelled; });
        QMetaObject::invokeMethod(this,
                                  [this, request, spec, script] { recordingRead(request, spec, script); });
    });
}

void SessionOpener::recordingRead(netcore::SessionRequest request, const netcore::RecordedSpec &spec,
                                  const netcore::Result<std::shared_ptr<const netcore::ReplayScript>> &script)
{
    --m_loading;
    if (!script)
        return refuse(request.name, recordedresponders::sentenceOf(spec, script.error()));
    request.responder.clear();
    const SessionId id = openAs(request);
    m_engine.answerWith(
        id, [script = *script] { return std::make_unique<netcore::RecordedPeer>(script); }, spec.toString());
    Q_EMIT opened(request.name, id);
}

void SessionOpener::refuse(const QString &name, const QString &sentence)
{
    Q_EMIT refused(name, sentence);
    refuseWaiting(name);
}

void SessionOpener::take(const netcore::EngineDelta &delta)
{
    for (const SessionSnapshot &session : delta.sessions) {
        if (m_ids.value(session.name) != session.id)
            continue;
        if (session.state == SessionState::Failed)
            refuseWaiting(session.name);
        else if (!session.locals.isEmpty() && session.locals.front().port() != 0)
            openWaiting(session);
    }
}

void SessionOpener::openWaiting(const SessionSnapshot &bound)
{
    for (WorkspaceSession &session : takeWaiting(bound.name)) {
        session.request.spec.port = bound.locals.front().port();
        openNow(session.request);
    }
}

void SessionOpener::refuseWaiting(const QString &portOf)
{
    for (const WorkspaceSession &session : takeWaiting(portOf))
        Q_EMIT refused(session.request.name,
                       tr("\"%1\", whose port it needs, could not be opened").arg(portOf));
}

QList<WorkspaceSession> SessionOpener::takeWaiting(const QString &portOf)
{
    QList<WorkspaceSession> taken;
    for (WorkspaceSession &session : std::exchange(m_waiting, {}))
        (session.portOf == portOf ? taken : m_waiting).append(session);
    return taken;
}

} // namespace app
