#include "netcore/exchange/streamassembly.h"

#include <algorithm>
#include <utility>

namespace netcore {

namespace {

constexpr qint64 mostWaitingBytes = 4 << 20;
constexpr std::size_t mostWaitingSegments = 4096;
constexpr qint64 farAway = 1 << 30; // no window is larger: such a number is not of this stream
constexpr qint64 costOfSegment = 96;

} // namespace

void StreamAssembly::begin(quint32 sequence)
{
    m_first = sequence;
    m_begun = true;
}

/// Where in the stream a sequence number is, near what has come so far.
qint64 StreamAssembly::offsetOf(quint32 sequence) const
{
    const quint32 now = m_first + quint32(m_next);
    return qint64(m_next) + qint32(sequence - now);
}

void StreamAssembly::add(quint32 sequence, QByteArrayView bytes, quint64 cut)
{
    const qint64 offset = offsetOf(sequence);
    const qint64 end = offset + bytes.size() + qint64(cut);
    if (end <= qint64(m_next) || offset - qint64(m_next) > farAway)
        return; // sent again, or of another time
    if (offset <= qint64(m_next)) {
        deliver(quint64(std::max<qint64>(offset, 0)),
                bytes.sliced(std::clamp<qint64>(-offset, 0, bytes.size())), cut);
        deliverWaiting();
    } else {
        keep(quint64(offset), bytes, cut);
    }
    giveUpAcknowledged();
}

/// What of it is new. REQUIRES: it begins at m_next or before.
void StreamAssembly::deliver(quint64 offset, QByteArrayView bytes, quint64 cut)
{
    const quint64 end = offset + quint64(bytes.size());
    if (end > m_next) {
        const QByteArrayView fresh = bytes.sliced(qsizetype(m_next - offset));
        m_next = end;
        m_output.bytes(fresh);
    }
    if (end + cut > m_next) {
        const quint64 missing = end + cut - m_next;
        m_next = end + cut;
        m_output.missing(missing);
    }
}

void StreamAssembly::keep(quint64 offset, QByteArrayView bytes, quint64 cut)
{
    Waiting &place = m_waiting[offset];
    if (place.length() >= quint64(bytes.size()) + cut)
        return;
    const qint64 more = bytes.size() - place.bytes.size() + (place.length() == 0 ? costOfSegment : 0);
    place = {bytes.toByteArray(), cut};
    m_waitingBytes += more;
    m_budget.left -= more;
    while (!m_waiting.empty() &&
           (m_waitingBytes > mostWaitingBytes || m_waiting.size() > mostWaitingSegments || m_budget.left < 0))
        giveUpGap();
}

void StreamAssembly::deliverWaiting()
{
    while (!m_waiting.empty() && m_waiting.begin()->first <= m_next) {
        const auto node = m_waiting.extract(m_waiting.begin());
        const qint64 freed = node.mapped().bytes.size() + costOfSegment;
        m_waitingBytes -= freed;
        m_budget.left += freed;
        deliver(node.key(), node.mapped().bytes, node.mapped().cut);
    }
}

/// REQUIRES: something waits.
void StreamAssembly::giveUpGap()
{
    const quint64 missing = m_waiting.begin()->first - m_next;
    m_next += missing;
    m_output.missing(missing);
    deliverWaiting();
}

void StreamAssembly::giveUpAcknowledged()
{
    while (!m_waiting.empty() && m_acknowledged >= qint64(m_waiting.begin()->first))
        giveUpGap();
}

void StreamAssembly::acknowledged(quint32 sequence)
{
    const qint64 offset = offsetOf(sequence);
    if (offset <= m_acknowledged || offset - qint64(m_next) > farAway)
        return;
    m_acknowledged = offset;
    giveUpAcknowledged();
}

void StreamAssembly::finishedAt(quint32 sequence)
{
    const qint64 offset = offsetOf(sequence);
    if (m_finishedAt < 0 && offset >= 0 && offset - qint64(m_next) <= farAway)
        m_finishedAt = offset;
}

void StreamAssembly::flush()
{
    while (!m_waiting.empty())
        giveUpGap();
    // A FIN takes a number, too: one acknowledged byte may be that.
    const qint64 unseen = m_acknowledged - qint64(m_next);
    if (unseen > 1) {
        const qint64 missing = unseen - (m_finishedAt >= 0 ? 1 : 0);
        m_next += quint64(missing);
        m_output.missing(quint64(missing));
    }
}

} // namespace netcore
