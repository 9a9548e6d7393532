#pragma once

#include "widgets/charts/plotlibrary.h"

namespace widgets {

/// A chart in the colours of the palette: its axes fit what it shows.
///
/// Thread   GUI thread
class Plot : public QCustomPlot
{
    Q_OBJECT

public:
    explicit Plot(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override { return {240, 120}; }
    QSize sizeHint() const override { return {480, 200}; }

protected:
    void changeEvent(QEvent *event) override;
    /// Colours and texts again; calls replotSoon().
    virtual void restyle();
    void replotSoon();

private:
    void restyleAxis(QCPAxis *axis);
};

/// "1.5 kB", "12 MB"; `perSecond` adds "/s". Decimal units, as rates are told.
QString bytesText(double bytes, bool perSecond = false);

} // namespace widgets
