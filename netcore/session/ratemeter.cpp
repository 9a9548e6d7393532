#include "netcore/session/ratemeter.h"

#include <algorithm>
#include <numeric>

namespace netcore {

void RateMeter::advance(SteadyNs now)
{
    const qint64 slot = now / slotNs;
    const qint64 passed = std::min<qint64>(slot - m_newest, slotCount);
    for (qint64 i = 1; i <= passed; ++i)
        m_slots[size_t((m_newest + i) % slotCount)] = 0;
    if (slot - m_newest > slotCount)
        m_slots.fill(0);
    m_newest = std::max(m_newest, slot);
}

void RateMeter::add(SteadyNs now, quint64 bytes)
{
    advance(now);
    m_slots[size_t(m_newest % slotCount)] += bytes;
}

double RateMeter::perSecond(SteadyNs now)
{
    advance(now);
    const quint64 all = std::accumulate(m_slots.begin(), m_slots.end(), quint64(0));
    const quint64 oldest = m_slots[size_t((m_newest + 1) % slotCount)];
    return double(all) - double(oldest) * double(now % slotNs) / double(slotNs);
}

} // namespace netcore
