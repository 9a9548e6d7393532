#include "netcore/session/connection.h"

#include "netcore/session/journal.h"
#include "netcore/session/session.h"

namespace netcore {

Connection::Connection(EngineCore &core, Session &session, const ConnectionSnapshot &seed)
    : m_core(core), m_session(session), m_snapshot(seed)
{
    m_snapshot.session = session.id();
    m_snapshot.since = core.journal().now();
}

Connection::~Connection() = default;

ResponderFeed *Connection::feed()
{
    if (!m_feed && m_session.responder())
        m_feed = std::make_unique<ResponderFeed>(m_core, m_session, *this);
    return m_feed.get();
}

void Connection::describe()
{
    m_described = true;
    m_core.journal().connectionOpened(m_snapshot);
    m_core.journal().stateChanged(id(), m_snapshot.state);
    changed();
}

void Connection::describeAgain()
{
    if (m_described && isLive())
        m_core.journal().connectionOpened(m_snapshot, true);
}

void Connection::recordIn(RecordKind kind, QByteArrayView payload, SteadyNs at, quint8 flags)
{
    m_core.journal().data(id(), kind, Direction::In, at, payload, flags);
    countIn(1, quint64(payload.size()), at);
}

void Connection::countIn(quint64 records, quint64 bytes, SteadyNs at)
{
    m_snapshot.bytesIn += bytes;
    m_snapshot.recordsIn += records;
    m_rateIn.add(at, bytes);
    changed();
}

void Connection::recordOut(RecordKind kind, QByteArrayView payload, SteadyNs at)
{
    m_core.journal().data(id(), kind, Direction::Out, at, payload);
    m_snapshot.bytesOut += quint64(payload.size());
    ++m_snapshot.recordsOut;
    m_rateOut.add(at, quint64(payload.size()));
    changed();
}

void Connection::setState(ConnectionState state)
{
    if (m_snapshot.state == state)
        return;
    m_snapshot.state = state;
    if (m_described)
        m_core.journal().stateChanged(id(), state);
    changed();
}

void Connection::end(EndReason reason, const NetError &error)
{
    Q_ASSERT(isLive());
    if (!m_described)
        describe();
    setState(ConnectionState::Closed);
    m_snapshot.ended = reason;
    m_snapshot.error = error;
    m_snapshot.endedAt = m_core.journal().now();
    m_core.journal().connectionClosed(m_snapshot);
    m_session.connectionGone(*this);
    m_core.connectionEnded(*this);
}

void Connection::changed()
{
    m_core.connectionChanged(*this);
}

void Connection::sample(bool) {}

bool Connection::updateRates()
{
    const SteadyNs now = m_core.clock().steadyNow();
    const double in = isLive() ? m_rateIn.perSecond(now) : 0;
    const double out = isLive() ? m_rateOut.perSecond(now) : 0;
    if (in != m_snapshot.rateIn || out != m_snapshot.rateOut)
        changed();
    m_snapshot.rateIn = in;
    m_snapshot.rateOut = out;
    return in > 0 || out > 0;
}

void Connection::setResponderPaused(bool paused)
{
    m_snapshot.responderPaused = paused;
    changed();
}

void Connection::countWithheld()
{
    ++m_snapshot.repliesWithheld;
    changed();
}

} // namespace netcore
