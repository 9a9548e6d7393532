#pragma once

#include "netcore/base/clock.h"
#include "netcore/socket/poller.h"

#include <functional>

namespace netcore {

/// Calls once after some microseconds: what Qt's timers, which count in milliseconds, cannot.
///
/// Errors    start() is false where the system has no such timer, or no descriptor is left for one
/// Cost      one descriptor, from the first start() on
/// Lifetime  `poller` outlives it; not to be destroyed from within the call
/// Thread    the poller's
/// Source    timerfd_create(2)
class FineTimer final : private PollTarget
{
public:
    FineTimer(Poller &poller, std::function<void()> due) : m_poller(poller), m_due(std::move(due)) {}
    ~FineTimer() override;
    FineTimer(const FineTimer &) = delete;
    FineTimer &operator=(const FineTimer &) = delete;

    /// A timer that runs already is set anew. REQUIRES: after > 0.
    bool start(SteadyNs after);
    void stop();
    bool isRunning() const { return m_running; }

private:
    void readable() override;
    void writable() override {}
    bool prepare();
    void set(SteadyNs after);

    Poller &m_poller;
    std::function<void()> m_due;
    int m_fd = -1;
    bool m_running = false;
};

} // namespace netcore
