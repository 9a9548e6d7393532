#include "widgets/framing/framecharts.h"

#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int mostBars = 40;

QString bytesText(quint64 bytes)
{
    return QLocale().toString(bytes);
}

QString gapText(quint64 nanoseconds)
{
    return models::spanText(qint64(nanoseconds));
}

/// A thin line below and the two ends named under it.
void paintFrame(QPainter &painter, const QRect &plot, const QPalette &palette, const QString &left,
                const QString &right)
{
    const Theme &theme = themeOf(palette);
    painter.setPen(theme.rule);
    painter.drawLine(plot.bottomLeft() + QPoint(0, 1), plot.bottomRight() + QPoint(0, 1));
    painter.setPen(theme.dim);
    const QRect below(plot.left(), plot.bottom() + 3, plot.width(), painter.fontMetrics().height());
    painter.drawText(below, Qt::AlignLeft, left);
    painter.drawText(below, Qt::AlignRight, right);
}

} // namespace

BarChart::BarChart(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(64);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void BarChart::setBars(std::vector<netcore::Distribution::Bar> bars, TextOf textOf)
{
    m_bars = std::move(bars);
    m_textOf = std::move(textOf);
    update();
}

QRect BarChart::plot() const
{
    return rect().adjusted(0, 2, 0, -fontMetrics().height() - 4);
}

QString BarChart::textAt(QPoint position) const
{
    if (m_bars.empty() || !rect().contains(position))
        return {};
    const double width = double(plot().width()) / double(m_bars.size());
    const auto at =
        std::min(std::size_t(std::max(0.0, (position.x() - plot().left()) / width)), m_bars.size() - 1);
    const auto &bar = m_bars[at];
    const QString range =
        bar.from == bar.to ? m_textOf(bar.from) : tr("%1 to %2").arg(m_textOf(bar.from), m_textOf(bar.to));
    return tr("%1: %Ln frame(s)", nullptr, int(std::min<quint64>(bar.count, INT_MAX))).arg(range);
}

bool BarChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), models::plainForToolTip(textAt(help->pos())), this);
    return true;
}

void BarChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect area = plot();
    if (m_bars.empty())
        return;
    quint64 most = 1;
    for (const auto &bar : m_bars)
        most = std::max(most, bar.count);
    const double width = double(area.width()) / double(m_bars.size());
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const double share = double(m_bars[i].count) / double(most);
        const int height = m_bars[i].count == 0 ? 0 : std::max(2, int(std::lround(share * area.height())));
        const int begin = area.left() + int(std::lround(double(i) * width));
        const int end = area.left() + int(std::lround(double(i + 1) * width));
        painter.fillRect(begin, area.bottom() + 1 - height, std::min(std::max(1, end - begin - 1), 24),
                         height, palette().highlight());
    }
    paintFrame(painter, area, palette(), m_textOf(m_bars.front().from), m_textOf(m_bars.back().to));
}

FrameStatisticsPage::FrameStatisticsPage(QWidget *parent)
    : QWidget(parent)
    , m_lengthText(plainLabel(this, true))
    , m_lengths(new BarChart(this))
    , m_gapText(plainLabel(this, true))
    , m_gaps(new BarChart(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_lengthText);
    layout->addWidget(m_lengths, 1);
    layout->addSpacing(metrics::gap);
    layout->addWidget(m_gapText);
    layout->addWidget(m_gaps, 1);
    layout->addStretch(0);
    show({});
}

void FrameStatisticsPage::setStatistics(const netcore::FrameStatistics &statistics)
{
    if (statistics.lengths.count() != m_statistics.lengths.count() || statistics.last != m_statistics.last)
        show(statistics);
}

void FrameStatisticsPage::show(const netcore::FrameStatistics &statistics)
{
    m_statistics = statistics;
    const auto &lengths = statistics.lengths;
    const auto &gaps = statistics.gaps;
    if (lengths.count() == 0) {
        m_lengthText->setText(tr("How long the frames are, and how far apart, appears here."));
    } else {
        m_lengthText->setText(tr("Length in bytes: %1 to %2, mean %3, half of them up to %4")
                                  .arg(bytesText(lengths.least()), bytesText(lengths.most()),
                                       QLocale().toString(lengths.mean(), 'f', 1),
                                       bytesText(lengths.quantile(0.5))));
    }
    m_gapText->setText(gaps.count() == 0 ? QString()
                                         : tr("Gap to the frame before: %1 to %2, half of them up to %3")
                                               .arg(gapText(gaps.least()), gapText(gaps.most()),
                                                    gapText(gaps.quantile(0.5))));
    m_lengths->setBars(lengths.bars(mostBars), bytesText);
    m_gaps->setBars(gaps.bars(mostBars), gapText);
    m_lengths->setAccessibleName(m_lengthText->text());
    m_gaps->setAccessibleName(m_gapText->text());
}

void FrameStatisticsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        show(m_statistics);
}

HistoryPlot::HistoryPlot(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(56);
}

void HistoryPlot::setValues(const std::vector<netcore::PinnedValue> &values)
{
    m_numbers.clear();
    bool any = false;
    for (const netcore::PinnedValue &value : values) {
        const bool drawn = value.number && std::isfinite(*value.number);
        m_numbers.push_back(drawn ? value.number : std::nullopt);
        if (!drawn)
            continue;
        m_least = any ? std::min(m_least, *value.number) : *value.number;
        m_most = any ? std::max(m_most, *value.number) : *value.number;
        any = true;
    }
    if (!any)
        m_numbers.clear();
    setAccessibleName(
        any ? tr("Values from %1 to %2").arg(QLocale().toString(m_least), QLocale().toString(m_most))
            : QString());
    update();
}

void HistoryPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect area = rect().adjusted(0, 4, 0, -fontMetrics().height() - 6);
    if (m_numbers.empty())
        return;
    const double range = m_most > m_least ? m_most - m_least : 1;
    const double step = double(area.width()) / double(m_numbers.size());
    QPainterPath line;
    bool down = false;
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        if (!m_numbers[i]) {
            down = false;
            continue;
        }
        const double share = m_most > m_least ? (*m_numbers[i] - m_least) / range : 0.5;
        const double y = area.bottom() - share * (area.height() - 2) - 1;
        const double x = area.left() + double(i) * step;
        if (down)
            line.lineTo(x, y);
        else
            line.moveTo(x, y);
        line.lineTo(x + std::max(step, 1.0), y);
        down = true;
    }
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawPath(line);
    const QString least = QLocale().toString(m_least, 'g', 10);
    const QString most = QLocale().toString(m_most, 'g', 10);
    paintFrame(painter, area, palette(), tr("least %1").arg(least), tr("most %1").arg(most));
}

} // namespace widgets
