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

/// What the person has chosen, or the next connection of the same client.
bool isWanted(const ComposeTarget &like, const ConnectionSnapshot &connection, const ComposeTarget &current)
{
    if (current.session != like.session || current.kind != ComposeTarget::Kind::Connection)
        return false;
    return current.connection == connection.id || targetOf(like, connection).isSuccessorOf(current);
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

ComposeTarget composeTarget(const SessionSnapshot &session, const ConnectionSnapshot &connection)
{
    return canSend(connection) ? targetOf(targetOf(session, ComposeTarget::Kind::Connection), connection)
                               : ComposeTarget();
}

ComposeTargets composeTargets(const QList<SessionSnapshot> &sessions, const ConnectionsOf &connectionsOf,
                              const ComposeTarget &current)
{
    ComposeTargets targets;
    int room = ComposeTargets::mostListed;
    for (const SessionSnapshot &session : sessions) {
        const ComposeTarget like = targetOf(session, ComposeTarget::Kind::Connection);
        QList<ComposeTarget> listed;
        int live = 0;
        for (const ConnectionSnapshot *connection : connectionsOf(session.id)) {
            if (!canSend(*connection))
                continue;
            ++live;
            if (room > 0 || isWanted(like, *connection, current))
                listed.append(targetOf(like, *connection));
            room = std::max(0, room - 1);
        }
        if (session.spec.isListener() && live > 0) {
            ComposeTarget all = targetOf(session, ComposeTarget::Kind::AllOfSession);
            all.connections = live;
            targets.listed.append(all);
        }
        targets.unlisted += live - listed.size();
        targets.listed.append(listed);
        if (session.spec.isUdp() &&
            (session.state == SessionState::Open || session.state == SessionState::Listening))
            targets.listed.append(targetOf(session, ComposeTarget::Kind::UdpAddress));
    }
    return targets;
}

} // namespace widgets
