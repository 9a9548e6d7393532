#pragma once

#include "netcore/recording/statistics.h"
#include "widgets/charts/plot.h"

namespace widgets {

enum class RateUnit : quint8 { Bytes, Records };

/// Bytes or records a second over time: in and out, each in its colour and its own dash.
///
/// Zoom     the wheel (or + and -) zooms in time, dragging moves; a double click (or 0) shows all again.
/// While
///          zoomed, new data does not move the picture
/// Thread   GUI thread
class RatePlot : public Plot
{
    Q_OBJECT

public:
    explicit RatePlot(QWidget *parent = nullptr);

    void setRates(const netcore::TimeBuckets &rates, RateUnit unit);
    const QCPGraph *curve(std::size_t direction) const { return m_curves[direction]; }
    bool isZoomed() const { return m_zoomed; }
    void showAll();

protected:
    void restyle() override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QCPRange wholeRange() const;
    void takeRange(const QCPRange &range);
    void drawSteps();
    void zoomBy(double factor);

    std::array<QCPGraph *, 2> m_curves{};
    netcore::TimeBuckets m_rates;
    RateUnit m_unit = RateUnit::Bytes;
    bool m_zoomed = false;
};

} // namespace widgets
