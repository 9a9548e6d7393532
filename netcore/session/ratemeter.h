#pragma once

#include "netcore/base/clock.h"

#include <array>
#include <memory>

namespace netcore {

/// Bytes a second, over the last second.
///
/// Exact    at a steady rate whatever the moment: of the oldest eighth only the part that is still within the
///          second counts
/// Units    bytes; SteadyNs
/// Memory   16 bytes while nothing moves: most of ten thousand connections are idle
/// Thread   plain value, any one thread
class RateMeter
{
public:
    void add(SteadyNs now, quint64 bytes);
    double perSecond(SteadyNs now);

private:
    static constexpr int slotsInSecond = 8;
    static constexpr int slotCount = slotsInSecond + 1; // the newest and the oldest together are one
    static constexpr SteadyNs slotNs = 1'000'000'000 / slotsInSecond;

    void advance(SteadyNs now);

    std::unique_ptr<std::array<quint64, slotCount>> m_slots; // none: all are zero
    qint64 m_newest = 0; // number of the newest slot since the clock's zero
};

} // namespace netcore
