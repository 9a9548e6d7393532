#include "widgets/composer/repeatbar.h"

#include "widgets/common/icon.h"
#include "widgets/common/theme.h"

#include <QtCore/QLocale>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>

namespace widgets {

RepeatBar::RepeatBar(QWidget *parent)
    : QWidget(parent)
    , m_repeat(new QCheckBox(this))
    , m_every(new QLabel(this))
    , m_interval(new QSpinBox(this))
    , m_times(new QLabel(this))
    , m_count(new QSpinBox(this))
    , m_progress(new QProgressBar(this))
    , m_stop(labelledButton(QStringLiteral("process-stop"), QStringLiteral("stop"), this))
    , m_file(labelledButton(QStringLiteral("document-send"), QStringLiteral("sendFile"), this))
{
    m_repeat->setObjectName(QStringLiteral("repeat"));
    m_interval->setObjectName(QStringLiteral("interval"));
    m_interval->setRange(1, 3'600'000);
    m_interval->setValue(100);
    m_interval->setSingleStep(10);
    m_count->setObjectName(QStringLiteral("count"));
    m_count->setRange(0, 1'000'000'000);
    m_count->setValue(10);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setMaximumHeight(metrics::rowHeight(font()));
    m_progress->setMinimumWidth(30 * metrics::grid);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    for (QWidget *each : QWidgetList{m_repeat, m_every, m_interval, m_times, m_count, m_progress, m_stop})
        row->addWidget(each);
    row->addStretch(1);
    row->addWidget(m_file);
    for (QWidget *each : QWidgetList{m_every, m_interval, m_times, m_count}) {
        each->setEnabled(false);
        connect(m_repeat, &QCheckBox::toggled, each, &QWidget::setEnabled);
    }
    m_progress->hide();
    m_stop->hide();
    connect(m_stop, &QToolButton::clicked, this, &RepeatBar::stopRequested);
    connect(m_file, &QToolButton::clicked, this, &RepeatBar::fileRequested);
    retranslate();
}

void RepeatBar::retranslate()
{
    m_repeat->setText(tr("&Repeat"));
    m_every->setText(tr("every"));
    m_interval->setSuffix(tr(" ms"));
    m_interval->setAccessibleName(tr("Time between two sends"));
    m_times->setText(tr("×", "times"));
    m_count->setSpecialValueText(tr("until stopped"));
    m_count->setAccessibleName(tr("How many times"));
    m_count->setToolTip(tr("0 repeats until stopped"));
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Stop sending (Esc)"));
    m_file->setText(tr("Send &file …"));
    m_file->setToolTip(tr("Send a file's bytes as they are, piece by piece as the peer reads"));
}

bool RepeatBar::isRepeatWanted() const
{
    return m_repeat->isChecked();
}

int RepeatBar::everyMs() const
{
    return m_interval->value();
}

int RepeatBar::count() const
{
    return m_count->value();
}

void RepeatBar::showProgress(const SendPlan &plan)
{
    m_progress->setVisible(plan.isActive());
    m_stop->setVisible(plan.isActive());
    if (!plan.isActive())
        return;
    // Per mille: a file's bytes do not fit an int.
    m_progress->setRange(0, plan.total() != 0 ? 1000 : 0);
    m_progress->setValue(plan.total() != 0 ? int(plan.done() * 1000 / plan.total()) : 0);
    const QLocale locale;
    const QString done = locale.toString(plan.done());
    if (plan.isFile())
        m_progress->setFormat(tr("%1 of %2 bytes").arg(done, locale.toString(plan.total())));
    else if (plan.total() != 0)
        m_progress->setFormat(tr("%1 of %2", "sends").arg(done, locale.toString(plan.total())));
    m_stop->setText(plan.total() != 0 ? tr("Stop") : tr("Stop (%1 sent)").arg(done));
}

} // namespace widgets
