#include "widgets/composer/composetarget.h"

#include <algorithm>

namespace widgets {

using netcore::ConnectionSnapshot;
using netcore::SessionSnapshot;
using netcore::SessionState;

namespace {

bool canSend(const ConnectionSnapshot &connection)
{
    return connection.ended == netcore::EndReason::None && !connection.writeClosed &&
           (connection.state == netcore::ConnectionState::Established ||
            connection.state == netcore::ConnectionState::CloseWait ||
            connection.state == netcore::ConnectionState::Open);
}

ComposeTarget targetOf(const SessionSnapshot &session, ComposeTarget::Kind kind)
{
    ComposeTarget target;
    target.kind = kind;
    target.session = session.id;
    target.sessionName = session.name.isEmpty() ? session.spec.toString() : session.name;
    target.framing = session.framing == QLatin1String("raw") ? QString() : session.framing;
    target.datagrams = session.spec.isUdp();
    if (!session.locals.isEmpty())
        target.local = session.locals.front();
    return target;
}

/// `like` is the session's own: its texts are made once, also where ten thousand connections share them.
ComposeTarget targetOf(const ComposeTarget &like, const ConnectionSnapshot &connection)
{
    ComposeTarget target = like;
    target.connection = connection.id;
    target.local = connection.local;
    target.peer = connection.peer;
    target.inbound = connection.inbound;
    return target;
}

} // namespace

bool ComposeTarget::isSamePlace(const ComposeTarget &other) const
{
    return kind == other.kind && session == other.session && connection == other.connection;
}

bool ComposeTarget::isSuccessorOf(const ComposeTarget &ended) const
{
    return kind == Kind::Connection && ended.kind == Kind::Connection && session == ended.session &&
           !inbound && !ended.inbound && !datagrams;
}

QList<ComposeTarget> composeTargets(const QList<SessionSnapshot> &sessions,
                                    const QList<ConnectionSnapshot> &connections)
{
    QList<ComposeTarget> targets;
    for (const SessionSnapshot &session : sessions) {
        const ComposeTarget like = targetOf(session, ComposeTarget::Kind::Connection);
        QList<ComposeTarget> live;
        for (const ConnectionSnapshot &connection : connections) {
            if (connection.session == session.id && canSend(connection))
                live.append(targetOf(like, connection));
        }
        if (session.spec.isListener() && !live.isEmpty()) {
            ComposeTarget all = targetOf(session, ComposeTarget::Kind::AllOfSession);
            all.connections = int(live.size());
            targets.append(all);
        }
        targets.append(live);
        if (session.spec.isUdp() &&
            (session.state == SessionState::Open || session.state == SessionState::Listening))
            targets.append(targetOf(session, ComposeTarget::Kind::UdpAddress));
    }
    return targets;
}

} // namespace widgets
