#include "netcore/base/clock.h"

#include <ctime>

namespace netcore {

namespace {

qint64 readClock(clockid_t id)
{
    timespec now{};
    ::clock_gettime(id, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

} // namespace

SteadyNs SystemClock::steadyNow() const
{
    return readClock(CLOCK_MONOTONIC);
}

WallNs SystemClock::wallNow() const
{
    return readClock(CLOCK_REALTIME);
}

} // namespace netcore
