#include "netcore/exchange/fragmentassembly.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace netcore {

namespace {

constexpr std::size_t mostDatagrams = 1024;
constexpr qint64 mostWaiting = 16 << 20;
constexpr qint64 pieceOverhead = 128; // a fragment of one byte takes memory, too
constexpr quint32 mostBytes = 65'535;
constexpr WallNs oneSecond = 1'000'000'000;

constexpr WallNs patienceOf(bool isV6)
{
    return (isV6 ? 60 : 30) * oneSecond; // RFC 8200 s.4.5; what Linux takes for RFC 791's upper bound
}

} // namespace

std::size_t FragmentAssembly::KeyHash::operator()(const Key &key) const
{
    const auto bytes = [](const PacketEnd &end) {
        return QByteArrayView(reinterpret_cast<const char *>(end.address.data()), 16);
    };
    return qHashMulti(0, bytes(key.from), bytes(key.to), key.id, key.protocol);
}

bool FragmentAssembly::take(DecodedPacket &packet)
{
    giveUpOld(packet.at);
    const bool isV6 = packet.from.isV6;
    if (isV6 && packet.fragment.offset == 0 && !packet.fragment.more) {
        m_whole = packet.payload.toByteArray();
        packet.payload = m_whole;
        ++m_counts.whole;
        return true;
    }
    const Key key{packet.from, packet.to, packet.fragment.id, isV6 ? quint8(0) : packet.fragment.protocol};
    Datagram &datagram = datagramOf(key, packet.at);
    if (datagram.isRefused)
        return false;
    if (!add(datagram, packet)) {
        refuse(datagram);
        return false;
    }
    if (datagram.have != datagram.total) {
        while (m_waiting > mostWaiting && !m_byAge.empty())
            giveUp(Key(m_byAge.front()));
        return false;
    }
    deliver(datagram, packet);
    forget(key);
    return true;
}

FragmentAssembly::Datagram &FragmentAssembly::datagramOf(const Key &key, WallNs at)
{
    const auto known = m_open.find(key);
    const bool isTooOld = known != m_open.end() && at - known->second.since > patienceOf(key.from.isV6);
    if (isTooOld)
        giveUp(key); // its number is used again
    else if (known != m_open.end())
        return known->second;
    if (m_open.size() >= mostDatagrams)
        giveUp(Key(m_byAge.front()));
    Datagram &datagram = m_open[key];
    datagram.since = at;
    datagram.age = m_byAge.insert(m_byAge.end(), key);
    return datagram;
}

/// False where the fragment contradicts what is known of its datagram.
bool FragmentAssembly::add(Datagram &datagram, const DecodedPacket &packet)
{
    const quint32 offset = packet.fragment.offset;
    const quint64 length = quint64(packet.payload.size()) + packet.cut;
    const quint64 end = offset + length;
    if (end > mostBytes || length == 0 || (packet.fragment.more && length % 8 != 0))
        return false;
    const quint32 last = datagram.pieces.empty()
                             ? 0
                             : datagram.pieces.rbegin()->first + datagram.pieces.rbegin()->second.length;
    if (!packet.fragment.more) {
        if (datagram.total.value_or(quint32(end)) != end || last > end)
            return false;
        datagram.total = quint32(end);
    } else if (datagram.total && end > *datagram.total) {
        return false;
    }
    if (offset == 0)
        datagram.protocol = packet.fragment.protocol;
    const Piece piece{packet.payload.toByteArray(), quint32(length)};
    if (!agrees(datagram, offset, piece, packet.from.isV6))
        return false;
    keep(datagram, offset, piece);
    return true;
}

bool FragmentAssembly::agrees(const Datagram &datagram, quint32 offset, const Piece &piece, bool isV6) const
{
    const quint32 end = offset + piece.length;
    auto other = datagram.pieces.upper_bound(offset);
    if (other != datagram.pieces.begin())
        --other;
    for (; other != datagram.pieces.end() && other->first < end; ++other) {
        const quint32 from = std::max(offset, other->first);
        const quint32 to = std::min(end, other->first + other->second.length);
        if (from >= to)
            continue;
        if (isV6 && (other->first != offset || other->second.length != piece.length))
            return false;
        const auto left = [from](quint32 begin, const Piece &of) {
            return of.bytes.size() - qsizetype(from - begin);
        };
        const qsizetype both =
            std::min({qsizetype(to - from), left(offset, piece), left(other->first, other->second)});
        if (both > 0 &&
            std::memcmp(piece.bytes.constData() + (from - offset),
                        other->second.bytes.constData() + (from - other->first), std::size_t(both)) != 0)
            return false;
    }
    return true;
}

/// Only what is not there yet.
void FragmentAssembly::keep(Datagram &datagram, quint32 offset, const Piece &piece)
{
    const quint32 end = offset + piece.length;
    for (quint32 at = offset; at < end;) {
        auto next = datagram.pieces.upper_bound(at);
        if (next != datagram.pieces.begin()) {
            const auto before = std::prev(next);
            if (const quint32 covered = before->first + before->second.length; covered > at) {
                at = covered;
                continue;
            }
        }
        const quint32 to = next == datagram.pieces.end() ? end : std::min(end, next->first);
        Piece part{piece.bytes.mid(qsizetype(at - offset), qsizetype(to - at)), to - at};
        const qint64 memory = part.bytes.size() + pieceOverhead;
        datagram.waiting += memory;
        m_waiting += memory;
        datagram.have += part.length;
        datagram.pieces.emplace(at, std::move(part));
        at = to;
    }
}

/// It stays known as refused until it is too old, so that its other fragments are refused with it.
void FragmentAssembly::refuse(Datagram &datagram)
{
    ++m_counts.refused;
    datagram.isRefused = true;
    m_waiting -= std::exchange(datagram.waiting, 0);
    datagram.pieces.clear();
}

void FragmentAssembly::deliver(Datagram &datagram, DecodedPacket &packet)
{
    m_whole.clear();
    m_whole.reserve(qsizetype(*datagram.total));
    for (const auto &[offset, piece] : datagram.pieces) {
        m_whole += piece.bytes;
        if (piece.bytes.size() < qsizetype(piece.length))
            break; // what follows has no place without what was not captured
    }
    packet.payload = m_whole;
    packet.cut = *datagram.total - quint64(m_whole.size());
    packet.fragment = {};
    packet.fragment.protocol = datagram.protocol;
    ++m_counts.whole;
}

void FragmentAssembly::giveUpOld(WallNs at)
{
    // Either patience, in the order of age: what is asked is the first that has lost it.
    while (!m_byAge.empty()) {
        const Key oldest = m_byAge.front();
        if (at - m_open.find(oldest)->second.since <= patienceOf(oldest.from.isV6))
            return;
        giveUp(oldest);
    }
}

void FragmentAssembly::giveUp(const Key &key)
{
    if (!m_open.find(key)->second.isRefused)
        ++m_counts.incomplete;
    forget(key);
}

void FragmentAssembly::forget(const Key &key)
{
    const auto found = m_open.find(key);
    m_waiting -= found->second.waiting;
    m_byAge.erase(found->second.age);
    m_open.erase(found);
}

void FragmentAssembly::finish()
{
    while (!m_byAge.empty())
        giveUp(Key(m_byAge.front()));
}

} // namespace netcore
