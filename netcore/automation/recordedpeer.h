#pragma once

#include "netcore/automation/replayscript.h"
#include "netcore/session/responder.h"

#include <unordered_map>

namespace netcore {

/// Answers as one side of a recorded conversation did: each of its sends goes out once as many bytes have
/// come as that side had received before it. What the input says is not looked at.
///
/// Streams    a side that spoke first speaks first again; a peer that does not read slows it
/// Datagrams  counted, not measured
/// Each       connection hears the conversation from its beginning
/// Thread     the engine's
class RecordedPeer final : public Responder
{
public:
    explicit RecordedPeer(std::shared_ptr<const ReplayScript> script);

    void received(ConnectionId from, QByteArrayView input, ResponderActions &actions) override;
    void ended(ConnectionId connection) override { m_places.erase(connection); }
    bool takesChunks() const override { return true; }
    void began(ConnectionId connection, ResponderActions &actions) override { answer(connection, actions); }
    void goOn(ConnectionId connection, ResponderActions &actions) override;
    bool owes(ConnectionId connection) const override;

private:
    struct Place
    {
        quint64 heard = 0;
        std::size_t next = 0;
        bool answering = false; // a reply may call back
    };

    bool isDue(const Place &place) const;
    void answer(ConnectionId connection, ResponderActions &actions);

    std::shared_ptr<const ReplayScript> m_script;
    RecordingReader m_reader;
    std::unordered_map<ConnectionId, Place> m_places;
};

} // namespace netcore
