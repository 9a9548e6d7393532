#include "netcore/session/connection.h"
#include "netcore/session/engine.h"
#include "netcore/session/session.h"

#include <algorithm>

namespace netcore {

// What the user asks of an engine: the commands behind EngineHandle.

namespace {

NetError noSuchConnection()
{
    return NetError::of(ErrorKind::NotConnected, "send",
                        NETCORE_REASON("there is no such connection any more"));
}

NetError noSuchSession()
{
    return NetError::of(ErrorKind::NotConnected, "send", NETCORE_REASON("there is no such session any more"));
}

} // namespace

void Engine::open(SessionId id, const SessionRequest &request)
{
    std::unique_ptr<Session> made = makeSession(*this, id, request);
    Session &opened = *made;
    m_sessions.emplace(id, std::move(made));
    opened.describe();
    tellRefusal(id, opened.setFraming(request.framing), request.framing);
    tellRefusal(id, opened.setResponder(request.responder), request.responder);
    sessionChanged(opened);
    opened.start();
}

void Engine::closeSession(SessionId id)
{
    if (Session *found = session(id))
        found->close();
}

void Engine::removeSession(SessionId id)
{
    Session *found = session(id);
    if (!found)
        return;
    found->close();
    for (Connection *live : found->live())
        live->abandon();
    clearEnded(id);
    m_dirtySessions.erase(id);
    m_sessions.erase(id);
    m_next.removedSessions.append(id);
    wantFlush();
}

void Engine::clearEnded(SessionId id)
{
    const auto matches = [id](const auto &ended) { return id == SessionId::None || ended.first == id; };
    for (const auto &ended : m_ended) {
        if (matches(ended))
            forget(ended.second);
    }
    m_ended.erase(std::remove_if(m_ended.begin(), m_ended.end(), matches), m_ended.end());
}

void Engine::retry(SessionId id)
{
    if (Session *found = session(id))
        found->start();
}

void Engine::stopReconnecting(SessionId id)
{
    if (Session *found = session(id))
        found->stopReconnecting();
}

void Engine::send(ConnectionId id, const QByteArray &payload, SendId sendId)
{
    Connection *found = connection(id);
    if (!found)
        return refuseSend(SessionId::None, id, payload, sendId, noSuchConnection());
    tellRefusal(*found, found->send(payload, sendId), payload.size());
}

void Engine::sendToAll(SessionId id, const QByteArray &payload, SendId sendId)
{
    Session *found = session(id);
    const std::vector<Connection *> all = found ? found->live() : std::vector<Connection *>{};
    if (all.empty())
        return refuseSend(id, ConnectionId::None, payload, sendId,
                          found ? noSuchConnection() : noSuchSession());
    for (Connection *each : all) {
        if (each->isLive())
            tellRefusal(*each, each->send(payload, sendId), payload.size());
    }
}

void Engine::sendTo(SessionId id, const QString &to, const QByteArray &payload, SendId sendId)
{
    Session *found = session(id);
    const Result<void> sent = found ? found->sendTo(to, payload, sendId) : refused(noSuchSession());
    if (!sent)
        refuseSend(id, ConnectionId::None, payload, sendId, sent.error(), to);
}

void Engine::shutdownWrite(ConnectionId id)
{
    if (Connection *found = connection(id))
        tellRefusal(*found, found->shutdownWrite());
}

void Engine::setNoDelay(ConnectionId id, bool on)
{
    if (Connection *found = connection(id))
        tellRefusal(*found, found->setNoDelay(on));
}

void Engine::closeConnection(ConnectionId id)
{
    if (Connection *found = connection(id))
        found->close(EndReason::ClosedByUs);
}

void Engine::resetConnection(ConnectionId id)
{
    if (Connection *found = connection(id))
        found->reset();
}

void Engine::resumeResponder(ConnectionId id)
{
    if (Connection *found = connection(id))
        if (ResponderFeed *feed = found->feed())
            feed->release();
}

void Engine::setResponder(SessionId id, const QString &spec)
{
    if (Session *found = session(id))
        tellRefusal(id, found->setResponder(spec), spec);
}

void Engine::answerWith(SessionId id, const ResponderMaker &make, const QString &name)
{
    if (Session *found = session(id))
        found->takeResponder(make(), name);
}

void Engine::setFraming(SessionId id, const QString &spec)
{
    if (Session *found = session(id))
        tellRefusal(id, found->setFraming(spec), spec);
}

void Engine::setAtBound(AtBound atBound, quint64 maxBytes)
{
    m_writer->setBound(atBound, maxBytes);
    m_recording.atBound = atBound;
    m_recording.maxBytes = maxBytes;
    m_recordingChanged = true;
    wantFlush();
}

void Engine::resumeRecording()
{
    m_writer->tryResume();
    m_recordingChanged = true;
    wantFlush();
}

void Engine::note(ConnectionId id, const QString &text)
{
    m_journal.note(id, text);
    wantFlush();
}

void Engine::observe(const QList<ConnectionId> &visible, const QList<SessionId> &sessions)
{
    const std::set<SessionId> seenBefore =
        std::exchange(m_observedSessions, {sessions.begin(), sessions.end()});
    for (const SessionId id : m_observedSessions) {
        if (Session *seen = seenBefore.contains(id) ? nullptr : session(id))
            seen->sample();
    }
    m_observed = {visible.begin(), visible.end()};
    for (const ConnectionId id : m_observed) {
        if (Connection *seen = connection(id))
            seen->sample(true);
    }
}

void Engine::refuseSend(SessionId sessionId, ConnectionId id, const QByteArray &payload, SendId sendId,
                        const NetError &error, const QString &where)
{
    SendOutcome outcome;
    outcome.id = sendId;
    outcome.connection = id;
    outcome.bytesAsked = quint64(payload.size());
    outcome.error = error;
    tellOutcome(outcome);
    Failure failure;
    failure.session = sessionId;
    failure.connection = id;
    failure.error = error;
    failure.where = where;
    failure.bytesAsked = outcome.bytesAsked;
    tellFailure(failure);
}

void Engine::tellRefusal(SessionId id, const Result<void> &result, const QString &where)
{
    if (result)
        return;
    Failure failure;
    failure.session = id;
    failure.error = result.error();
    failure.where = where;
    tellFailure(failure);
}

void Engine::tellRefusal(const Connection &connection, const Result<void> &result, qsizetype asked)
{
    if (result)
        return;
    Failure failure;
    failure.session = connection.session().id();
    failure.connection = connection.id();
    failure.error = result.error();
    failure.where = connection.snapshot().peer.toString();
    failure.bytesAsked = quint64(asked);
    tellFailure(failure);
}

} // namespace netcore
