#pragma once

#include "netcore/base/clock.h"

#include <array>

namespace netcore {

/// Bytes a second, over the last second.
///
/// Units    bytes; SteadyNs
/// Thread   plain value, any one thread
class RateMeter
{
public:
    void add(SteadyNs now, quint64 bytes);
    double perSecond(SteadyNs now);

private:
    static constexpr int slotCount = 8;
    static constexpr SteadyNs slotNs = 1'000'000'000 / slotCount;

    void advance(SteadyNs now);

    std::array<quint64, slotCount> m_slots{};
    qint64 m_newest = 0; // number of the newest slot since the clock's zero
};

} // namespace netcore
