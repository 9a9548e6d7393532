#include "netcore/automation/recordedpeer.h"

namespace netcore {

RecordedPeer::RecordedPeer(std::shared_ptr<const ReplayScript> script)
    : m_script(std::move(script)), m_reader(m_script->store)
{
}

bool RecordedPeer::isDue(const Place &place) const
{
    return place.next < m_script->steps.size() && m_script->steps[place.next].after <= place.heard;
}

void RecordedPeer::received(ConnectionId from, QByteArrayView input, ResponderActions &actions)
{
    m_places[from].heard += m_script->datagrams ? 1 : quint64(input.size());
    answer(from, actions);
}

void RecordedPeer::goOn(ConnectionId connection, ResponderActions &actions)
{
    if (m_places.contains(connection))
        answer(connection, actions);
}

bool RecordedPeer::owes(ConnectionId connection) const
{
    const auto place = m_places.find(connection);
    return place != m_places.end() && isDue(place->second);
}

void RecordedPeer::answer(ConnectionId connection, ResponderActions &actions)
{
    if (m_places[connection].answering)
        return;
    m_places[connection].answering = true;
    // A reply may end the connection, and then its place is gone: look again each time.
    for (auto place = m_places.find(connection);
         place != m_places.end() && isDue(place->second) && actions.canReply();
         place = m_places.find(connection)) {
        QByteArray payload;
        const Record &record = m_script->steps[place->second.next++].record;
        if (m_reader.readPayload(record, payload))
            actions.reply(payload);
    }
    if (const auto place = m_places.find(connection); place != m_places.end())
        place->second.answering = false;
}

} // namespace netcore
