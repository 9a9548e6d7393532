#pragma once

#include <QtCore/QtGlobal>

namespace widgets {

/// The cursor of a hex view and the range between it and its anchor, both ends included.
///
/// Units    bytes. The cursor stands on a byte; a source without bytes has no cursor and no selection
/// Thread   plain value, any thread
class HexSelection
{
public:
    enum class Step : quint8 { Left, Right, Up, Down, PageUp, PageDown, LineStart, LineEnd, Start, End };
    enum class Mode : quint8 { Move, Extend };

    HexSelection() = default;
    explicit HexSelection(quint64 size) : m_size(size) {}

    quint64 size() const { return m_size; }
    quint64 cursor() const { return m_cursor; }
    bool isEmpty() const { return !m_selecting || m_size == 0; }
    quint64 from() const; // the cursor where nothing is selected
    quint64 length() const;
    bool contains(quint64 offset) const
    {
        return !isEmpty() && offset >= from() && offset - from() < length();
    }

    /// The source grew or shrank; what lies behind its end is let go.
    void resize(quint64 size);
    void setCursor(quint64 offset, Mode mode = Mode::Move);
    /// Selects [from, from + length), cut at the end; a length of 0 only moves the cursor.
    void select(quint64 from, quint64 length);
    void selectAll() { select(0, m_size); }
    void move(Step step, Mode mode, int linesPerPage);

private:
    quint64 target(Step step, quint64 page) const;

    quint64 m_size = 0;
    quint64 m_cursor = 0;
    quint64 m_anchor = 0;
    bool m_selecting = false;
};

} // namespace widgets
