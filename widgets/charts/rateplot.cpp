#include "widgets/charts/rateplot.h"

#include "widgets/common/theme.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QKeyEvent>

#include <algorithm>

namespace widgets {

using netcore::inIndex;
using netcore::outIndex;
using netcore::SteadyNs;

namespace {

/// Axis labels as people read rates: 0, 500 kB/s, 1 MB/s.
class BytesTicker : public QCPAxisTicker
{
protected:
    QString getTickLabel(double tick, const QLocale &, QChar, int) override { return bytesText(tick, true); }
};

constexpr std::size_t mostSteps = 200; // more would be a band and not a line

std::size_t groupOf(std::size_t buckets)
{
    return std::max<std::size_t>(1, (buckets + mostSteps - 1) / mostSteps);
}

std::vector<netcore::TrafficCount> joined(const std::vector<netcore::TrafficCount> &buckets,
                                          std::size_t group)
{
    std::vector<netcore::TrafficCount> result((buckets.size() + group - 1) / group);
    for (std::size_t i = 0; i < buckets.size(); ++i)
        result[i / group].add(buckets[i]);
    return result;
}

} // namespace

RatePlot::RatePlot(QWidget *parent) : Plot(parent)
{
    for (QCPGraph *&curve : m_curves) {
        curve = addGraph();
        curve->setLineStyle(QCPGraph::lsStepLeft);
        curve->setAdaptiveSampling(true);
    }
    legend->setVisible(true);
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    setInteractions(QCP::iRangeZoom | QCP::iRangeDrag);
    axisRect()->setRangeZoom(Qt::Horizontal);
    axisRect()->setRangeDrag(Qt::Horizontal);
    connect(xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, &RatePlot::takeRange);
    restyle();
}

void RatePlot::restyle()
{
    const Theme &theme = themeOf(palette());
    m_curves[inIndex]->setPen(QPen(theme.inbound, 1.6));
    m_curves[outIndex]->setPen(QPen(theme.outbound, 1.6, Qt::DashLine));
    m_curves[inIndex]->setName(tr("← in"));
    m_curves[outIndex]->setName(tr("→ out"));
    legend->setBrush(palette().brush(QPalette::Base));
    legend->setBorderPen(QPen(theme.rule));
    legend->setTextColor(palette().color(QPalette::Text));
    legend->setFont(font());
    setToolTip(tr("The wheel zooms, dragging moves, a double click shows all"));
    xAxis->setLabel(tr("seconds since the recording began"));
    yAxis->setLabel(m_unit == RateUnit::Bytes ? tr("bytes a second") : tr("reads and sends a second"));
    if (m_unit == RateUnit::Bytes)
        yAxis->setTicker(QSharedPointer<BytesTicker>::create());
    else
        yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
    Plot::restyle();
}

void RatePlot::setRates(const netcore::TimeBuckets &rates, RateUnit unit)
{
    if (rates.begin() != m_rates.begin() || rates.buckets().size() * std::size_t(rates.width()) <
                                                m_rates.buckets().size() * std::size_t(m_rates.width()))
        m_zoomed = false; // another recording, or another part of it
    m_rates = rates;
    const bool isOther = m_unit != unit;
    m_unit = unit;
    drawSteps();
    if (isOther)
        restyle();
}

QCPRange RatePlot::wholeRange() const
{
    const double begin = double(m_rates.begin()) / 1e9;
    const double length = double(m_rates.width()) / 1e9 * double(m_rates.buckets().size());
    return {begin, begin + std::max(length, 0.1)};
}

void RatePlot::drawSteps()
{
    // In a part of the picture there is room for every bucket.
    const std::size_t group = m_zoomed ? 1 : groupOf(m_rates.buckets().size());
    const std::vector<netcore::TrafficCount> buckets = joined(m_rates.buckets(), group);
    const double width = double(m_rates.width() * SteadyNs(group)) / 1e9;
    const double begin = double(m_rates.begin()) / 1e9;
    const auto count = qsizetype(buckets.size());
    double most = 0;
    for (const std::size_t direction : {inIndex, outIndex}) {
        QVector<double> times(count + 1);
        QVector<double> values(count + 1, 0); // the last step ends at zero
        for (qsizetype i = 0; i <= count; ++i)
            times[i] = begin + width * double(i);
        for (qsizetype i = 0; i < count; ++i) {
            const netcore::TrafficCount &bucket = buckets[std::size_t(i)];
            const quint64 value =
                m_unit == RateUnit::Bytes ? bucket.bytes[direction] : bucket.records[direction];
            values[i] = double(value) / width;
            most = std::max(most, values[i]);
        }
        m_curves[direction]->setData(times, values, true);
    }
    if (!m_zoomed) {
        const QSignalBlocker ours(xAxis);
        xAxis->setRange(wholeRange());
    }
    yAxis->setRange(0, most > 0 ? most * 1.25 : 1);
    replotSoon();
}

/// The person has zoomed or moved: never beyond what there is, never below a few buckets.
void RatePlot::takeRange(const QCPRange &range)
{
    const QCPRange whole = wholeRange();
    const double narrowest = std::min(whole.size(), 4 * double(m_rates.width()) / 1e9);
    QCPRange wanted = range;
    if (wanted.size() < narrowest)
        wanted = QCPRange(wanted.center() - narrowest / 2, wanted.center() + narrowest / 2);
    wanted = wanted.bounded(whole.lower, whole.upper);
    const QSignalBlocker ours(xAxis);
    xAxis->setRange(wanted);
    m_zoomed = wanted.size() < whole.size() * 0.999;
    drawSteps();
}

void RatePlot::showAll()
{
    m_zoomed = false;
    drawSteps();
}

void RatePlot::zoomBy(double factor)
{
    xAxis->scaleRange(factor, xAxis->range().center());
}

void RatePlot::mouseDoubleClickEvent(QMouseEvent *event)
{
    Plot::mouseDoubleClickEvent(event);
    showAll();
}

void RatePlot::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus: zoomBy(0.8); break;
    case Qt::Key_Minus: zoomBy(1.25); break;
    case Qt::Key_0: showAll(); break;
    default: Plot::keyPressEvent(event);
    }
}

} // namespace widgets
