#include "netcore/session/backoff.h"

#include <algorithm>

namespace netcore {

int Backoff::nextMs()
{
    // The first wait is never under firstMs: a storm of tries is what this class exists against.
    const int least = std::max(firstMs, m_stepMs / 2);
    std::uniform_int_distribution<int> draw(least, m_stepMs);
    const int wait = draw(m_random);
    m_stepMs = std::min(capMs, m_stepMs * 2);
    return wait;
}

} // namespace netcore
