#include "widgets/charts/plot.h"

#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QLocale>

namespace widgets {

Plot::Plot(QWidget *parent) : QCustomPlot(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setInteractions({});
    for (QCPAxis *axis : {xAxis, yAxis}) {
        axis->setNumberFormat(QStringLiteral("g"));
        axis->setNumberPrecision(6);
        axis->setPadding(metrics::grid);
        axis->setLabelPadding(metrics::grid);
    }
    axisRect()->setMinimumMargins(QMargins(metrics::gap, metrics::gap, metrics::gap, metrics::grid));
}

void Plot::restyleAxis(QCPAxis *axis)
{
    const Theme &theme = themeOf(palette());
    const QColor text = palette().color(QPalette::Text);
    for (const QPen &pen : {QPen(theme.dim)}) {
        axis->setBasePen(pen);
        axis->setTickPen(pen);
        axis->setSubTickPen(Qt::NoPen);
    }
    axis->setTickLabelColor(text);
    axis->setLabelColor(text);
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
    axis->grid()->setPen(QPen(theme.rule, 1, Qt::DotLine));
    axis->grid()->setZeroLinePen(QPen(theme.rule));
}

void Plot::restyle()
{
    setBackground(palette().brush(QPalette::Base));
    restyleAxis(xAxis);
    restyleAxis(yAxis);
    replotSoon();
}

void Plot::replotSoon()
{
    replot(QCustomPlot::rpQueuedReplot);
}

void Plot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::LanguageChange: restyle(); break;
    default: break;
    }
}

QString bytesText(double bytes, bool perSecond)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; bytes >= 999.5 && unit + 1 < std::size(units); bytes /= 1000)
        ++unit;
    const QString text = QLocale().toString(bytes, 'g', 3) + QChar(0x2009) + QLatin1String(units[unit]);
    return perSecond ? text + QLatin1String("/s") : text;
}

} // namespace widgets
