#pragma once

#include <QtCore/QTimer>

#include <algorithm>
#include <ctime>
#include <utility>
#include <vector>

// What work costs the processor: unlike the clock on the wall it does not grow when other programs run, so
// two of these can be compared on any machine.

inline double cpuMs(clockid_t whose)
{
    timespec used{};
    ::clock_gettime(whose, &used);
    return double(used.tv_sec) * 1e3 + double(used.tv_nsec) / 1e6;
}

inline double threadCpuMs()
{
    return cpuMs(CLOCK_THREAD_CPUTIME_ID);
}

inline double processCpuMs()
{
    return cpuMs(CLOCK_PROCESS_CPUTIME_ID);
}

/// The processor time in ms of the calling thread that `work` takes, the least of `times` runs.
template <typename Work>
double leastCpuMs(int times, Work work)
{
    double least = 0;
    for (int i = 0; i < times; ++i) {
        const double before = threadCpuMs();
        work();
        const double took = threadCpuMs() - before;
        least = i == 0 ? took : std::min(least, took);
    }
    return least;
}

/// What each turn of this thread's event loop costs, from the construction on.
class LoopTurns
{
public:
    LoopTurns()
    {
        QObject::connect(&m_probe, &QTimer::timeout, &m_probe, [this] {
            const double now = threadCpuMs();
            m_turns.push_back(now - std::exchange(m_before, now));
        });
        m_probe.start(1);
    }

    [[nodiscard]] std::size_t count() const { return m_turns.size(); }

    /// The turn, in ms, than which the given share of all turns is not longer; 1 asks for the longest.
    [[nodiscard]] double atShare(double share) const
    {
        if (m_turns.empty())
            return 0;
        std::vector<double> sorted = m_turns;
        std::sort(sorted.begin(), sorted.end());
        return sorted[std::min(sorted.size() - 1, std::size_t(share * double(sorted.size())))];
    }

private:
    QTimer m_probe;
    double m_before = threadCpuMs();
    std::vector<double> m_turns;
};
