#include "widgets/models/framingchoices.h"

#include "netcore/framing/framer.h"

namespace models {

using netcore::ConnectionId;
using netcore::SessionId;

namespace {

QString canonical(const QString &spec)
{
    const QString text = spec.trimmed();
    return text.isEmpty() ? FramingChoices::none() : text;
}

} // namespace

FramingChoices::FramingChoices(QObject *parent) : QObject(parent) {}

bool FramingChoices::takeSession(const netcore::SessionSnapshot &session)
{
    const QString before = ofSession(session.id);
    Live &live = m_sessions[session.id];
    live.told = canonical(session.framing);
    if (live.told == live.asked)
        live.asked.clear();
    return ofSession(session.id) != before;
}

void FramingChoices::apply(const netcore::EngineDelta &delta)
{
    bool differs = false;
    for (const netcore::SessionSnapshot &session : delta.sessions)
        differs |= takeSession(session);
    for (const netcore::ConnectionSnapshot &connection : delta.connections)
        m_sessionOf.insert(connection.id, connection.session);
    for (const ConnectionId id : delta.removedConnections)
        m_sessionOf.remove(id);
    for (const SessionId id : delta.removedSessions)
        m_sessions.remove(id);
    if (differs || !delta.removedSessions.isEmpty())
        Q_EMIT changed();
}

void FramingChoices::showRecording(bool live)
{
    m_live = live;
    m_savedChoices.clear();
    Q_EMIT changed();
}

QString FramingChoices::ofSession(SessionId session) const
{
    const Live live = m_sessions.value(session);
    if (!live.asked.isEmpty())
        return live.asked;
    return live.told.isEmpty() ? none() : live.told;
}

QString FramingChoices::ofLive(ConnectionId connection) const
{
    const SessionId session = m_sessionOf.value(connection);
    if (m_sessions.contains(session))
        return ofSession(session);
    return m_liveChoices.value(connection, m_liveChoices.value(ConnectionId::None, none()));
}

QString FramingChoices::of(ConnectionId connection) const
{
    if (m_live)
        return ofLive(connection);
    return m_savedChoices.value(connection, m_savedChoices.value(ConnectionId::None, none()));
}

std::function<QString(ConnectionId, quint32)> FramingChoices::snapshot() const
{
    QHash<SessionId, QString> sessions; // a saved recording has none of ours
    for (auto it = m_sessions.keyBegin(); m_live && it != m_sessions.keyEnd(); ++it)
        sessions.insert(*it, ofSession(*it));
    return [sessions, sessionOf = m_sessionOf,
            choices = m_live ? m_liveChoices : m_savedChoices](ConnectionId connection, quint32 session) {
        const auto own = sessions.constFind(sessionOf.value(connection, SessionId(session)));
        return own != sessions.constEnd()
                   ? *own
                   : choices.value(connection, choices.value(ConnectionId::None, none()));
    };
}

netcore::Result<void> FramingChoices::choose(ConnectionId connection, const QString &spec)
{
    const SessionId session = m_live ? m_sessionOf.value(connection) : SessionId::None;
    if (m_sessions.contains(session))
        return chooseForSession(session, spec);
    if (const auto framer = netcore::makeFramer(canonical(spec)); !framer)
        return netcore::refused(framer.error());
    shown().insert(connection, canonical(spec));
    Q_EMIT changed();
    return {};
}

netcore::Result<void> FramingChoices::chooseForSession(SessionId session, const QString &spec)
{
    const QString wanted = canonical(spec);
    if (const auto framer = netcore::makeFramer(wanted); !framer)
        return netcore::refused(framer.error());
    if (wanted == ofSession(session))
        return {};
    m_sessions[session].asked = wanted;
    Q_EMIT sessionFramingRequested(session, wanted);
    Q_EMIT changed();
    return {};
}

} // namespace models
