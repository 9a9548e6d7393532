#pragma once

#include "netcore/session/enginecore.h"
#include "netcore/session/ratemeter.h"
#include "netcore/session/responderfeed.h"
#include "netcore/session/snapshot.h"

namespace netcore {

/// One connection of a session, live or just ended: its numbers, its records, its responder's feed.
///
/// Lifetime   kept by EngineCore; its session outlives it
/// Thread     the engine's
class Connection
{
public:
    Connection(EngineCore &core, Session &session, const ConnectionSnapshot &seed);
    virtual ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    ConnectionId id() const { return m_snapshot.id; }
    Session &session() const { return m_session; }
    const ConnectionSnapshot &snapshot() const { return m_snapshot; }
    bool isLive() const { return m_snapshot.ended == EndReason::None; }
    /// Null where the session has had no responder since this connection came.
    ResponderFeed *feed();
    bool isAnswering() const { return m_feed && m_feed->isBusy(); } // replies are still to come

    /// Sends, and tells the outcome of `id` unless it is None. A refusal is also the result.
    virtual Result<void> send(QByteArrayView payload, SendId id) = 0;
    virtual Result<void> shutdownWrite() = 0;
    virtual Result<void> setNoDelay(bool) { return {}; } // where there is none to set
    virtual void close(EndReason reason) = 0;
    virtual void reset() = 0;
    /// Ends it now, whatever waits: its owner goes.
    virtual void abandon() = 0;
    /// False while a reply would be refused, or would only make a queue longer.
    virtual bool canTakeReply() const = 0;
    virtual void pauseReading(bool paused) = 0;
    /// Reads the kernel's facts; `all` with RTT and queues, else only the state.
    virtual void sample(bool all);

    /// Brings rates up to now. True while they are not zero.
    bool updateRates();
    void setResponderPaused(bool paused);
    void countWithheld();
    /// Writes the description again, for a ring whose first one is about to be overwritten.
    void describeAgain();

protected:
    /// Writes the description: call once the addresses are known.
    void describe();
    void recordIn(RecordKind kind, QByteArrayView payload, SteadyNs at, quint8 flags = Record::NoFlag);
    void countIn(quint64 records, quint64 bytes, SteadyNs at);
    void recordOut(RecordKind kind, QByteArrayView payload, SteadyNs at);
    void setState(ConnectionState state);
    /// REQUIRES: isLive().
    void end(EndReason reason, const NetError &error);
    void changed();
    ConnectionSnapshot &edit() { return m_snapshot; }
    EngineCore &core() const { return m_core; }

private:
    EngineCore &m_core;
    Session &m_session;
    ConnectionSnapshot m_snapshot;
    RateMeter m_rateIn;
    RateMeter m_rateOut;
    std::unique_ptr<ResponderFeed> m_feed;
    friend class Session;
    quint32 m_place = 0; // among the live ones of the session
    bool m_described = false;
};

} // namespace netcore
