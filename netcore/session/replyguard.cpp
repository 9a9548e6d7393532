#include "netcore/session/replyguard.h"

#include <algorithm>
#include <array>

namespace netcore {

namespace replyguard {

bool isNeverAnswered(const SocketAddress &peer)
{
    constexpr std::array<quint16, 8> reflectors{7, 13, 17, 19, 37, 53, 69, 123};
    return peer.isMulticast() ||
           std::find(reflectors.begin(), reflectors.end(), peer.port()) != reflectors.end();
}

bool isTooMuch(const SocketAddress &peer, qsizetype bytesIn, qsizetype bytesOut)
{
    return !peer.isLoopback() && bytesOut > mostTimesTheRequest * bytesIn;
}

} // namespace replyguard

bool TokenBucket::has(SteadyNs now)
{
    if (m_filledAt != 0)
        m_tokens = std::min(burst, m_tokens + double(now - m_filledAt) * 1e-9 * repliesPerSecond);
    m_filledAt = now;
    return m_tokens >= 1;
}

bool TokenBucket::take(SteadyNs now)
{
    if (!has(now))
        return false;
    m_tokens -= 1;
    return true;
}

bool LoopDetector::isLoop(QByteArrayView payload, SteadyNs now)
{
    const size_t hash = qHash(payload);
    if (m_seen.size() >= mostPayloads && !m_seen.contains(hash))
        m_seen.clear();
    Seen &seen = m_seen[hash];
    if (seen.times == 0 || now - seen.since > window)
        seen = {now, 0};
    return ++seen.times > mostRepeats;
}

} // namespace netcore
