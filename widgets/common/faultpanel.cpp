#include "widgets/common/faultpanel.h"

#include "widgets/common/theme.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

using models::Explanation;
using models::NextStep;

namespace {

QToolButton *flatButton(const QString &sign, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(sign);
    button->setAutoRaise(true);
    return button;
}

bool isSame(const Explanation &a, const Explanation &b)
{
    return a.session == b.session && a.what == b.what && a.where == b.where && a.errnoName == b.errnoName;
}

} // namespace

FaultPanel::FaultPanel(QWidget *parent)
    : TintedBar(Tone::Fault, parent)
    , m_title(plainLabel(this))
    , m_cause(plainLabel(this, true))
    , m_counter(plainLabel(this))
    , m_previous(flatButton(QStringLiteral("‹"), this))
    , m_next(flatButton(QStringLiteral("›"), this))
    , m_dismiss(flatButton(QStringLiteral("✕"), this))
    , m_steps(new QVBoxLayout)
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setObjectName(QStringLiteral("faultTitle"));
    m_cause->setObjectName(QStringLiteral("faultCause"));
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::grid);
    head->addWidget(m_title, 1);
    for (QWidget *widget : {static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_counter),
                            static_cast<QWidget *>(m_next), static_cast<QWidget *>(m_dismiss)})
        head->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, metrics::gap, metrics::gap, metrics::gap);
    layout->setSpacing(metrics::grid);
    layout->addLayout(head);
    layout->addWidget(m_cause);
    layout->addLayout(m_steps);
    connect(m_previous, &QToolButton::clicked, this, [this] { turn(+1); });
    connect(m_next, &QToolButton::clicked, this, [this] { turn(-1); });
    connect(m_dismiss, &QToolButton::clicked, this, &FaultPanel::dismiss);
    retranslate();
    hide();
}

void FaultPanel::retranslate()
{
    m_previous->setToolTip(tr("Older"));
    m_next->setToolTip(tr("Newer"));
    m_dismiss->setToolTip(tr("Dismiss"));
    for (QToolButton *button : {m_previous, m_next, m_dismiss})
        button->setAccessibleName(button->toolTip());
    showCurrent();
}

const Explanation *FaultPanel::current() const
{
    return m_entries.isEmpty() ? nullptr : &m_entries[m_shown].explanation;
}

void FaultPanel::add(const Explanation &explanation)
{
    int times = 1;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (isSame(m_entries[i].explanation, explanation)) {
            times = m_entries.takeAt(i).times + 1;
            break;
        }
    }
    m_entries.prepend({explanation, times});
    m_entries.resize(std::min(m_entries.size(), kept));
    m_shown = 0;
    showCurrent();
}

void FaultPanel::forget(netcore::SessionId session)
{
    const qsizetype removed =
        m_entries.removeIf([session](const Entry &entry) { return entry.explanation.session == session; });
    if (removed == 0)
        return;
    m_shown = 0;
    showCurrent();
}

void FaultPanel::dismiss()
{
    if (m_entries.isEmpty())
        return;
    m_entries.removeAt(m_shown);
    m_shown = std::clamp<qsizetype>(m_shown, 0, std::max<qsizetype>(0, m_entries.size() - 1));
    showCurrent();
}

void FaultPanel::turn(int by)
{
    m_shown = std::clamp<qsizetype>(m_shown + by, 0, m_entries.size() - 1);
    showCurrent();
}

void FaultPanel::showCurrent()
{
    setVisible(!m_entries.isEmpty());
    if (m_entries.isEmpty())
        return;
    const Entry &entry = m_entries[m_shown];
    const Explanation &e = entry.explanation;
    QString title = QStringLiteral("⚠  ") + tr("%1: %2   (%3)").arg(e.what, e.where, e.errnoName);
    if (entry.times > 1)
        title += QStringLiteral("  ") + tr("%n times", nullptr, entry.times);
    m_title->setText(title);
    m_cause->setText(e.cause);
    setAccessibleName(title);
    setAccessibleDescription(e.cause);
    const bool several = m_entries.size() > 1;
    for (QWidget *widget : {static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_counter),
                            static_cast<QWidget *>(m_next)})
        widget->setVisible(several);
    m_counter->setText(tr("%1 of %2").arg(QString::number(m_shown + 1), QString::number(m_entries.size())));
    m_previous->setEnabled(m_shown + 1 < m_entries.size());
    m_next->setEnabled(m_shown > 0);
    showSteps(e);
}

void FaultPanel::showSteps(const Explanation &explanation)
{
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const NextStep &step : explanation.steps) {
        auto *row = new QWidget(this);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        QLabel *text = plainLabel(row, true);
        text->setText(QStringLiteral("→ ") + step.text);
        line->addWidget(text, step.action == NextStep::Action::None ? 1 : 0);
        if (step.action != NextStep::Action::None) {
            text->setWordWrap(false);
            auto *button = new QPushButton(step.label, row);
            button->setObjectName(QStringLiteral("faultAction"));
            connect(button, &QPushButton::clicked, this, [this, step] { act(step); });
            line->addWidget(button);
            line->addStretch(1);
        }
        m_steps->addWidget(row);
    }
}

void FaultPanel::act(const NextStep &step)
{
    const Explanation e = *current();
    dismiss();
    switch (step.action) {
    case NextStep::Action::None: break;
    case NextStep::Action::OpenInstead: Q_EMIT openInsteadRequested(e.session, step.value); break;
    case NextStep::Action::EditEndpoint: Q_EMIT editRequested(step.value, e.position); break;
    case NextStep::Action::Retry: Q_EMIT retryRequested(e.session); break;
    case NextStep::Action::ResumeRecording: Q_EMIT resumeRecordingRequested(); break;
    }
}

} // namespace widgets
