#include "netcore/dissect/recordedsource.h"

#include <algorithm>

namespace netcore {

void RecordedSource::append(QByteArrayView bytes, const std::optional<PayloadSpan> &place)
{
    m_parts.push_back({m_bytes.size(), bytes.size(), place});
    m_bytes.append(bytes);
}

bool RecordedSource::holds(qint64 position, qint64 length) const
{
    return position >= m_base && length >= 0 && length <= m_bytes.size() &&
           position - m_base <= m_bytes.size() - length;
}

bool RecordedSource::equals(qint64 position, QByteArrayView bytes) const
{
    return holds(position, bytes.size()) &&
           QByteArrayView(m_bytes).sliced(position - m_base, bytes.size()) == bytes;
}

std::vector<PayloadSpan> RecordedSource::spans(qint64 position, qint64 length) const
{
    std::vector<PayloadSpan> found;
    if (length == 0 || !holds(position, length))
        return found;
    qint64 at = position - m_base;
    const qint64 end = at + length;
    auto part = std::upper_bound(m_parts.begin(), m_parts.end(), at, [](qint64 place, const Part &each) {
        return place < each.at + each.length;
    });
    for (; at < end && part != m_parts.end(); ++part) {
        if (!part->place)
            return {};
        const qint64 taken = std::min(end, part->at + part->length) - at;
        if (taken > 0)
            found.push_back({part->place->row, part->place->from + quint32(at - part->at), quint32(taken)});
        at += taken;
    }
    return found;
}

QByteArray PacketPayloads::of(quint64 number)
{
    if (const auto known = m_read.constFind(number); known != m_read.constEnd())
        return *known;
    const PacketPlace *where = place(number);
    QByteArray bytes;
    Record record;
    if (where && where->length > 0 && m_reader.read(where->row, record))
        m_reader.readPayloadPart(record, where->from, where->length, bytes);
    if (where && bytes.size() != qsizetype(where->length))
        bytes.clear(); // overwritten meanwhile
    return *m_read.insert(number, bytes);
}

} // namespace netcore
