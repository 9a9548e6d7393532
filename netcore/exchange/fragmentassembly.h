#pragma once

#include "netcore/exchange/packetdecoder.h"

#include <QtCore/QByteArray>

#include <list>
#include <map>
#include <optional>
#include <unordered_map>

namespace netcore {

/// Puts the fragments of captured IP datagrams together.
///
/// Overlap    IPv4: bytes that came twice must be the same; IPv6: only a fragment that came twice whole may
/// be.
///            Otherwise, and where a fragment reaches beyond the datagram's end, the datagram is refused, and
///            with it every fragment of it that is still to come
/// Cut        a fragment that was captured in part ends the datagram there; the rest counts as cut
/// Limits     1,024 datagrams are open at a time and 16 MiB wait, then the oldest is given up; each for at
/// most
///            30 s (IPv4) or 60 s (IPv6) of the capture's time; 65,535 bytes a datagram
/// Thread     one thread
/// Source     RFC 791 s.3.2, RFC 8200 s.4.5, RFC 5722, RFC 6946 (a fragment that is all of its datagram)
class FragmentAssembly
{
public:
    struct Counts
    {
        quint64 whole = 0;      // datagrams that were put together
        quint64 incomplete = 0; // of which the capture misses a part
        quint64 refused = 0;    // whose fragments contradict each other
    };

    /// The datagram that this fragment completes: `packet` then has its bytes as the payload, which live
    /// until the next call. REQUIRES: PacketVerdict::Fragment, and the time
    bool take(DecodedPacket &packet);
    /// The capture is over.
    void finish();
    const Counts &counts() const { return m_counts; }

private:
    struct Key
    {
        PacketEnd from;
        PacketEnd to;
        quint32 id = 0;
        quint8 protocol = 0; // IPv4
        bool operator==(const Key &) const = default;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key &key) const;
    };
    struct Piece
    {
        QByteArray bytes;
        quint32 length = 0; // with what was not captured
    };
    struct Datagram
    {
        std::map<quint32, Piece> pieces; // by offset, none overlaps another
        quint32 have = 0;                // bytes in them
        qint64 waiting = 0;              // bytes of memory that they take
        std::optional<quint32> total;
        quint8 protocol = 0; // of the first fragment
        bool isRefused = false;
        WallNs since = 0;
        std::list<Key>::iterator age;
    };

    Datagram &datagramOf(const Key &key, WallNs at);
    bool add(Datagram &datagram, const DecodedPacket &packet);
    bool agrees(const Datagram &datagram, quint32 offset, const Piece &piece, bool isV6) const;
    void keep(Datagram &datagram, quint32 offset, const Piece &piece);
    void refuse(Datagram &datagram);
    void deliver(Datagram &datagram, DecodedPacket &packet);
    void giveUpOld(WallNs at);
    void giveUp(const Key &key);
    void forget(const Key &key);

    std::unordered_map<Key, Datagram, KeyHash> m_open;
    std::list<Key> m_byAge; // the oldest first
    qint64 m_waiting = 0;
    QByteArray m_whole;
    Counts m_counts;
};

} // namespace netcore
