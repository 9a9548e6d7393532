#include "widgets/hexview/hexgeometry.h"

#include <algorithm>

namespace widgets {

namespace {

int digitsFor(quint64 size)
{
    int digits = 8;
    while (digits < 16 && (size - 1) >> (4 * digits))
        digits += 2;
    return digits;
}

} // namespace

HexGeometry::HexGeometry(int charWidth, int lineHeight, quint64 size)
    : m_charWidth(std::max(charWidth, 1))
    , m_lineHeight(std::max(lineHeight, 1))
    , m_offsetDigits(size ? digitsFor(size) : 8)
    , m_size(size)
{
}

int HexGeometry::cellWidth(HexColumn column) const
{
    return column == HexColumn::Hex ? 3 * m_charWidth : m_charWidth;
}

int HexGeometry::cellX(HexColumn column, int index) const
{
    const int hexX = offsetX() + (m_offsetDigits + 1) * m_charWidth;
    if (column == HexColumn::Hex)
        return hexX + index * cellWidth(column) + (index >= groupSize ? groupGap() : 0);
    const int textX = hexX + bytesPerLine * cellWidth(HexColumn::Hex) + groupGap() + 2 * m_charWidth;
    return textX + index * m_charWidth;
}

int HexGeometry::contentWidth() const
{
    return cellX(HexColumn::Text, bytesPerLine) + m_charWidth;
}

QRect HexGeometry::cellRect(HexColumn column, quint64 offset, quint64 topLine) const
{
    const qint64 line = qint64(lineOf(offset)) - qint64(topLine);
    const qint64 y = std::clamp<qint64>(line * m_lineHeight, -(1 << 24), 1 << 24);
    return {cellX(column, int(offset % bytesPerLine)), int(y), cellWidth(column), m_lineHeight};
}

int HexGeometry::indexAt(int x, HexColumn column) const
{
    int index = 0;
    while (index + 1 < bytesPerLine && x >= cellX(column, index + 1))
        ++index;
    return index;
}

quint64 HexGeometry::nearest(QPoint point, HexColumn column, quint64 topLine) const
{
    Q_ASSERT(m_size > 0);
    const int lines = point.y() >= 0 ? point.y() / m_lineHeight : -((-point.y() - 1) / m_lineHeight + 1);
    const qint64 line = std::clamp<qint64>(qint64(topLine) + lines, 0, qint64(lineCount()) - 1);
    return std::min(quint64(line) * bytesPerLine + quint64(indexAt(point.x(), column)), m_size - 1);
}

HexGeometry::Hit HexGeometry::hit(QPoint point, quint64 topLine) const
{
    Hit hit;
    const int border = cellX(HexColumn::Text, 0) - m_charWidth;
    hit.column = point.x() >= border ? HexColumn::Text : HexColumn::Hex;
    hit.offset = nearest(point, hit.column, topLine);
    hit.onByte = cellRect(hit.column, hit.offset, topLine).contains(point);
    return hit;
}

} // namespace widgets
