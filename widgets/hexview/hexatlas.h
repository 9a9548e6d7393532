#pragma once

#include <QtGui/QFont>
#include <QtGui/QImage>
#include <QtGui/QPalette>

#include <array>

namespace widgets {

/// The 256 hex pairs and 256 characters, drawn once for each look, so that a frame is copied and not typeset.
///
/// Units    device pixels
/// Thread   GUI thread
class HexAtlas
{
public:
    enum class Look : quint8 { Plain, Faint, Selected, Partner, PartnerFaint };
    static constexpr int lookCount = 5;

    HexAtlas() = default;
    HexAtlas(const QFont &font, const QPalette &palette, qreal devicePixelRatio);

    int charWidth() const { return m_charWidth; }
    int lineHeight() const { return m_lineHeight; }
    QRgb background(Look look) const { return m_colors[size_t(look)].background; }

    /// Copies a cell of three characters with the pair in its middle. What lies outside the frame is cut.
    void putPair(QImage &frame, int x, int y, uchar byte, Look look) const;
    /// Copies one character; bytes that are not printable ASCII show as a dot.
    void putCharacter(QImage &frame, int x, int y, uchar byte, Look look) const;

    static bool isPrintable(uchar byte) { return byte >= 0x20 && byte < 0x7F; }

private:
    struct Colors
    {
        QRgb foreground = 0;
        QRgb background = 0;
    };
    QImage makeSheet(const QFont &font, const Colors &colors, bool pairs) const;

    int m_charWidth = 8;
    int m_lineHeight = 16;
    int m_ascent = 12;
    std::array<Colors, lookCount> m_colors;
    std::array<QImage, lookCount> m_pairs;
    std::array<QImage, lookCount> m_characters;
};

} // namespace widgets
