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
/// EMFILE    a spare descriptor takes and closes the connection that cannot be had, accepting stops, and is
/// tried again
///           after 250 ms, doubling up to 4 s; no spinning; refused() counts what was turned away
/// Reuse     SO_REUSEADDR on (restart during TIME-WAIT), SO_REUSEPORT never (faults row 19)
/// Thread    the engine's; asserted
class Listener final : private PollTarget
{
public:
    static Result<std::unique_ptr<Listener>> open(Syscalls &calls, Poller &poller, ListenerEvents &events,
                                                  const SocketAddress &address, const EndpointSpec &spec);
    ~Listener() override;

    SocketAddress local() const; // with the port that the kernel chose
    quint64 refused() const;
    class Private;

private:
    explicit Listener(std::unique_ptr<Private> d);
    void readable() override;
    void writable() override {}
    std::unique_ptr<Private> d;
};

} // namespace netcore
