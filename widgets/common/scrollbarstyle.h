#pragma once

#include <QtWidgets/QProxyStyle>

class QStyleOptionSlider;

namespace widgets {

/// Fusion, but the groove of a tall scroll bar is painted once and then copied, its handle in pieces.
///
/// Pixels   those of Fusion
/// Limits   upright bars, whole device pixel ratios; else Fusion itself
/// Why      Qt paints every line and gradient of 96 px and more in pieces in the global thread pool and waits
///          for them: 30 pieces for each scroll bar of each frame, each waking a thread that may find no
///          processor free
/// Thread   GUI thread
class ScrollBarStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ScrollBarStyle();

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;

private:
    QPixmap grooveOf(const QStyleOptionSlider &bar, qreal ratio, const QWidget *widget) const;
    void drawHandle(const QStyleOptionSlider &bar, QPainter &painter, qreal ratio,
                    const QWidget *widget) const;
};

} // namespace widgets
