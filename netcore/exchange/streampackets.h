#pragma once

#include "netcore/exchange/packetheaders.h"
#include "netcore/recording/record.h"

#include <functional>

namespace netcore {

/// Makes the TCP segments that could have carried a recorded stream.
///
/// Segments     one for each read or send, pushed; longer ones are split at 65,495 bytes, the last one pushed
/// Sequence     counts the bytes that are given: what a selection leaves out leaves no gap
/// Acks         as much as is needed: each segment acknowledges all that came before; a side that only
/// receives
///              acknowledges before more than 32 KiB are on their way, so that no window is ever full
/// Source       RFC 9293 s.3.4, 3.5, 3.6, 3.10.7
class StreamPackets
{
public:
    using Take = std::function<void(Direction, const PacketHeaders &, QByteArrayView payload)>;

    /// `local` and `peer` are of one IP family. `seed` makes the initial sequence numbers.
    StreamPackets(const SocketAddress &local, const SocketAddress &peer, bool inbound, quint32 seed);

    void open(const Take &take); // SYN, SYN-ACK, ACK
    void data(Direction direction, QByteArrayView chunk, const Take &take);
    void finish(Direction first, bool both, const Take &take); // FIN of one side, ACK, then of the other
    void reset(Direction by, const Take &take);
    void refusedByPeer(const Take &take); // SYN, RST
    void unanswered(const Take &take);    // SYN
    bool isBegun() const { return m_begun; }

private:
    struct Side
    {
        quint32 next = 0;         // sequence number of the next byte
        quint32 acknowledged = 0; // what it has told the other side that it got
        bool finished = false;
    };

    Side &side(Direction direction) { return m_sides[direction == Direction::Out]; }
    Direction opener() const { return m_inbound ? Direction::In : Direction::Out; }
    void send(Direction direction, quint8 flags, QByteArrayView payload, const Take &take);
    void sendFin(Direction direction, const Take &take);

    SocketAddress m_local;
    SocketAddress m_peer;
    bool m_inbound;
    bool m_begun = false;
    std::array<Side, 2> m_sides;
};

} // namespace netcore
