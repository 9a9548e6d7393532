// Where the parts of FramesView stand, and their words.
#include "widgets/common/icon.h"
#include "widgets/common/quickopenparts.h"
#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/framing/bytehistoryview.h"
#include "widgets/framing/framecharts.h"
#include "widgets/framing/framediffview.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/framingfield.h"
#include "widgets/framing/rulers.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

using netcore::Direction;

namespace {

constexpr int leastHeight = 72;   // px, of what lies below the rulers
constexpr int leastSide = 200;    // px wide
constexpr int roomForSide = 1000; // px of the view: below, the table needs them for its columns

QHBoxLayout *lineOf(QWidget *strip)
{
    auto *line = new QHBoxLayout(strip);
    line->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    line->setSpacing(metrics::gap);
    return line;
}

} // namespace

void FramesView::build()
{
    m_splitter->addWidget(makeTablePages());
    m_splitter->addWidget(makeSide());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({600, 256});
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFramingLine());
    layout->addWidget(m_framing->errorBar());
    layout->addWidget(m_out);
    layout->addWidget(m_in);
    layout->addWidget(makeSummaryLine());
    layout->addWidget(m_splitter, 1);
}

QWidget *FramesView::makeFramingLine()
{
    auto *strip = new QWidget(this);
    QHBoxLayout *line = lineOf(strip);
    line->addWidget(m_framing, 1);
    line->addWidget(m_direction);
    m_buttons->setSpacing(metrics::grid);
    line->addLayout(m_buttons);
    m_direction->setObjectName(QStringLiteral("frameDirection"));
    for (const Direction direction : {Direction::None, Direction::In, Direction::Out})
        m_direction->addItem(QString(), int(direction));
    return strip;
}

QWidget *FramesView::makeSummaryLine()
{
    auto *strip = new QWidget(this);
    QHBoxLayout *line = lineOf(strip);
    line->addWidget(m_summary, 3);
    line->addWidget(m_progress);
    line->addWidget(m_cancel);
    line->addWidget(m_filterNote);
    line->addWidget(m_filterLabel);
    line->addWidget(m_filter, 2);
    line->addWidget(m_sideButton);
    m_summary->setObjectName(QStringLiteral("framesSummary"));
    m_filter->setObjectName(QStringLiteral("framesFilter"));
    m_cancel->setObjectName(QStringLiteral("framesCancel"));
    m_sideButton->setObjectName(QStringLiteral("framesSide"));
    m_sideButton->setIcon(themedIcon(QStringLiteral("view-split-left-right")));
    m_sideButton->setCheckable(true);
    m_sideButton->setAutoRaise(true);
    m_sideButton->setFocusPolicy(Qt::TabFocus);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(140);
    m_filterLabel->setBuddy(m_filter);
    m_progress->setFixedWidth(120);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_cancel->hide();
    return strip;
}

QWidget *FramesView::makeTablePages()
{
    auto *page = new QWidget(m_pages);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(1);
    layout->addWidget(m_emptyText);
    layout->addWidget(m_choose, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_choose->setObjectName(QStringLiteral("chooseFraming"));
    m_pages->setMinimumHeight(leastHeight); // the window must not grow for pages that are not in view
    m_pages->addWidget(m_table);
    m_pages->addWidget(page);
    return m_pages;
}

QWidget *FramesView::makeSide()
{
    m_side->setObjectName(QStringLiteral("framesSidePages"));
    m_side->setDocumentMode(true);
    auto *figures = new QScrollArea(m_side); // a low window scrolls the charts and does not squeeze them
    figures->setFrameShape(QFrame::NoFrame);
    figures->setWidgetResizable(true);
    figures->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    figures->setWidget(m_statistics);
    m_side->addTab(figures, QString());
    m_side->addTab(m_diff, QString());
    m_side->addTab(m_history, QString());
    m_side->setMinimumSize(leastSide, leastHeight);
    return m_side;
}

void FramesView::openSide(QWidget *page)
{
    m_side->setCurrentWidget(page);
    m_sideChosen = true;
    shareWidth();
}

void FramesView::shareWidth()
{
    const bool shown = m_sideChosen.value_or(width() >= roomForSide);
    m_side->setVisible(shown);
    m_sideButton->setChecked(shown);
}

void FramesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareWidth();
}

void FramesView::retranslate()
{
    const QString directions[] = {tr("Both directions"), tr("← received"), tr("→ sent")};
    for (int i = 0; i < m_direction->count(); ++i)
        m_direction->setItemText(i, directions[i]);
    m_direction->setAccessibleName(tr("Direction of the frames"));
    m_filterLabel->setText(tr("Filter"));
    m_filter->setPlaceholderText(tr("len > 8 && hex ~ \"0103\", or fault"));
    m_filter->setAccessibleName(tr("Filter of the frames"));
    m_progress->setAccessibleName(tr("Frames being cut"));
    m_choose->setText(tr("Choose a framing…"));
    m_sideButton->setToolTip(tr("Statistics, difference and history beside the frames"));
    m_sideButton->setAccessibleName(m_sideButton->toolTip());
    m_side->setTabText(0, tr("Statistics"));
    m_side->setTabText(1, tr("Difference"));
    m_side->setTabText(2, tr("History"));
    m_side->setTabToolTip(0, tr("Lengths of the shown frames, and the gaps between them"));
    m_side->setTabToolTip(1, tr("What changed from one frame to another"));
    m_side->setTabToolTip(2, tr("One byte, number or field over the last frames"));
}

} // namespace widgets
