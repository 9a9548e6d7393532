#include "widgets/tables/filterprogress.h"

#include "widgets/common/theme.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace widgets {

namespace {
constexpr int delayMs = 300;
}

FilterProgress::FilterProgress(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_button(new QPushButton(this))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::gap);
    line->addWidget(m_text);
    line->addWidget(m_button);
    m_text->setTextFormat(Qt::PlainText);
    m_button->setObjectName(QStringLiteral("filterCancel"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(m_button, &QPushButton::clicked, this, &FilterProgress::press);
    connect(&m_delay, &QTimer::timeout, this, [this] { take(m_done, m_total); });
    hide();
}

void FilterProgress::follow(TrafficView *view)
{
    m_view = view;
    connect(view, &TrafficView::filterStarted, this, [this] {
        m_caughtUp = false;
        m_delay.start();
        hide();
    });
    connect(view, &TrafficView::filterProgressed, this, &FilterProgress::take);
}

void FilterProgress::take(quint64 done, quint64 total)
{
    m_done = done;
    m_total = total;
    m_caughtUp = m_caughtUp || (done >= total && !m_view->isFilterStopped());
    setVisible(m_view->isFilterStopped() || (!m_caughtUp && !m_delay.isActive()));
    if (isVisible())
        retranslate();
}

void FilterProgress::press()
{
    if (m_view->isFilterStopped())
        m_view->goOnFiltering();
    else
        m_view->stopFiltering();
}

void FilterProgress::retranslate()
{
    const bool stopped = m_view && m_view->isFilterStopped();
    const quint64 percent = m_total > 0 ? 100 * m_done / m_total : 100;
    m_text->setText(stopped ? tr("stopped at %1 %").arg(percent) : tr("filtering %1 %").arg(percent));
    m_button->setText(stopped ? tr("Go on") : tr("Cancel"));
}

void FilterProgress::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace widgets
