#include "netcore/recording/roundtrips.h"

#include <QtCore/QHashFunctions>

#include <algorithm>

namespace netcore {

std::size_t RoundTrips::RequestHash::operator()(const Request &request) const
{
    return qHashMulti(0, quint32(request.connection), request.direction, request.key);
}

void RoundTrips::add(std::size_t asked, SteadyNs time)
{
    m_times[asked].add(quint64(std::max<SteadyNs>(0, time)));
}

void RoundTrips::meet(ConnectionId connection, std::size_t direction, const QByteArray &key, SteadyNs time)
{
    Request request{connection, 1 - direction, key};
    if (const auto asked = m_waiting.find(request); asked != m_waiting.end()) {
        add(request.direction, time - asked->second);
        m_waiting.erase(asked);
        return;
    }
    request.direction = direction;
    if (m_waiting.size() < mostWaiting)
        m_waiting[request] = time;
}

} // namespace netcore
