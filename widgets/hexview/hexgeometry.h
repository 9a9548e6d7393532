#pragma once

#include <QtCore/QPoint>
#include <QtCore/QRect>
#include <QtCore/QtGlobal>

namespace widgets {

/// Which of the two columns that show the same bytes.
enum class HexColumn : quint8 { Hex, Text };

/// Where the bytes of a hex view lie: offset | 16 bytes in two groups of 8 | text.
///
/// Units    device pixels from the top left of the content, whose first line is `topLine`; offsets in bytes
/// Thread   plain value, any thread
class HexGeometry
{
public:
    static constexpr int bytesPerLine = 16;
    static constexpr int groupSize = 8;

    HexGeometry() = default;
    HexGeometry(int charWidth, int lineHeight, quint64 size);

    int charWidth() const { return m_charWidth; }
    int lineHeight() const { return m_lineHeight; }
    int cellWidth(HexColumn column) const;
    int offsetDigits() const { return m_offsetDigits; }
    int offsetX() const { return m_charWidth; }
    int cellX(HexColumn column, int index) const; // left edge of byte `index` of a line
    int groupGap() const { return m_charWidth; }  // after byte 7, in the hex column only
    int contentWidth() const;

    quint64 size() const { return m_size; }
    quint64 lineCount() const { return m_size == 0 ? 0 : (m_size - 1) / bytesPerLine + 1; }
    static quint64 lineOf(quint64 offset) { return offset / bytesPerLine; }

    QRect cellRect(HexColumn column, quint64 offset, quint64 topLine) const;

    struct Hit
    {
        quint64 offset = 0;
        HexColumn column = HexColumn::Hex;
        bool onByte = false; // false: the nearest byte was taken
    };
    /// The byte under a point, or the nearest one. REQUIRES: size() > 0.
    Hit hit(QPoint point, quint64 topLine) const;
    /// The nearest byte within one column, for a drag that began there. REQUIRES: size() > 0.
    quint64 nearest(QPoint point, HexColumn column, quint64 topLine) const;

private:
    int indexAt(int x, HexColumn column) const;

    int m_charWidth = 8;
    int m_lineHeight = 16;
    int m_offsetDigits = 8;
    quint64 m_size = 0;
};

} // namespace widgets
