#pragma once

#include <QtCore/QtGlobal>

#include <array>
#include <atomic>

namespace netcore {

/// Counts distinct damaged places in bounded memory, however often each one is looked at.
///
/// Limits   exact for few; among many, two places that share a bit count once
/// Thread   any thread
class DamageCounter
{
public:
    void add(quint64 key)
    {
        const quint64 mixed = (key * 0x9E3779B97F4A7C15ull) >> 48;
        const quint64 bit = quint64(1) << (mixed & 63);
        if ((m_seen[mixed >> 6].fetch_or(bit, std::memory_order_relaxed) & bit) == 0)
            m_count.fetch_add(1, std::memory_order_relaxed);
    }
    quint64 count() const { return m_count.load(std::memory_order_relaxed); }

private:
    std::array<std::atomic<quint64>, 1024> m_seen{};
    std::atomic<quint64> m_count{0};
};

} // namespace netcore
