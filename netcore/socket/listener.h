#pragma once

#include "netcore/address/endpointspec.h"
#include "netcore/socket/poller.h"
#include "netcore/socket/syscalls.h"

#include <memory>

namespace netcore {

class ListenerEvents
{
public:
    virtual ~ListenerEvents() = default;
    /// The descriptor is the callee's from here on.
    virtual void accepted(int fd, const SocketAddress &peer) = 0;
    /// Accepting has stopped for want of descriptors (or goes on again): faults row 24.
    virtual void acceptPaused(bool paused, const NetError &error) = 0;
};

/// A bound, listening TCP or Unix stream socket with an accept loop.
///
/// Backlog   as the spec's option says (default 128), told to the kernel
/// Fairness  at most 64 connections are accepted per readiness
/// EMFILE    a spare descriptor takes and closes the connection that cannot be had, accepting stops, and is
///           tried again after 250 ms, doubling up to 4 s; no spinning; refused() counts what was turned away
/// Reuse     SO_REUSEADDR on (restart during TIME-WAIT), SO_REUSEPORT never (faults row 19)
/// IPv6      "::" takes IPv4 as well unless v6only=1; any other address is IPv6 only unless v6only=0
/// Unix      the file is made with mode 0600; what exists is never removed (EADDRINUSE); our own file is
///           removed at the end, if it is still the one that we made
/// Records   its calls belong to the connection that was set in `calls` when it was opened
/// Lifetime  `calls`, `poller` and `events` outlive it; it may be destroyed from within accepted()
/// Thread    the engine's; asserted
/// Source    tcp(7), unix(7), accept(2)
class Listener final : private PollTarget
{
public:
    static Result<std::unique_ptr<Listener>> open(Syscalls &calls, Poller &poller, ListenerEvents &events,
                                                  const SocketAddress &address, const EndpointSpec &spec);
    ~Listener() override;

    SocketAddress local() const; // with the port that the kernel chose
    quint64 refused() const;
    int descriptor() const;
    class Private;

private:
    explicit Listener(std::unique_ptr<Private> d);
    void readable() override;
    void writable() override {}
    std::unique_ptr<Private> d;
};

} // namespace netcore
