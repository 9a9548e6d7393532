#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>
#include <QtGui/QPalette>

class QApplication;

namespace widgets {

enum class ColorScheme : quint8 { System, Light, Dark };

/// The colours with a meaning; everything else comes from the palette. Contrast against Base is at
/// least 4.5:1.
struct Theme
{
    QColor outbound;          // blue: what we sent
    QColor inbound;           // orange: what came in
    QColor fault;             // red
    QColor warning;           // amber, as text
    QColor good;              // green: established, listening
    QColor dim;               // ended rows, secondary text
    QColor rule;              // lines between areas
    QColor band;              // behind every second group of bytes, selected text's partner view
    QColor warningBackground; // the standing amber bar, with warningText on it
    QColor warningText;
    QColor faultBackground; // an error being explained, with faultText on it
    QColor faultText;
};

/// The theme that belongs to a palette (light or dark by the lightness of its Base).
const Theme &themeOf(const QPalette &palette);
bool isDark(const QPalette &palette);

QPalette lightPalette();
QPalette darkPalette();

/// Sets Fusion style and the palette; System follows the platform's colours (dark if its window is darker
/// than its text). Acts at once on every window. GUI thread.
void applyColorScheme(QApplication &application, ColorScheme scheme);

namespace metrics {
constexpr int grid = 4;           // px; everything stands on it
constexpr int gap = 8;            // px between groups
constexpr int rowExtra = 6;       // px added to the text height for every row
int rowHeight(const QFont &font); // of a table row in this font
} // namespace metrics

/// The fixed-width font for bytes, in the size of the UI font.
QFont fixedFont(const QFont &uiFont);

} // namespace widgets
