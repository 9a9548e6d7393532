#pragma once

#include "netcore/frames/bytehistory.h"
#include "netcore/frames/framefilter.h"

#include <QtWidgets/QWidget>

#include <functional>

class QLabel;

namespace widgets {

/// A few bars: how many had which value. Hovering a bar names it.
///
/// Thread   GUI thread
class BarChart : public QWidget
{
    Q_OBJECT

public:
    using TextOf = std::function<QString(quint64)>;
    explicit BarChart(QWidget *parent = nullptr);
    void setBars(std::vector<netcore::Distribution::Bar> bars, TextOf textOf);
    QString textAt(QPoint position) const;
    QSize sizeHint() const override { return {240, 96}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRect plot() const;
    std::vector<netcore::Distribution::Bar> m_bars;
    TextOf m_textOf;
};

/// Lengths and gaps of the shown frames, in numbers and as bars.
class FrameStatisticsPage : public QWidget
{
    Q_OBJECT

public:
    explicit FrameStatisticsPage(QWidget *parent = nullptr);
    void setStatistics(const netcore::FrameStatistics &statistics);

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(const netcore::FrameStatistics &statistics);

    netcore::FrameStatistics m_statistics;
    QLabel *m_lengthText;
    BarChart *m_lengths;
    QLabel *m_gapText;
    BarChart *m_gaps;
};

/// The numbers of a byte's history as a line of steps; a frame without the value is a gap.
class HistoryPlot : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPlot(QWidget *parent = nullptr);
    void setValues(const std::vector<netcore::PinnedValue> &values);
    QSize sizeHint() const override { return {240, 96}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<std::optional<double>> m_numbers;
    double m_least = 0;
    double m_most = 0;
};

} // namespace widgets
