#include "widgets/common/theme.h"

#include "widgets/common/scrollbarstyle.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QFontMetrics>
#include <QtWidgets/QApplication>

namespace widgets {

namespace {

Theme makeLightTheme()
{
    Theme t;
    t.outbound = QColor(0x0B, 0x57, 0xB0);
    t.inbound = QColor(0xA3, 0x4A, 0x00);
    t.fault = QColor(0xB3, 0x1D, 0x28);
    t.warning = QColor(0x80, 0x5A, 0x00);
    t.good = QColor(0x1A, 0x6E, 0x35);
    t.dim = QColor(0x66, 0x6C, 0x74);
    t.rule = QColor(0xD4, 0xD8, 0xDD);
    t.band = QColor(0xEE, 0xF2, 0xF7);
    t.warningBackground = QColor(0xFF, 0xE8, 0xA8);
    t.warningText = QColor(0x4A, 0x36, 0x00);
    t.faultBackground = QColor(0xFD, 0xE7, 0xE7);
    t.faultText = QColor(0x6E, 0x10, 0x18);
    return t;
}

Theme makeDarkTheme()
{
    Theme t;
    t.outbound = QColor(0x6C, 0xB2, 0xFF);
    t.inbound = QColor(0xFF, 0xA8, 0x57);
    t.fault = QColor(0xFF, 0x7B, 0x7B);
    t.warning = QColor(0xF2, 0xC1, 0x4E);
    t.good = QColor(0x6F, 0xD0, 0x8C);
    t.dim = QColor(0x9A, 0xA2, 0xAD);
    t.rule = QColor(0x3A, 0x3F, 0x47);
    t.band = QColor(0x24, 0x29, 0x30);
    t.warningBackground = QColor(0x4D, 0x3B, 0x0B);
    t.warningText = QColor(0xFF, 0xE3, 0x9A);
    t.faultBackground = QColor(0x4A, 0x1D, 0x20);
    t.faultText = QColor(0xFF, 0xC9, 0xC9);
    return t;
}

struct Ground
{
    QColor window, base, alternate, text, button, accent, onAccent, disabled;
};

QPalette paletteFrom(const Ground &g)
{
    QPalette p;
    p.setColor(QPalette::Window, g.window);
    p.setColor(QPalette::WindowText, g.text);
    p.setColor(QPalette::Base, g.base);
    p.setColor(QPalette::AlternateBase, g.alternate);
    p.setColor(QPalette::Text, g.text);
    p.setColor(QPalette::Button, g.button);
    p.setColor(QPalette::ButtonText, g.text);
    p.setColor(QPalette::ToolTipBase, g.base);
    p.setColor(QPalette::ToolTipText, g.text);
    p.setColor(QPalette::PlaceholderText, g.disabled);
    p.setColor(QPalette::BrightText, g.onAccent);
    p.setColor(QPalette::Highlight, g.accent);
    p.setColor(QPalette::HighlightedText, g.onAccent);
    p.setColor(QPalette::Link, g.accent);
    p.setColor(QPalette::LinkVisited, g.accent);
    p.setColor(QPalette::Light, g.window.lighter(112));
    p.setColor(QPalette::Midlight, g.window.lighter(106));
    p.setColor(QPalette::Mid, g.window.darker(120));
    p.setColor(QPalette::Dark, g.window.darker(145));
    p.setColor(QPalette::Shadow, g.window.darker(220));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, g.disabled);
    p.setColor(QPalette::Disabled, QPalette::Highlight, g.alternate);
    return p;
}

/// REQUIRES: no palette of ours stands before the platform's.
bool systemIsDark()
{
    const QPalette platform = QApplication::palette();
    return platform.color(QPalette::Window).lightness() < platform.color(QPalette::WindowText).lightness();
}

} // namespace

const Theme &themeOf(const QPalette &palette)
{
    static const Theme light = makeLightTheme();
    static const Theme dark = makeDarkTheme();
    return isDark(palette) ? dark : light;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QPalette lightPalette()
{
    return paletteFrom({.window = QColor(0xF4, 0xF5, 0xF7),
                        .base = QColor(0xFF, 0xFF, 0xFF),
                        .alternate = QColor(0xF7, 0xF8, 0xFA),
                        .text = QColor(0x1C, 0x20, 0x26),
                        .button = QColor(0xEC, 0xEE, 0xF1),
                        .accent = QColor(0x1F, 0x5F, 0xBF),
                        .onAccent = QColor(0xFF, 0xFF, 0xFF),
                        .disabled = QColor(0x66, 0x6C, 0x75)});
}

QPalette darkPalette()
{
    return paletteFrom({.window = QColor(0x2B, 0x2F, 0x37),
                        .base = QColor(0x17, 0x1A, 0x1E),
                        .alternate = QColor(0x1C, 0x1F, 0x24),
                        .text = QColor(0xE4, 0xE7, 0xEB),
                        .button = QColor(0x3A, 0x40, 0x49),
                        .accent = QColor(0x2F, 0x6F, 0xD0),
                        .onAccent = QColor(0xFF, 0xFF, 0xFF),
                        .disabled = QColor(0x8D, 0x95, 0xA0)});
}

void applyColorScheme(QApplication &application, ColorScheme scheme)
{
    if (scheme == ColorScheme::System)
        application.setPalette({}); // the platform's, as it is now
    const bool dark = scheme == ColorScheme::Dark || (scheme == ColorScheme::System && systemIsDark());
    if (!qobject_cast<ScrollBarStyle *>(application.style()))
        application.setStyle(new ScrollBarStyle);
    application.setPalette(dark ? darkPalette() : lightPalette());
}

int metrics::rowHeight(const QFont &font)
{
    return QFontMetrics(font).height() + rowExtra;
}

QFont fixedFont(const QFont &uiFont)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::TypeWriter);
    font.setPointSizeF(uiFont.pointSizeF() > 0 ? uiFont.pointSizeF() : 10.0);
    return font;
}

} // namespace widgets
