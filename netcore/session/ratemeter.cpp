#include "netcore/session/ratemeter.h"

#include <algorithm>
#include <numeric>

namespace netcore {

void RateMeter::advance(SteadyNs now)
{
    const qint64 slot = now / slotNs;
    if (slot - m_newest >= slotCount)
        m_slots.reset();
    for (qint64 next = m_newest + 1; m_slots && next <= slot; ++next)
        (*m_slots)[size_t(next % slotCount)] = 0;
    m_newest = std::max(m_newest, slot);
}

void RateMeter::add(SteadyNs now, quint64 bytes)
{
    advance(now);
    if (!m_slots)
        m_slots = std::make_unique<std::array<quint64, slotCount>>();
    (*m_slots)[size_t(m_newest % slotCount)] += bytes;
}

double RateMeter::perSecond(SteadyNs now)
{
    advance(now);
    if (!m_slots)
        return 0;
    const quint64 all = std::accumulate(m_slots->begin(), m_slots->end(), quint64(0));
    const quint64 oldest = (*m_slots)[size_t((m_newest + 1) % slotCount)];
    return double(all) - double(oldest) * double(now % slotNs) / double(slotNs);
}

} // namespace netcore
