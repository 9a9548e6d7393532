#include "widgets/models/bytefinder.h"

#include "netcore/base/bytesearch.h"

#include <algorithm>

namespace models {

ByteFinder::ByteFinder(const ByteSource &source, QByteArray needle, quint64 from, Way way)
    : m_source(source)
    , m_needle(std::move(needle))
    , m_start(std::min(from, source.size()))
    , m_position(m_start)
    , m_way(way)
{
    Q_ASSERT(!m_needle.isEmpty());
}

ByteFinder::State ByteFinder::step()
{
    if (m_state == State::Searching)
        m_state = m_way == Way::Forward ? stepForward() : stepBackward();
    return m_state;
}

/// Match starts in [m_position, …) until the end, then in [0, m_start).
ByteFinder::State ByteFinder::stepForward()
{
    const quint64 end = m_wrapped ? m_start : m_source.size();
    if (m_position >= end)
        return wrapTo(0);
    const quint64 starts = std::min<quint64>(end - m_position, quint64(stepBytes));
    const QByteArray part = m_source.read(m_position, qsizetype(starts) + m_needle.size() - 1);
    const qsizetype at = netcore::indexOfBytes(part, m_needle);
    if (at >= 0) {
        m_found = m_position + quint64(at);
        return State::Found;
    }
    m_position += starts;
    return State::Searching;
}

/// Match starts in [0, m_position) from above, then in [m_start, size).
ByteFinder::State ByteFinder::stepBackward()
{
    const quint64 end = m_wrapped ? m_start : 0;
    if (m_position <= end)
        return wrapTo(m_source.size());
    const quint64 starts = std::min<quint64>(m_position - end, quint64(stepBytes));
    const quint64 from = m_position - starts;
    const QByteArray part = m_source.read(from, qsizetype(starts) + m_needle.size() - 1);
    const qsizetype at = netcore::lastIndexOfBytes(part, m_needle);
    if (at >= 0) {
        m_found = from + quint64(at);
        return State::Found;
    }
    m_position = from;
    return State::Searching;
}

ByteFinder::State ByteFinder::wrapTo(quint64 position)
{
    if (m_wrapped)
        return State::NotFound;
    m_wrapped = true;
    m_position = position;
    return State::Searching;
}

} // namespace models
