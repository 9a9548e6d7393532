// The part of HexView that underlines ranges.
#include "widgets/common/theme.h"
#include "widgets/hexview/hexview.h"

#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace widgets {

QColor rangeColour(int n, const QPalette &palette)
{
    // Steps of 137.5 degrees never come close to each other soon.
    const int hue = int(210 + 137.5 * n) % 360;
    return isDark(palette) ? QColor::fromHsl(hue, 150, 165) : QColor::fromHsl(hue, 190, 95);
}

void HexView::setRanges(const QList<HexRange> &ranges)
{
    if (m_ranges == ranges)
        return;
    m_ranges = ranges;
    viewport()->update();
}

void HexView::drawRanges()
{
    const quint64 first = m_topLine * HexGeometry::bytesPerLine;
    const quint64 end =
        std::min(m_selection.size(), first + quint64(visibleLines() + 1) * HexGeometry::bytesPerLine);
    const int left = horizontalScrollBar()->value();
    const int thick = std::max(2, int(2 * m_ratio));
    // Those that end before the first line are passed over without being looked at.
    auto range = std::partition_point(m_ranges.begin(), m_ranges.end(),
                                      [first](const HexRange &r) { return r.from + r.length <= first; });
    for (; range != m_ranges.end() && range->from < end; ++range) {
        const quint64 last = std::min(end, range->from + range->length);
        for (quint64 offset = std::max(first, range->from); offset < last; ++offset) {
            const QRect cell = m_geometry.cellRect(HexColumn::Hex, offset, m_topLine).translated(-left, 0);
            const int top = cell.top() + m_geometry.lineHeight() - thick;
            for (int y = std::max(0, top); y < std::min(top + thick, m_frame.height()); ++y) {
                QRgb *pixels = reinterpret_cast<QRgb *>(m_frame.scanLine(y));
                const int from = std::clamp(cell.left(), 0, m_frame.width());
                std::fill(pixels + from, pixels + std::clamp(cell.right() + 1, from, m_frame.width()),
                          range->colour.rgb());
            }
        }
    }
}

} // namespace widgets
