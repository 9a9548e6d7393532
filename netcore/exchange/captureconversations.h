#pragma once

#include "netcore/exchange/packetdecoder.h"

#include <deque>
#include <memory>
#include <unordered_map>

namespace netcore {

/// Takes what a capture tells, in the order in which it happened.
class CaptureSink
{
public:
    virtual ~CaptureSink() = default;
    virtual void opened(ConnectionId id, const ConversationFacts &facts, WallNs at) = 0;
    virtual void data(ConnectionId id, const ConversationFacts &facts, Direction direction,
                      QByteArrayView bytes, bool cut, WallNs at) = 0;
    virtual void missing(ConnectionId id, Direction direction, quint64 bytes, WallNs at) = 0;
    /// A comment of a packet of this conversation, or of none.
    virtual void note(ConnectionId, const QString &, WallNs) {}
    /// `facts.ended` says how.
    virtual void closed(ConnectionId id, const ConversationFacts &facts, WallNs at) = 0;
};

/// Makes conversations of packets.
///
/// TCP      begins with a SYN, or in the middle with whatever comes first; a SYN with another number begins a
///          new one on the same addresses; ends with an RST or both FINs
/// UDP      one for each pair of addresses
/// Local    see importCapture()
/// Limits   262,144 open at a time: then the oldest is let go, and what follows of it is a new one
/// Thread   one thread
class CaptureConversations
{
public:
    explicit CaptureConversations(CaptureSink &sink);
    ~CaptureConversations();

    /// Gives the conversation that it belongs to.
    ConnectionId take(const DecodedPacket &packet);
    /// The capture is over: what waits for missing segments is given out.
    void finish();

private:
    struct Conversation;
    struct Key
    {
        PacketEnd low;
        PacketEnd high;
        Carrier carrier;
        bool operator==(const Key &) const = default;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key &key) const;
    };

    Conversation &conversationOf(const DecodedPacket &packet);
    Conversation &begin(const Key &key, const DecodedPacket &packet);
    void takeSegment(Conversation &conversation, const DecodedPacket &packet);
    void closeIfComplete(Conversation &conversation);
    void close(Conversation &conversation, const char *how);
    void letOldestGo();

    CaptureSink &m_sink;
    std::unordered_map<Key, std::unique_ptr<Conversation>, KeyHash> m_open;
    std::deque<std::pair<Key, quint32>> m_byAge;
    quint32 m_last = 0;
    WallNs m_at = 0;
    struct Waiting;
    std::unique_ptr<Waiting> m_waiting; // outlived by the conversations
};

} // namespace netcore
