#include "widgets/charts/rateplot.h"

#include "widgets/common/theme.h"

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

std::vector<netcore::TrafficCount> joined(const std::vector<netcore::TrafficCount> &buckets)
{
    const std::size_t group = groupOf(buckets.size());
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
    const std::vector<netcore::TrafficCount> buckets = joined(rates.buckets());
    const auto group = SteadyNs(groupOf(rates.buckets().size()));
    const double width = double(rates.width() * group) / 1e9;
    const double begin = double(rates.begin()) / 1e9;
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
                unit == RateUnit::Bytes ? bucket.bytes[direction] : bucket.records[direction];
            values[i] = double(value) / width;
            most = std::max(most, values[i]);
        }
        m_curves[direction]->setData(times, values, true);
    }
    xAxis->setRange(begin, begin + std::max(width * double(count), 0.1));
    yAxis->setRange(0, most > 0 ? most * 1.25 : 1);
    const bool isOther = m_unit != unit;
    m_unit = unit;
    if (isOther)
        restyle();
    replotSoon();
}

} // namespace widgets
