#pragma once

#include "netcore/base/result.h"

#include <functional>
#include <memory>

namespace netcore {

/// Told when a descriptor is ready. Readiness is a hint: the call itself says what is so.
class PollTarget
{
public:
    virtual ~PollTarget() = default;
    virtual void readable() = 0; // also on end of stream, error and error queue
    virtual void writable() = 0;
};

/// Watches descriptors for their targets within the thread's Qt event loop (level triggered).
///
/// epoll     one epoll descriptor under one QSocketNotifier, drained until empty before it returns to Qt
/// plain     one pair of QSocketNotifier per descriptor, for systems without epoll; the same contract test
/// runs over both Rules     a target may remove itself or any other from within its own call: a removed
/// target is never called again Fairness  a turn calls each ready target once a round, at most 64 rounds,
/// then gives Qt a turn Thread    one thread with an event loop; asserted
class Poller
{
public:
    enum Interest : unsigned { None = 0, Read = 1, Write = 2 };

    virtual ~Poller() = default;
    virtual Result<void> add(int fd, unsigned interest, PollTarget *target) = 0;
    virtual Result<void> modify(int fd, unsigned interest) = 0;
    virtual void remove(int fd) = 0; // before the descriptor is closed
    /// Called at the end of every turn in which a target was called: the place to commit what the turn
    /// recorded.
    virtual void setTurnEnded(std::function<void()> turnEnded) = 0;
};

Result<std::unique_ptr<Poller>> makeEpollPoller();
std::unique_ptr<Poller> makePlainPoller();

} // namespace netcore
