#pragma once

#include "netcore/recording/statistics.h"
#include "widgets/charts/plot.h"

#include <array>

namespace widgets {

enum class BarUnit : quint8 { Bytes, Time };

/// A histogram of two distributions side by side: in and out, or asked and answered.
///
/// Axis     steps that grow with the value (Distribution::bars), so that 1 ms and 10 s stand in one picture;
/// marks at
///          the values of `marks`, each with its name
/// Thread   GUI thread
class BarPlot : public Plot
{
    Q_OBJECT

public:
    explicit BarPlot(BarUnit unit, QWidget *parent = nullptr);

    struct Mark
    {
        quint64 value = 0;
        QString name; // "p95 1.2 ms"
    };
    /// Either may be null.
    void setDistributions(const netcore::Distribution *in, const netcore::Distribution *out,
                          const QList<Mark> &marks = {});
    void setAxisLabel(const QString &text);
    int barCount() const { return m_barCount; }
    int markCount() const { return int(m_marks.size()); }

protected:
    void restyle() override;

private:
    struct Bin
    {
        quint64 from = 0;
        quint64 to = 0;
        std::array<quint64, 2> counts{};
    };
    void setBins(const std::vector<Bin> &bins);
    void setMarks(const std::vector<Bin> &bins, const QList<Mark> &marks);
    QString valueText(quint64 value) const;

    BarUnit m_unit;
    std::array<QCPBars *, 2> m_bars{};
    QList<QCPItemStraightLine *> m_marks;
    QList<QCPItemText *> m_markTexts;
    QString m_axisLabel;
    int m_barCount = 0;
};

} // namespace widgets
