#include "widgets/hexview/hexatlas.h"

#include "widgets/common/theme.h"

#include <QtGui/QFontInfo>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <cmath>
#include <cstring>

namespace widgets {

namespace {

QFont deviceFont(const QFont &font, qreal ratio)
{
    QFont scaled = font;
    scaled.setPixelSize(std::max(1, int(std::lround(QFontInfo(font).pixelSize() * ratio))));
    return scaled;
}

QRgb mixed(const QColor &over, const QColor &under, qreal share)
{
    const auto mix = [share](int a, int b) { return int(std::lround(a * share + b * (1 - share))); };
    return qRgb(mix(over.red(), under.red()), mix(over.green(), under.green()),
                mix(over.blue(), under.blue()));
}

/// memcpy(3) for some ten pixels, inline: it is called thirty thousand times a frame.
void copyPixels(uchar *to, const uchar *from, size_t bytes)
{
    if (bytes < 16) {
        std::memcpy(to, from, bytes);
        return;
    }
    for (size_t at = 0; at + 16 <= bytes; at += 16)
        std::memcpy(to + at, from + at, 16);
    std::memcpy(to + bytes - 16, from + bytes - 16, 16); // lies over the one before
}

/// Copies glyph `index` of a sheet of stacked glyphs, cut to the frame.
void copyGlyph(QImage &frame, int x, int y, const QImage &sheet, int index, int height)
{
    const int left = std::max(x, 0);
    const int right = std::min(x + sheet.width(), frame.width());
    const int top = std::max(y, 0);
    const int bottom = std::min(y + height, frame.height());
    if (left >= right)
        return;
    const size_t bytes = size_t(right - left) * sizeof(QRgb);
    const qsizetype sheetLine = sheet.bytesPerLine();
    const qsizetype frameLine = frame.bytesPerLine();
    const uchar *from = sheet.constBits() + (index * height + top - y) * sheetLine + (left - x) * 4;
    uchar *to = frame.bits() + top * frameLine + left * 4;
    for (int row = top; row < bottom; ++row, from += sheetLine, to += frameLine)
        copyPixels(to, from, bytes);
}

QString pairText(int byte)
{
    return QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0'));
}

QString characterText(int byte)
{
    return HexAtlas::isPrintable(uchar(byte)) ? QString(QChar(ushort(byte))) : QStringLiteral(".");
}

} // namespace

HexAtlas::HexAtlas(const QFont &font, const QPalette &palette, qreal devicePixelRatio)
{
    const QFont scaled = deviceFont(font, devicePixelRatio);
    const QFontMetricsF fontMetrics(scaled);
    const int gap = int(std::lround(4 * devicePixelRatio));
    m_charWidth = std::max(1, int(std::ceil(fontMetrics.horizontalAdvance(QLatin1Char('0')))));
    m_lineHeight = int(std::ceil(fontMetrics.height())) + gap;
    m_ascent = int(std::ceil(fontMetrics.ascent())) + gap / 2;

    const QColor base = palette.color(QPalette::Base);
    const QColor accent = palette.color(QPalette::Highlight);
    const QRgb text = palette.color(QPalette::Text).rgb();
    const QRgb faint = themeOf(palette).dim.rgb();
    const QRgb partner = mixed(accent, base, isDark(palette) ? 0.4 : 0.22);
    m_colors = {Colors{text, base.rgb()}, Colors{faint, base.rgb()},
                Colors{palette.color(QPalette::HighlightedText).rgb(), accent.rgb()}, Colors{text, partner},
                Colors{mixed(QColor(text), QColor(partner), 0.7), partner}};
    for (size_t look = 0; look < m_colors.size(); ++look) {
        m_pairs[look] = makeSheet(scaled, m_colors[look], true);
        m_characters[look] = makeSheet(scaled, m_colors[look], false);
    }
}

QImage HexAtlas::makeSheet(const QFont &font, const Colors &colors, bool pairs) const
{
    QImage sheet((pairs ? 3 : 1) * m_charWidth, 256 * m_lineHeight, QImage::Format_RGB32);
    sheet.fill(colors.background);
    QPainter painter(&sheet);
    painter.setFont(font);
    painter.setPen(QColor(colors.foreground));
    const qreal left = pairs ? m_charWidth / 2.0 : 0;
    for (int byte = 0; byte < 256; ++byte)
        painter.drawText(QPointF(left, byte * m_lineHeight + m_ascent),
                         pairs ? pairText(byte) : characterText(byte));
    return sheet;
}

void HexAtlas::putPair(QImage &frame, int x, int y, uchar byte, Look look) const
{
    copyGlyph(frame, x, y, m_pairs[size_t(look)], byte, m_lineHeight);
}

void HexAtlas::putCharacter(QImage &frame, int x, int y, uchar byte, Look look) const
{
    copyGlyph(frame, x, y, m_characters[size_t(look)], byte, m_lineHeight);
}

} // namespace widgets
