#include "widgets/models/bytefinder.h"

#include <algorithm>

namespace models {

using netcore::BytePattern;

ByteFinder::ByteFinder(const ByteSource &source, BytePattern pattern, quint64 from, Way way)
    : m_source(source)
    , m_pattern(std::move(pattern))
    , m_start(std::min(from, source.size()))
    , m_position(m_start)
    , m_way(way)
{
}

ByteFinder::ByteFinder(const ByteSource &source, const QByteArray &needle, quint64 from, Way way)
    : ByteFinder(source, BytePattern(needle), from, way)
{
}

/// Forward: matches begin in [m_position, …) until the end, then in [0, m_start); backward the other way
/// round.
quint64 ByteFinder::end() const
{
    if (m_way == Way::Forward)
        return m_wrapped ? m_start : m_source.size();
    return m_wrapped ? m_start : 0;
}

ByteFinder::Piece ByteFinder::nextPiece()
{
    if (isAtEnd() && !m_wrapped) {
        m_wrapped = true;
        m_position = m_way == Way::Forward ? 0 : m_source.size();
    }
    if (isAtEnd()) {
        m_state = State::NotFound;
        return {};
    }
    const bool forward = m_way == Way::Forward;
    const quint64 places = forward ? end() - m_position : m_position - end();
    const auto starts = qsizetype(std::min<quint64>(places, quint64(stepBytes)));
    const quint64 from = forward ? m_position : m_position - quint64(starts);
    return {m_source.read(from, starts + m_pattern.overlap()), starts, m_way};
}

BytePattern::Match ByteFinder::matchIn(const BytePattern &pattern, const Piece &piece)
{
    if (piece.way == Way::Backward)
        return pattern.lastIn(piece.bytes, piece.starts);
    const BytePattern::Match match = pattern.firstIn(piece.bytes);
    return match.at < piece.starts ? match : BytePattern::Match{};
}

ByteFinder::State ByteFinder::take(const Piece &piece, const BytePattern::Match &match)
{
    const quint64 from = m_way == Way::Forward ? m_position : m_position - quint64(piece.starts);
    m_gaveUp = m_gaveUp || match.gaveUp;
    m_position = m_way == Way::Forward ? from + quint64(piece.starts) : from;
    if (match.at >= 0) {
        m_found = from + quint64(match.at);
        m_foundLength = quint64(match.length);
        m_state = State::Found;
    }
    return m_state;
}

ByteFinder::State ByteFinder::step()
{
    if (m_state != State::Searching)
        return m_state;
    const Piece piece = nextPiece();
    return m_state == State::Searching ? take(piece, matchIn(m_pattern, piece)) : m_state;
}

} // namespace models
