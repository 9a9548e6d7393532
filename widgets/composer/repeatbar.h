#pragma once

#include "widgets/composer/sendplan.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QLabel;
class QProgressBar;
class QSpinBox;
class QToolButton;

namespace widgets {

/// "Repeat every [100 ms] × [10]", the progress of what runs, and Stop.
///
/// Thread   GUI thread
class RepeatBar : public QWidget
{
    Q_OBJECT

public:
    explicit RepeatBar(QWidget *parent = nullptr);

    bool isRepeatWanted() const;
    int everyMs() const;
    int count() const; // 0: until stopped
    void showProgress(const SendPlan &plan);
    void retranslate();

Q_SIGNALS:
    void stopRequested();
    void fileRequested();

private:
    QCheckBox *m_repeat;
    QLabel *m_every;
    QSpinBox *m_interval;
    QLabel *m_times;
    QSpinBox *m_count;
    QProgressBar *m_progress;
    QToolButton *m_stop;
    QToolButton *m_file;
};

} // namespace widgets
