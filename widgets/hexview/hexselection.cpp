#include "widgets/hexview/hexselection.h"

#include "widgets/hexview/hexgeometry.h"

#include <algorithm>

namespace widgets {

namespace {

constexpr quint64 lineBytes = HexGeometry::bytesPerLine;

} // namespace

quint64 HexSelection::from() const
{
    return isEmpty() ? m_cursor : std::min(m_cursor, m_anchor);
}

quint64 HexSelection::length() const
{
    return isEmpty() ? 0 : std::max(m_cursor, m_anchor) - from() + 1;
}

void HexSelection::resize(quint64 size)
{
    m_size = size;
    const quint64 last = size ? size - 1 : 0;
    m_cursor = std::min(m_cursor, last);
    m_anchor = std::min(m_anchor, last);
    m_selecting = m_selecting && size > 0;
}

void HexSelection::setCursor(quint64 offset, Mode mode)
{
    if (m_size == 0)
        return;
    if (mode == Mode::Extend && !m_selecting)
        m_anchor = m_cursor;
    m_selecting = mode == Mode::Extend;
    m_cursor = std::min(offset, m_size - 1);
    if (!m_selecting)
        m_anchor = m_cursor;
}

void HexSelection::select(quint64 from, quint64 length)
{
    setCursor(from);
    if (length == 0 || from >= m_size)
        return;
    m_selecting = true;
    m_anchor = from + std::min(length, m_size - from) - 1;
}

quint64 HexSelection::target(Step step, quint64 page) const
{
    const quint64 last = m_size - 1;
    const auto back = [this](quint64 n) { return m_cursor >= n ? m_cursor - n : m_cursor % lineBytes; };
    const auto on = [this, last](quint64 n) {
        const quint64 column = m_cursor % lineBytes;
        const quint64 lastLine = last - last % lineBytes;
        return m_cursor + n <= last ? m_cursor + n : std::min(lastLine + column, last);
    };
    switch (step) {
    case Step::Left: return m_cursor ? m_cursor - 1 : 0;
    case Step::Right: return std::min(m_cursor + 1, last);
    case Step::Up: return back(lineBytes);
    case Step::Down: return on(lineBytes);
    case Step::PageUp: return back(page * lineBytes);
    case Step::PageDown: return on(page * lineBytes);
    case Step::LineStart: return m_cursor - m_cursor % lineBytes;
    case Step::LineEnd: return std::min(m_cursor - m_cursor % lineBytes + lineBytes - 1, last);
    case Step::Start: return 0;
    case Step::End: return last;
    }
    return m_cursor;
}

void HexSelection::move(Step step, Mode mode, int linesPerPage)
{
    if (m_size > 0)
        setCursor(target(step, quint64(std::max(linesPerPage, 1))), mode);
}

} // namespace widgets
