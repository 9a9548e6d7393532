#include "widgets/common/scrollbarstyle.h"

#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtWidgets/QStyleOptionSlider>

#include <algorithm>

namespace widgets {

namespace {

constexpr int pooledLines = 96; // device px; Qt 6.4: (count + 32) / 64 > 1 pieces

} // namespace

ScrollBarStyle::ScrollBarStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void ScrollBarStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                        QPainter *painter, const QWidget *widget) const
{
    const auto *bar =
        control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    const qreal ratio = painter->device()->devicePixelRatioF();
    const bool tall = bar && bar->orientation == Qt::Vertical && bar->rect.height() * ratio >= pooledLines;
    if (!tall || ratio != int(ratio) || !bar->rect.topLeft().isNull()) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    if (bar->subControls & SC_ScrollBarGroove)
        painter->drawPixmap(0, 0, grooveOf(*bar, ratio, widget));
    if (bar->subControls & SC_ScrollBarSlider)
        drawHandle(*bar, *painter, ratio, widget);
    QStyleOptionSlider buttons = *bar; // last, as Fusion does: their outlines lie over the handle's
    buttons.subControls &= SC_ScrollBarAddLine | SC_ScrollBarSubLine;
    QProxyStyle::drawComplexControl(control, &buttons, painter, widget);
}

QPixmap ScrollBarStyle::grooveOf(const QStyleOptionSlider &bar, qreal ratio, const QWidget *widget) const
{
    const QString key = QStringLiteral("scrollbar groove %1x%2 %3 %4 %5")
                            .arg(bar.rect.width())
                            .arg(bar.rect.height())
                            .arg(ratio)
                            .arg(uint(bar.state), 0, 16)
                            .arg(bar.palette.cacheKey());
    QPixmap groove;
    if (QPixmapCache::find(key, &groove))
        return groove;
    groove = QPixmap(bar.rect.size() * ratio);
    groove.setDevicePixelRatio(ratio);
    groove.fill(bar.palette.color(QPalette::Window));
    QStyleOptionSlider only = bar;
    only.subControls = SC_ScrollBarGroove;
    QPainter painter(&groove);
    QProxyStyle::drawComplexControl(CC_ScrollBar, &only, &painter, widget);
    painter.end();
    QPixmapCache::insert(key, groove);
    return groove;
}

/// Piece by piece, each too small for the pool.
void ScrollBarStyle::drawHandle(const QStyleOptionSlider &bar, QPainter &painter, qreal ratio,
                                const QWidget *widget) const
{
    const QRect handle = proxy()->subControlRect(CC_ScrollBar, &bar, SC_ScrollBarSlider, widget);
    const QRect around = handle.adjusted(0, -2, 0, 2); // with its outline
    const int piece = std::max(1, int((pooledLines - 1) / ratio));
    QStyleOptionSlider only = bar;
    only.subControls = SC_ScrollBarSlider;
    for (int top = around.top(); top <= around.bottom(); top += piece) {
        painter.save();
        painter.setClipRect(around.left(), top, around.width(), piece, Qt::IntersectClip);
        QProxyStyle::drawComplexControl(CC_ScrollBar, &only, &painter, widget);
        painter.restore();
    }
}

} // namespace widgets
