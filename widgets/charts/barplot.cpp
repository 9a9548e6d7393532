#include "widgets/charts/barplot.h"

#include "widgets/common/theme.h"
#include "widgets/models/recordtext.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace widgets {

using netcore::Distribution;
using netcore::inIndex;
using netcore::outIndex;

namespace {

constexpr int mostBins = 40;
constexpr int mostBars = 1000;  // every step of a distribution
constexpr double halfBar = 0.4; // of a bin's width, both directions together

/// Four steps for each doubling: where the bin of a value begins.
double placeOf(quint64 value)
{
    return value == 0 ? -1 : 4 * std::log2(double(value));
}

quint64 valueAt(int place)
{
    return quint64(std::llround(std::exp2(double(place) / 4)));
}

} // namespace

BarPlot::BarPlot(BarUnit unit, QWidget *parent) : Plot(parent), m_unit(unit)
{
    for (QCPBars *&bars : m_bars) {
        bars = new QCPBars(xAxis, yAxis);
        bars->setWidth(2 * halfBar);
    }
    m_bars[outIndex]->moveAbove(m_bars[inIndex]);
    legend->setVisible(true);
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    xAxis->setSubTicks(false);
    xAxis->grid()->setVisible(false);
    restyle();
}

void BarPlot::setAxisLabel(const QString &text)
{
    m_axisLabel = text;
    xAxis->setLabel(text);
}

void BarPlot::restyle()
{
    const Theme &theme = themeOf(palette());
    const std::array<QColor, 2> colours = {theme.inbound, theme.outbound};
    const std::array<Qt::BrushStyle, 2> patterns = {Qt::SolidPattern,
                                                    Qt::BDiagPattern}; // not by colour alone
    for (const std::size_t way : {inIndex, outIndex}) {
        m_bars[way]->setPen(QPen(colours[way]));
        m_bars[way]->setBrush(QBrush(colours[way], patterns[way]));
        m_bars[way]->setName(way == inIndex ? tr("← in") : tr("→ out"));
    }
    legend->setBrush(palette().brush(QPalette::Base));
    legend->setBorderPen(QPen(theme.rule));
    legend->setTextColor(palette().color(QPalette::Text));
    legend->setFont(font());
    yAxis->setLabel(tr("how often"));
    xAxis->setLabel(m_axisLabel);
    for (QCPItemStraightLine *mark : std::as_const(m_marks))
        mark->setPen(QPen(palette().color(QPalette::Text), 1, Qt::DashLine));
    for (QCPItemText *text : std::as_const(m_markTexts)) {
        text->setColor(palette().color(QPalette::Text));
        text->setFont(font());
        text->setBrush(palette().brush(QPalette::Base));
    }
    Plot::restyle();
}

QString BarPlot::valueText(quint64 value) const
{
    return m_unit == BarUnit::Time ? models::spanText(netcore::SteadyNs(value)) : bytesText(double(value));
}

void BarPlot::setDistributions(const Distribution *in, const Distribution *out, const QList<Mark> &marks)
{
    const std::array<const Distribution *, 2> both = {in, out};
    double least = 1e9;
    double most = -1e9;
    for (const Distribution *one : both) {
        if (!one || one->count() == 0)
            continue;
        least = std::min(least, placeOf(one->bars(mostBars).front().to));
        most = std::max(most, placeOf(one->most()));
    }
    std::vector<Bin> bins;
    if (least <= most) {
        const int first = int(std::floor(least));
        const int last = int(std::floor(most));
        const int step = std::max(1, (last - first + mostBins) / mostBins);
        for (int place = first; place <= last; place += step)
            bins.push_back({place < 0 ? 0 : valueAt(place), valueAt(place + step), {}});
        for (const std::size_t way : {inIndex, outIndex}) {
            if (!both[way])
                continue;
            for (const Distribution::Bar &bar : both[way]->bars(mostBars)) {
                const int bin = (int(std::floor(placeOf(bar.to))) - first) / step;
                bins[std::size_t(std::clamp(bin, 0, int(bins.size()) - 1))].counts[way] += bar.count;
            }
        }
    }
    m_bars[inIndex]->setVisible(in);
    m_bars[outIndex]->setVisible(out);
    legend->setVisible(in && out);
    setBins(bins);
    setMarks(bins, marks);
    replotSoon();
}

void BarPlot::setBins(const std::vector<Bin> &bins)
{
    m_barCount = int(bins.size());
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const int every = std::max(1, (m_barCount + 7) / 8);
    double most = 0;
    for (const std::size_t way : {inIndex, outIndex}) {
        QVector<double> places;
        QVector<double> counts;
        for (int i = 0; i < m_barCount; ++i) {
            places << i;
            counts << double(bins[std::size_t(i)].counts[way]);
        }
        m_bars[way]->setData(places, counts, true);
    }
    for (int i = 0; i < m_barCount; ++i) {
        const Bin &bin = bins[std::size_t(i)];
        most = std::max(most, double(bin.counts[inIndex] + bin.counts[outIndex]));
        if (i % every == 0)
            ticker->addTick(i, valueText(bin.from));
    }
    xAxis->setTicker(ticker);
    xAxis->setRange(-0.8, std::max(m_barCount, 1) - 0.2);
    yAxis->setRange(0, most > 0 ? most * 1.2 : 1);
}

/// A line in the bin of each value; the texts stand below each other, so that near marks can be read.
void BarPlot::setMarks(const std::vector<Bin> &bins, const QList<Mark> &marks)
{
    for (QCPItemStraightLine *line : std::as_const(m_marks))
        removeItem(line);
    for (QCPItemText *text : std::as_const(m_markTexts))
        removeItem(text);
    m_marks.clear();
    m_markTexts.clear();
    for (const Mark &mark : marks) {
        const auto after =
            std::find_if(bins.begin(), bins.end(), [&](const Bin &bin) { return bin.from > mark.value; });
        const double place = std::max<double>(0, double(after - bins.begin()) - 1);
        auto *line = new QCPItemStraightLine(this);
        line->point1->setCoords(place, 0);
        line->point2->setCoords(place, 1);
        auto *text = new QCPItemText(this);
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(place, 0.03 + 0.11 * double(m_marks.size()));
        const bool atRight = place > 0.6 * m_barCount;
        text->setPositionAlignment(Qt::AlignTop | (atRight ? Qt::AlignRight : Qt::AlignLeft));
        text->setPadding(QMargins(metrics::grid, 0, metrics::grid, 0));
        text->setText(mark.name);
        m_marks << line;
        m_markTexts << text;
    }
    restyle();
}

} // namespace widgets
