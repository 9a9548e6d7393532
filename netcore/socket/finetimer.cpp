#include "netcore/socket/finetimer.h"

#include <sys/timerfd.h>
#include <unistd.h>

namespace netcore {

FineTimer::~FineTimer()
{
    if (m_fd < 0)
        return;
    m_poller.remove(m_fd);
    ::close(m_fd);
}

bool FineTimer::prepare()
{
    if (m_fd >= 0)
        return true;
    m_fd = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (m_fd >= 0 && m_poller.add(m_fd, Poller::Read, this))
        return true;
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    return false;
}

/// Setting it also takes back that it was due: nothing has to be read.
void FineTimer::set(SteadyNs after)
{
    constexpr SteadyNs second = 1'000'000'000;
    itimerspec when{};
    when.it_value.tv_sec = after / second;
    when.it_value.tv_nsec = after % second;
    ::timerfd_settime(m_fd, 0, &when, nullptr);
    m_running = after > 0;
}

bool FineTimer::start(SteadyNs after)
{
    if (!prepare())
        return false;
    set(after);
    return true;
}

void FineTimer::stop()
{
    if (m_running)
        set(0);
}

void FineTimer::readable()
{
    if (!m_running)
        return;
    m_running = false;
    m_due();
    if (!m_running)
        set(0); // not set anew: it would stay due
}

} // namespace netcore
