#pragma once

#include "netcore/base/result.h"

#include <QtCore/QObject>

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
/// plain     QSocketNotifiers of its own for each descriptor, for systems without epoll
/// Rules     a target may remove itself or any other from within its own call: a removed target is never
///           called again, also when its descriptor's number is taken anew within the same round
/// Fairness  a turn calls each ready target once a round, at most 64 rounds or 4 ms, then gives Qt a turn
/// Lingering epoll: while events come less than a millisecond apart, a turn waits for the next one itself,
/// for
///           up to a millisecond; timers and posted functions then wait that long, never longer than a turn
/// Errors    with Read or Errors they come by readable(), with Write (also) by writable()
/// Lifetime  outlives whatever is added to it; never destroyed from within a call
/// Thread    one thread with an event loop; asserted
class Poller
{
public:
    enum Interest : unsigned {
        None = 0, // added, but not watched at all
        Read = 1,
        Write = 2,
        Errors = 4, // only a reset or hang-up, told by readable()
    };

    virtual ~Poller() = default;
    virtual Result<void> add(int fd, unsigned interest, PollTarget *target) = 0;
    virtual Result<void> modify(int fd, unsigned interest) = 0;
    virtual void remove(int fd) = 0; // before the descriptor is closed

    /// Called at the end of every turn in which a target was called, or later()'s function ran, and before a
    /// turn lingers: the place to commit what was recorded.
    void setTurnEnded(std::function<void()> turnEnded) { m_turnEnded = std::move(turnEnded); }
    /// Runs `work` as a turn of its own from the event loop, unless `context` is gone by then.
    void later(QObject *context, std::function<void()> work);
    /// For a timer's function: what it did is a turn too.
    void endTurn() const;

protected:
    std::function<void()> m_turnEnded;
};

Result<std::unique_ptr<Poller>> makeEpollPoller();
std::unique_ptr<Poller> makePlainPoller();

} // namespace netcore
