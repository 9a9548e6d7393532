#pragma once

#include "widgets/models/bytesource.h"

#include <optional>

namespace models {

/// Looks for bytes in a source piece by piece, so that a window stays alive while gigabytes are searched.
///
/// Order    starts at `from` (backward: matches that begin before it), wraps once, ends where it began
/// Limits   one step reads at most `stepBytes` and the needle's length
/// Thread   the source's
class ByteFinder
{
public:
    enum class State : quint8 { Searching, Found, NotFound };
    enum class Way : quint8 { Forward, Backward };
    static constexpr qsizetype stepBytes = 4 << 20;

    /// REQUIRES: needle is not empty; the source outlives the finder.
    ByteFinder(const ByteSource &source, QByteArray needle, quint64 from, Way way);

    State step();
    State state() const { return m_state; }
    quint64 found() const { return m_found; } // REQUIRES: state() == Found
    bool wrapped() const { return m_wrapped; }

private:
    State stepForward();
    State stepBackward();
    State wrapTo(quint64 position);

    const ByteSource &m_source;
    QByteArray m_needle;
    quint64 m_start;
    quint64 m_position;
    Way m_way;
    State m_state = State::Searching;
    quint64 m_found = 0;
    bool m_wrapped = false;
};

} // namespace models
