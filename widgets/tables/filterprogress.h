#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace widgets {

class TrafficView;

/// How far the filter has come, with Cancel, once it takes longer than 0.3 s. What was found stays; Go on
/// goes on.
///
/// Lifetime   the view outlives it
/// Thread     GUI thread
class FilterProgress : public QWidget
{
    Q_OBJECT

public:
    explicit FilterProgress(QWidget *parent = nullptr);
    void follow(TrafficView *view);

protected:
    void changeEvent(QEvent *event) override;

private:
    void take(quint64 done, quint64 total);
    void press();
    void retranslate();

    TrafficView *m_view = nullptr;
    QLabel *m_text;
    QPushButton *m_button;
    QTimer m_delay; // runs while the filter may still be quick enough to be left alone
    quint64 m_done = 0;
    quint64 m_total = 0;
    bool m_caughtUp = false; // since the filter began: what comes now is new traffic
};

} // namespace widgets
