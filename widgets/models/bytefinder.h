#pragma once

#include "netcore/recording/bytepattern.h"
#include "widgets/models/bytesource.h"

#include <optional>

namespace models {

/// Looks for a pattern in a source piece by piece, so that a window stays alive while gigabytes are searched.
///
/// Order    starts at `from` (backward: matches that begin before it), wraps once, ends where it began
/// Limits   a piece is at most `stepBytes` and the pattern's overlap
/// Thread   the source's; only matchIn() may run elsewhere, as an expression may take its time
class ByteFinder
{
public:
    enum class State : quint8 { Searching, Found, NotFound };
    enum class Way : quint8 { Forward, Backward };
    static constexpr qsizetype stepBytes = 4 << 20;

    /// REQUIRES: the source outlives the finder.
    ByteFinder(const ByteSource &source, netcore::BytePattern pattern, quint64 from, Way way);
    /// REQUIRES: needle is not empty.
    ByteFinder(const ByteSource &source, const QByteArray &needle, quint64 from, Way way);

    /// Bytes to look at next, and how many places of them a match may begin at.
    struct Piece
    {
        QByteArray bytes;
        qsizetype starts = 0;
        Way way = Way::Forward;
    };
    Piece nextPiece();
    static netcore::BytePattern::Match matchIn(const netcore::BytePattern &pattern, const Piece &piece);
    State take(const Piece &piece, const netcore::BytePattern::Match &match);
    /// The three in one.
    State step();

    State state() const { return m_state; }
    quint64 found() const { return m_found; } // REQUIRES: state() == Found
    quint64 foundLength() const { return m_foundLength; }
    bool wrapped() const { return m_wrapped; }
    bool gaveUp() const { return m_gaveUp; } // the expression was too much for a piece (faults row 7)
    const netcore::BytePattern &pattern() const { return m_pattern; }

private:
    bool isAtEnd() const { return m_way == Way::Forward ? m_position >= end() : m_position <= end(); }
    quint64 end() const;

    const ByteSource &m_source;
    netcore::BytePattern m_pattern;
    quint64 m_start;
    quint64 m_position;
    Way m_way;
    State m_state = State::Searching;
    quint64 m_found = 0;
    quint64 m_foundLength = 0;
    bool m_wrapped = false;
    bool m_gaveUp = false;
};

} // namespace models
