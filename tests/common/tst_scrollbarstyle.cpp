#include "widgets/common/scrollbarstyle.h"
#include "widgets/common/theme.h"

#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QStyleOptionSlider>

#include <atomic>
#include <memory>

using namespace widgets;

namespace {

struct Look
{
    Qt::Orientation orientation = Qt::Vertical;
    int length = 600;
    int page = 30;
    int value = 0;
    QStyle::State state = QStyle::State_Enabled;
    QStyle::SubControls active = QStyle::SC_None;
};

QImage painted(const QStyle &style, const Look &look, qreal ratio, const QPalette &palette)
{
    const bool upright = look.orientation == Qt::Vertical;
    const int extent = style.pixelMetric(QStyle::PM_ScrollBarExtent);
    QStyleOptionSlider option;
    option.orientation = look.orientation;
    option.rect = upright ? QRect(0, 0, extent, look.length) : QRect(0, 0, look.length, extent);
    option.palette = palette;
    option.minimum = 0;
    option.maximum = 100;
    option.singleStep = 1;
    option.pageStep = look.page;
    option.sliderValue = look.value;
    option.sliderPosition = look.value;
    option.state = look.state | (upright ? QStyle::State_None : QStyle::State_Horizontal);
    option.subControls = QStyle::SC_All;
    option.activeSubControls = look.active;
    QImage image(option.rect.size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(palette.color(QPalette::Window));
    QPainter painter(&image);
    style.drawComplexControl(QStyle::CC_ScrollBar, &option, &painter);
    painter.end();
    return image;
}

} // namespace

class TestScrollBarStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPixelIsFusions_data();
    void everyPixelIsFusions();
    void paintingWaitsForNoThread();
    void isTheStyleOfEveryScheme();
};

void TestScrollBarStyle::everyPixelIsFusions_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<qreal>("ratio");
    for (const qreal ratio : {1.0, 1.5, 2.0}) {
        QTest::addRow("light %g", ratio) << lightPalette() << ratio;
        QTest::addRow("dark %g", ratio) << darkPalette() << ratio;
    }
}

void TestScrollBarStyle::everyPixelIsFusions()
{
    QFETCH(QPalette, palette);
    QFETCH(qreal, ratio);
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
    const ScrollBarStyle ours;
    QList<Look> looks;
    for (const int length : {40, 95, 96, 97, 301, 1081}) {
        for (const int page : {1, 30, 400, 5000}) {
            for (const int value : {0, 1, 50, 100})
                looks += Look{.length = length, .page = page, .value = value};
        }
    }
    looks += Look{.orientation = Qt::Horizontal};
    looks += Look{.state = QStyle::State_None};
    for (const QStyle::SubControl control : {QStyle::SC_ScrollBarSlider, QStyle::SC_ScrollBarAddLine,
                                             QStyle::SC_ScrollBarSubLine, QStyle::SC_ScrollBarGroove}) {
        const QStyle::State over = QStyle::State_Enabled | QStyle::State_MouseOver;
        looks += Look{.value = 40, .state = over, .active = control};
        looks += Look{.value = 40, .state = over | QStyle::State_Sunken, .active = control};
    }
    for (const Look &look : std::as_const(looks)) {
        for (int time = 0; time < 2; ++time) { // as made, and as kept
            QVERIFY2(painted(ours, look, ratio, palette) == painted(*fusion, look, ratio, palette),
                     qPrintable(QStringLiteral("length %1, page %2, value %3, state %4")
                                    .arg(look.length)
                                    .arg(look.page)
                                    .arg(look.value)
                                    .arg(uint(look.state), 0, 16)));
        }
    }
}

/// The pool's only thread is held: whoever hands it a piece and waits comes back after that thread gave up.
void TestScrollBarStyle::paintingWaitsForNoThread()
{
    const ScrollBarStyle ours;
    const QPalette palette = lightPalette();
    painted(ours, Look{.length = 1081}, 1, palette); // makes what is kept
    QThreadPool *pool = QThreadPool::globalInstance();
    const int threads = pool->maxThreadCount();
    pool->setMaxThreadCount(1);
    QSemaphore release;
    std::atomic_bool gaveUp = false;
    pool->start([&] { gaveUp = !release.tryAcquire(1, 20'000); });
    for (const int page : {1, 400, 5000})
        painted(ours, Look{.length = 1081, .page = page, .value = 50}, 1, palette);
    const bool waited = gaveUp.load();
    release.release();
    pool->waitForDone();
    pool->setMaxThreadCount(threads);
    QVERIFY(!waited);
}

void TestScrollBarStyle::isTheStyleOfEveryScheme()
{
    for (const ColorScheme scheme : {ColorScheme::Light, ColorScheme::Dark, ColorScheme::System}) {
        applyColorScheme(*qApp, scheme);
        QVERIFY(qobject_cast<ScrollBarStyle *>(QApplication::style()));
    }
    const QStyle *before = QApplication::style();
    applyColorScheme(*qApp, ColorScheme::Light);
    QCOMPARE(QApplication::style(), before);
}

QTEST_MAIN(TestScrollBarStyle)
#include "tst_scrollbarstyle.moc"
