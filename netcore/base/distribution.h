#pragma once

#include <QtCore/QtGlobal>

#include <array>
#include <vector>

namespace netcore {

/// How often which values came: exact below 16, then eight steps for each doubling.
///
/// Memory   4 KiB, whatever comes
/// Thread   plain value
class Distribution
{
public:
    void add(quint64 value);

    quint64 count() const { return m_count; }
    quint64 least() const { return m_least; } // 0 where nothing came
    quint64 most() const { return m_most; }
    double mean() const { return m_count == 0 ? 0 : m_sum / double(m_count); }
    /// The value that `share` (0 to 1) of all do not exceed, to the step.
    quint64 quantile(double share) const;

    struct Bar
    {
        quint64 from = 0; // values from here
        quint64 to = 0;   // to here, both included
        quint64 count = 0;
    };
    /// From the least to the most, at most `wanted` bars of about the same number of steps.
    std::vector<Bar> bars(int wanted) const;

private:
    static constexpr std::size_t steps = 16 + 60 * 8;
    static std::size_t stepOf(quint64 value);
    static quint64 startOf(std::size_t step);

    std::array<quint64, steps> m_counts{};
    quint64 m_count = 0;
    quint64 m_least = 0;
    quint64 m_most = 0;
    double m_sum = 0;
};

} // namespace netcore
