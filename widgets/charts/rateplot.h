#pragma once

#include "netcore/recording/statistics.h"
#include "widgets/charts/plot.h"

namespace widgets {

enum class RateUnit : quint8 { Bytes, Records };

/// Bytes or records a second over time: in and out, each in its colour and its own dash.
///
/// Thread   GUI thread
class RatePlot : public Plot
{
    Q_OBJECT

public:
    explicit RatePlot(QWidget *parent = nullptr);

    void setRates(const netcore::TimeBuckets &rates, RateUnit unit);
    const QCPGraph *curve(std::size_t direction) const { return m_curves[direction]; }

protected:
    void restyle() override;

private:
    std::array<QCPGraph *, 2> m_curves{};
    RateUnit m_unit = RateUnit::Bytes;
};

} // namespace widgets
