#include "widgets/tables/plainglyphs.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <cmath>

namespace widgets {

namespace {

constexpr qreal leastStep = 1.0 / 64; // px: Qt's text positions are whole multiples

qreal inSteps(qreal position)
{
    return std::floor(position / leastStep) * leastStep;
}

/// The one run that a text is shaped into; empty where it is more, or none.
QGlyphRun onlyRun(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    return runs.size() == 1 ? runs.first() : QGlyphRun();
}

} // namespace

PlainGlyphs::PlainGlyphs(const QFont &font) : m_font(font)
{
    QTextLayout layout(QStringLiteral("0"), font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    m_ascent = line.ascent();
    m_height = line.ascent() + line.descent();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    if (runs.size() == 1 && !font.underline() && !font.overline() && !font.strikeOut())
        m_run.setRawFont(runs.first().rawFont());
}

int PlainGlyphs::placeOf(QChar character)
{
    const ushort c = character.unicode();
    if (c >= 0x20 && c < 0x7F)
        return c - 0x20;
    switch (c) {
    case 0x00B5: return 95; // micro
    case 0x2026: return 96; // ellipsis
    case 0x2212: return 97; // minus
    case 0x2190: return 98; // arrows
    case 0x2192: return 99;
    default: return -1;
    }
}

const PlainGlyphs::Glyph &PlainGlyphs::glyphAt(int place, QChar character)
{
    Glyph &glyph = m_glyphs[size_t(place)];
    if (glyph.isKnown)
        return glyph;
    glyph.isKnown = true;
    glyph.advance = QFontMetricsF(m_font).horizontalAdvance(character);
    const QGlyphRun run = onlyRun(QString(character), m_font);
    const QList<quint32> indexes = run.glyphIndexes();
    glyph.isPlain =
        character == QLatin1Char(' ') ||
        (indexes.size() == 1 && run.rawFont() == m_run.rawFont() && run.positions().first().x() == 0);
    if (!indexes.isEmpty())
        glyph.index = indexes.first();
    return glyph;
}

/// Whether two neighbours keep the glyphs and the widths that they have alone.
bool PlainGlyphs::standsBeside(int before, int place, QStringView pair)
{
    const size_t at = size_t(before) * places + size_t(place);
    if (m_pairKnown[at])
        return m_pairPlain[at];
    m_pairKnown[at] = true;
    const Glyph &first = m_glyphs[size_t(before)];
    const Glyph &second = m_glyphs[size_t(place)];
    const QString text = pair.toString();
    const qreal kerned = QFontMetricsF(m_font).horizontalAdvance(text) - first.advance - second.advance;
    bool plain = std::abs(kerned) < leastStep / 2;
    if (plain && !text.contains(QLatin1Char(' '))) {
        const QGlyphRun run = onlyRun(text, m_font);
        plain = run.glyphIndexes() == QList<quint32>{first.index, second.index} &&
                std::abs(run.positions().last().x() - first.advance) < leastStep / 2;
    }
    m_pairPlain[at] = plain;
    return plain;
}

/// Fills the run's glyphs, and says how wide they are.
std::optional<qreal> PlainGlyphs::layOut(QStringView text)
{
    m_indexes.clear();
    m_positions.clear();
    qreal x = 0;
    int before = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int place = placeOf(text[i]);
        if (place < 0)
            return std::nullopt;
        const Glyph &glyph = glyphAt(place, text[i]);
        if (!glyph.isPlain || (before >= 0 && !standsBeside(before, place, text.sliced(i - 1, 2))))
            return std::nullopt;
        if (place > 0) { // a space has nothing to draw
            m_indexes.append(glyph.index);
            m_positions.append(QPointF(x, 0));
        }
        x += glyph.advance;
        before = place;
    }
    return x;
}

bool PlainGlyphs::draw(QPainter &painter, const QRect &area, Qt::AlignmentFlag alignment, QStringView text)
{
    if (!m_run.rawFont().isValid() || painter.layoutDirection() == Qt::RightToLeft)
        return false;
    const std::optional<qreal> width = layOut(text);
    if (!width || *width > area.width() || m_height > area.height())
        return false;
    const qreal room = area.width() - *width;
    const qreal left = alignment == Qt::AlignRight ? room : alignment == Qt::AlignHCenter ? room / 2 : 0;
    const qreal top = (area.height() - m_height) / 2;
    m_run.setRawData(m_indexes.constData(), m_positions.constData(), int(m_indexes.size()));
    painter.drawGlyphRun(QPointF(area.left() + inSteps(left), area.top() + inSteps(top) + m_ascent), m_run);
    return true;
}

} // namespace widgets
