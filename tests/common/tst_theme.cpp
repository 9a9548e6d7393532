#include "widgets/common/theme.h"

#include <QtTest/QTest>

#include <cmath>

using namespace widgets;

/// WCAG 2.1, relative luminance and contrast ratio.
static double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

static double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeRead_data();
    void textCanBeRead();
};

void TestTheme::textCanBeRead_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    const QPalette palettes[] = {lightPalette(), darkPalette()};
    for (const QPalette &p : palettes) {
        const Theme &t = themeOf(p);
        const char *scheme = isDark(p) ? "dark" : "light";
        const auto row = [scheme](const char *name, const QColor &text, const QColor &ground) {
            QTest::addRow("%s %s", scheme, name) << text << ground;
        };
        for (const QPalette::ColorRole ground : {QPalette::Base, QPalette::AlternateBase}) {
            row("text", p.color(QPalette::Text), p.color(ground));
            row("outbound", t.outbound, p.color(ground));
            row("inbound", t.inbound, p.color(ground));
            row("fault", t.fault, p.color(ground));
            row("warning", t.warning, p.color(ground));
            row("good", t.good, p.color(ground));
            row("dim", t.dim, p.color(ground));
            row("placeholder", p.color(QPalette::PlaceholderText), p.color(ground));
        }
        row("window text", p.color(QPalette::WindowText), p.color(QPalette::Window));
        row("button", p.color(QPalette::ButtonText), p.color(QPalette::Button));
        row("selection", p.color(QPalette::HighlightedText), p.color(QPalette::Highlight));
        row("amber bar", t.warningText, t.warningBackground);
        row("fault bar", t.faultText, t.faultBackground);
    }
}

void TestTheme::textCanBeRead()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
