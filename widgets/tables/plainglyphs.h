#pragma once

#include <QtCore/QVarLengthArray>
#include <QtGui/QFont>
#include <QtGui/QGlyphRun>

#include <array>
#include <bitset>
#include <optional>

class QPainter;

namespace widgets {

/// The glyphs of a font for text that needs no shaping: what was learnt once about a character and about two
/// neighbours is not asked again for every cell of every frame.
///
/// Takes    printable ASCII and the few signs that cells are made of, where no two neighbours of the text
/// kern
///          or join in this font; all else is refused, and left to QPainter::drawText()
/// Pixels   those of QPainter::drawText() on one line
/// Thread   GUI thread
class PlainGlyphs
{
public:
    explicit PlainGlyphs(const QFont &font);

    /// Draws in the painter's pen, centred between top and bottom. False, and nothing drawn, where the text
    /// must be shaped or is wider than the area.
    bool draw(QPainter &painter, const QRect &area, Qt::AlignmentFlag alignment, QStringView text);

private:
    static constexpr int places = 100;

    struct Glyph
    {
        quint32 index = 0;
        qreal advance = 0; // px
        bool isKnown = false;
        bool isPlain = false;
    };

    static int placeOf(QChar character); // -1: not one of ours
    const Glyph &glyphAt(int place, QChar character);
    bool standsBeside(int before, int place, QStringView pair);
    std::optional<qreal> layOut(QStringView text);

    QFont m_font;
    QGlyphRun m_run;
    qreal m_ascent = 0;
    qreal m_height = 0;
    std::array<Glyph, places> m_glyphs;
    std::bitset<places * places> m_pairKnown;
    std::bitset<places * places> m_pairPlain;
    QVarLengthArray<quint32, 256> m_indexes;
    QVarLengthArray<QPointF, 256> m_positions;
};

} // namespace widgets
