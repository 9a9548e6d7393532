#include "netcore/socket/floodpace.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr SteadyNs window = 2'000'000;
constexpr qint64 floodPerSecond = 20'000;
constexpr SteadyNs worthWaiting = 20'000;
constexpr qint64 nsPerSecond = 1'000'000'000;

} // namespace

SteadyNs FloodPace::afterDrain(SteadyNs now, qint64 messages, qint64 bytes, qint64 bufferBytes)
{
    m_messages += messages;
    m_bytes += bytes + messages * bytesBeside;
    const SteadyNs passed = now - m_since;
    if (passed < window)
        return m_wait;
    const bool flooded = m_messages * nsPerSecond / passed >= floodPerSecond;
    // As a double: after an idle day the product would not fit a whole number.
    const double untilEighth =
        m_bytes > 0 ? double(bufferBytes) / 8 * double(passed) / double(m_bytes) : double(longest);
    const auto wait = SteadyNs(std::min(double(longest), untilEighth));
    m_wait = flooded && wait >= worthWaiting ? wait : 0;
    m_since = now;
    m_messages = m_bytes = 0;
    return m_wait;
}

} // namespace netcore
