#include "netcore/base/distribution.h"

#include <algorithm>
#include <bit>

namespace netcore {

namespace {

constexpr quint64 exact = 16;

} // namespace

std::size_t Distribution::stepOf(quint64 value)
{
    if (value < exact)
        return std::size_t(value);
    const int exponent = 63 - std::countl_zero(value);
    return std::size_t(exact) + std::size_t(exponent - 4) * 8 + std::size_t(value >> (exponent - 3) & 7);
}

quint64 Distribution::startOf(std::size_t step)
{
    if (step < exact)
        return step;
    const std::size_t beyond = step - std::size_t(exact);
    return (8 + beyond % 8) << (beyond / 8 + 1);
}

void Distribution::add(quint64 value)
{
    m_least = m_count == 0 ? value : std::min(m_least, value);
    m_most = std::max(m_most, value);
    m_sum += double(value);
    ++m_count;
    ++m_counts[stepOf(value)];
}

quint64 Distribution::quantile(double share) const
{
    if (m_count == 0)
        return 0;
    const auto wanted = quint64(share * double(m_count));
    quint64 below = 0;
    for (std::size_t step = stepOf(m_least); step < steps; ++step) {
        below += m_counts[step];
        if (below > wanted || below == m_count)
            return std::clamp(startOf(step), m_least, m_most);
    }
    return m_most;
}

std::vector<Distribution::Bar> Distribution::bars(int wanted) const
{
    std::vector<Bar> result;
    if (m_count == 0 || wanted < 1)
        return result;
    const std::size_t begin = stepOf(m_least);
    const std::size_t end = stepOf(m_most) + 1;
    const std::size_t width = (end - begin + std::size_t(wanted) - 1) / std::size_t(wanted);
    for (std::size_t step = begin; step < end; step += width) {
        const std::size_t behind = std::min(step + width, end);
        Bar bar{.from = std::max(startOf(step), m_least), .to = behind == end ? m_most : startOf(behind) - 1};
        for (std::size_t i = step; i < behind; ++i)
            bar.count += m_counts[i];
        result.push_back(bar);
    }
    return result;
}

} // namespace netcore
