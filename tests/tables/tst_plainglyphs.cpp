#include "widgets/common/theme.h"
#include "widgets/tables/plainglyphs.h"

#include <QtCore/QRandomGenerator>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <functional>

using namespace widgets;

namespace {

constexpr QRect area(7, 3, 905, 25);

QImage painted(qreal ratio, const std::function<void(QPainter &)> &draw)
{
    QImage image(QSize(920, 32) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(QColor(0x0B, 0x57, 0xB0));
    draw(painter);
    painter.end();
    return image;
}

QString randomText(QRandomGenerator &random)
{
    QString text;
    const int length = 1 + random.bounded(60);
    for (int i = 0; i < length; ++i)
        text += QChar(ushort(0x20 + random.bounded(0x5F)));
    return text;
}

QStringList someTexts()
{
    QStringList texts = {QStringLiteral("0"),
                         QStringLiteral("12345678901"),
                         QStringLiteral("17:51:41.123456"),
                         QStringLiteral("+1.0 \u00B5s"),
                         QStringLiteral("\u2212 0.250 ms"),
                         QStringLiteral("\u2192"),
                         QStringLiteral("\u2190!"),
                         QStringLiteral("AVATAR To. Wa, fi ffi fl"),
                         QStringLiteral("  two  spaces  "),
                         QStringLiteral("01 03 00 \u2026")};
    QRandomGenerator random(7);
    for (int i = 0; i < 60; ++i)
        texts += randomText(random);
    return texts;
}

} // namespace

class TestPlainGlyphs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPixelIsDrawTexts_data();
    void everyPixelIsDrawTexts();
    void whatACellIsMadeOfIsTaken();
    void whatMustBeShapedIsRefused();
};

void TestPlainGlyphs::everyPixelIsDrawTexts_data()
{
    QTest::addColumn<QFont>("font");
    QTest::addColumn<qreal>("ratio");
    QFont large = QApplication::font();
    large.setPointSizeF(13.5);
    QFont bold = QApplication::font();
    bold.setBold(true);
    for (const qreal ratio : {1.0, 1.5, 2.0}) {
        QTest::addRow("of the window, %g", ratio) << QApplication::font() << ratio;
        QTest::addRow("fixed, %g", ratio) << fixedFont(QApplication::font()) << ratio;
        QTest::addRow("large, %g", ratio) << large << ratio;
        QTest::addRow("bold, %g", ratio) << bold << ratio;
    }
}

void TestPlainGlyphs::everyPixelIsDrawTexts()
{
    QFETCH(QFont, font);
    QFETCH(qreal, ratio);
    PlainGlyphs glyphs(font);
    const QStringList texts = someTexts();
    for (const QString &text : texts) {
        for (const Qt::AlignmentFlag alignment : {Qt::AlignLeft, Qt::AlignRight, Qt::AlignHCenter}) {
            bool taken = false;
            const QImage ours = painted(
                ratio, [&](QPainter &painter) { taken = glyphs.draw(painter, area, alignment, text); });
            const QImage expected = painted(ratio, [&](QPainter &painter) {
                painter.setFont(font);
                painter.drawText(area, int(alignment) | Qt::AlignVCenter | Qt::TextSingleLine, text);
            });
            if (taken)
                QVERIFY2(ours == expected, qPrintable(text));
        }
    }
}

void TestPlainGlyphs::whatACellIsMadeOfIsTaken()
{
    PlainGlyphs ofWindow(QApplication::font());
    PlainGlyphs fixed(fixedFont(QApplication::font()));
    const QStringList texts = someTexts();
    painted(1, [&](QPainter &painter) {
        QVERIFY(ofWindow.draw(painter, area, Qt::AlignRight, u"12345678901"));
        for (const QString &text : texts.mid(10)) // ASCII of every kind
            QVERIFY2(fixed.draw(painter, area, Qt::AlignLeft, text), qPrintable(text));
    });
}

void TestPlainGlyphs::whatMustBeShapedIsRefused()
{
    PlainGlyphs glyphs(QApplication::font());
    painted(1, [&](QPainter &painter) {
        for (const QString &text :
             {QStringLiteral("Z\u00FCrich"), QStringLiteral("\u0627\u0644"), QStringLiteral("\U0001F600"),
              QStringLiteral("e\u0301"), QStringLiteral("\u4E2D\u6587"), QStringLiteral("tab\there"),
              QStringLiteral("0").repeated(500)})
            QVERIFY2(!glyphs.draw(painter, area, Qt::AlignLeft, text), qPrintable(text));
        painter.setLayoutDirection(Qt::RightToLeft);
        QVERIFY(!glyphs.draw(painter, area, Qt::AlignLeft, u"0"));
    });
}

QTEST_MAIN(TestPlainGlyphs)
#include "tst_plainglyphs.moc"
