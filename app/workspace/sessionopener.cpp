#include "app/workspace/sessionopener.h"

#include <QtCore/QSet>

#include <utility>

namespace app {

using netcore::SessionId;
using netcore::SessionSnapshot;
using netcore::SessionState;

SessionOpener::SessionOpener(netcore::EngineHandle &engine, QObject *parent)
    : QObject(parent), m_engine(engine)
{
    connect(&engine, &netcore::EngineHandle::changed, this, &SessionOpener::take);
}

void SessionOpener::open(const QList<WorkspaceSession> &sessions)
{
    QSet<QString> given;
    for (const WorkspaceSession &session : sessions)
        given.insert(session.request.name);
    for (const WorkspaceSession &session : sessions) {
        if (session.portOf.isEmpty())
            openNow(session.request);
        else if (given.contains(session.portOf))
            m_waiting.append(session);
        else
            Q_EMIT refused(session.request.name,
                           tr("\"%1\", whose port it needs, was not opened").arg(session.portOf));
    }
}

void SessionOpener::openNow(const netcore::SessionRequest &request)
{
    const SessionId id = m_engine.open(request);
    m_ids.insert(request.name, id);
    Q_EMIT opened(request.name, id);
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
