#pragma once

#include "netcore/base/clock.h"
#include "netcore/session/enginehandle.h"

#include <memory>

namespace netcore {

class Connection;
class Journal;
class Poller;
class Session;
class Syscalls;

/// What the engine offers to its sessions and connections.
///
/// Lifetime   outlives them all
/// Thread     the engine's
class EngineCore
{
public:
    virtual ~EngineCore() = default;

    virtual const EngineOptions &options() const = 0;
    virtual const Clock &clock() const = 0;
    virtual Syscalls &calls() = 0;
    virtual Poller &poller() = 0;
    virtual Journal &journal() = 0;

    virtual ConnectionId newConnectionId() = 0;
    /// Keeps a connection; it is destroyed some time after it has ended, never from within its own calls.
    virtual Connection &keep(std::unique_ptr<Connection> connection) = 0;
    virtual void connectionChanged(Connection &connection) = 0;
    virtual void connectionEnded(Connection &connection) = 0;
    virtual void sessionChanged(Session &session) = 0;
    virtual void tellFailure(const Failure &failure) = 0;
    virtual void tellOutcome(const SendOutcome &outcome) = 0;

    /// Bytes of unsent data in all connections; each connection reports its changes.
    virtual qint64 unsentInAll() const = 0;
    virtual void unsentChanged(qint64 by) = 0;
    /// True if a UDP session of this engine that answers has this address (faults row 68).
    virtual bool answersItself(const SocketAddress &peer) const = 0;
};

} // namespace netcore
