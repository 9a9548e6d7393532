#include "widgets/framing/framesview.h"

#include "widgets/common/quickopenparts.h"
#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/framing/bytehistoryview.h"
#include "widgets/framing/framecharts.h"
#include "widgets/framing/framediffview.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framingfield.h"
#include "widgets/framing/rulers.h"
#include "widgets/models/framescan.h"
#include "widgets/models/frametext.h"
#include "widgets/models/framingchoices.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
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
#include <QtWidgets/QVBoxLayout>

#include <climits>

namespace widgets {

using netcore::ConnectionId;
using netcore::Direction;

namespace {

constexpr int progressAfterMs = 300;
constexpr int watchMs = 100;
constexpr int leastHeight = 72; // px, of what lies below the rulers
constexpr int leastSide = 200;  // px wide
constexpr int figuresMs = 200;
constexpr quint64 tailRows = 1u << 14; // so far behind a live recording is no backlog

QHBoxLayout *lineOf(QWidget *strip)
{
    auto *line = new QHBoxLayout(strip);
    line->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    line->setSpacing(metrics::gap);
    return line;
}

} // namespace

FramesView::FramesView(QWidget *parent)
    : QWidget(parent)
    , m_scan(std::make_unique<models::FrameScan>())
    , m_framing(new FramingField(this))
    , m_direction(new QComboBox(this))
    , m_buttons(new QHBoxLayout)
    , m_summary(new ElidedLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
    , m_filterLabel(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_filterNote(plainLabel(this))
    , m_in(new Rulers(this))
    , m_out(new Rulers(this))
    , m_pages(new QStackedWidget(this))
    , m_table(new FramesTable(*m_scan, this))
    , m_emptyText(plainLabel(this, true))
    , m_choose(new QPushButton(this))
    , m_side(new QTabWidget(this))
    , m_statistics(new FrameStatisticsPage(this))
    , m_diff(new FrameDiffView(this))
    , m_history(new ByteHistoryView(*m_scan, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    m_out->setDirection(Direction::Out);
    build();
    wire();
    retranslate();
    showState();
}

FramesView::~FramesView() = default;

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
    m_summary->setObjectName(QStringLiteral("framesSummary"));
    m_filter->setObjectName(QStringLiteral("framesFilter"));
    m_cancel->setObjectName(QStringLiteral("framesCancel"));
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

void FramesView::wire()
{
    m_scan->setWanted([this] { return isVisible() || (m_strip && m_strip->isVisible()); });
    connect(m_scan.get(), &models::FrameScan::restarted, this, [this] { m_restarted = true; });
    connect(m_scan.get(), &models::FrameScan::changed, this,
            [this] { framesChanged(std::exchange(m_restarted, false)); });
    connect(m_framing, &FramingField::specEntered, this, &FramesView::chooseFraming);
    connect(m_choose, &QPushButton::clicked, m_framing, &FramingField::offerAll);
    connect(m_direction, &QComboBox::currentIndexChanged, this, &FramesView::takeFilter);
    connect(m_filter, &QLineEdit::textChanged, this, &FramesView::takeFilter);
    connect(m_table, &FramesTable::positionChosen, this, &FramesView::selectPosition);
    connect(m_table, &FramesTable::compareRequested, this, &FramesView::compare);
    connect(m_table, &FramesTable::payloadRequested, this, [this](quint64 position) {
        Q_EMIT payloadRequested(m_table->rows().payloadOf(m_scan->index()->at(position)), m_connection);
    });
    connect(m_history, &ByteHistoryView::frameChosen, this, &FramesView::selectPosition);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_scan->isCancelled())
            m_scan->resume();
        else
            m_scan->cancel();
    });
    for (Rulers *rulers : {m_in, m_out})
        wireRulers(rulers);
    m_watch.setInterval(watchMs);
    connect(&m_watch, &QTimer::timeout, this, &FramesView::showProgress);
    m_watch.start();
    m_figures.setSingleShot(true);
    m_figures.setInterval(figuresMs);
    connect(&m_figures, &QTimer::timeout, this,
            [this] { m_statistics->setStatistics(m_scan->statistics()); });
}

void FramesView::wireRulers(Rulers *rulers)
{
    connect(rulers, &Rulers::frameChosen, this, &FramesView::selectPosition);
    connect(rulers, &Rulers::readChosen, this, [this](netcore::RowNumber row) {
        showRow(row);
        Q_EMIT rowSelected(row);
    });
}

void FramesView::setStrip(Rulers *strip)
{
    m_strip = strip;
    wireRulers(strip);
    strip->setIndex(m_scan->index(), true);
    updateStrip();
}

void FramesView::updateStrip()
{
    if (m_strip)
        m_strip->setVisible(!isVisible() && !isRaw() && m_connection != ConnectionId::None);
}

void FramesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateStrip();
}

void FramesView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateStrip();
}

bool FramesView::isRaw() const
{
    return !m_choices || m_choices->of(m_connection) == models::FramingChoices::none();
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
    m_side->setTabText(0, tr("Statistics"));
    m_side->setTabText(1, tr("Difference"));
    m_side->setTabText(2, tr("History"));
    m_side->setTabToolTip(0, tr("Lengths of the shown frames, and the gaps between them"));
    m_side->setTabToolTip(1, tr("What changed from one frame to another"));
    m_side->setTabToolTip(2, tr("One byte, number or field over the last frames"));
}

void FramesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showState();
    }
}

void FramesView::setFramingChoices(models::FramingChoices *choices)
{
    m_choices = choices;
    connect(choices, &models::FramingChoices::changed, this, &FramesView::takeFraming);
    takeFraming();
}

void FramesView::setRecording(const std::shared_ptr<const netcore::RecordingStore> &store)
{
    m_connection = ConnectionId::None;
    m_scan->setRecording(store);
    if (m_choices)
        m_choices->showRecording(!store || store->isLive());
    takeFraming();
}

void FramesView::setConnection(ConnectionId connection)
{
    if (m_connection == connection)
        return;
    m_connection = connection;
    showCurrent(std::nullopt);
    m_row.reset();
    takeFraming();
}

void FramesView::takeFraming()
{
    const QString spec = m_choices ? m_choices->of(m_connection) : models::FramingChoices::none();
    m_framing->setSpec(isRaw() ? QString() : spec);
    // The choices hold only what a framer can be made of.
    [[maybe_unused]] const auto taken = m_scan->setQuestion(m_connection, spec);
    Q_ASSERT(taken);
    updateStrip();
    showState();
}

void FramesView::chooseFraming(const QString &spec)
{
    if (!m_choices || m_connection == ConnectionId::None)
        return;
    if (const auto chosen = m_choices->choose(m_connection, spec); !chosen) {
        m_framing->edit()->setText(spec);
        m_framing->tell(chosen.error());
    } else {
        takeFraming();
    }
}

void FramesView::takeFilter()
{
    const auto filter = netcore::Filter::parse(m_filter->text());
    QPalette colors;
    if (!filter) {
        const QString reason = QCoreApplication::translate("netcore", filter.error().reason);
        colors.setColor(QPalette::Text, themeOf(palette()).fault);
        m_filter->setPalette(colors);
        m_filter->setToolTip(
            tr("character %1: %2").arg(QString::number(filter.error().position + 1), reason));
        QPalette red;
        red.setColor(QPalette::WindowText, themeOf(palette()).fault);
        m_filterNote->setPalette(red);
        m_filterNote->setText(QStringLiteral("⚠ ") + m_filter->toolTip());
        return;
    }
    m_filter->setPalette(colors);
    m_filter->setToolTip(QString());
    m_filterNote->setPalette(colors);
    m_filterNote->clear();
    m_scan->setFilter({*filter, Direction(m_direction->currentData().toInt())});
    showState();
}

void FramesView::framesChanged(bool restarted)
{
    if (restarted)
        showCurrent(std::nullopt);
    for (Rulers *rulers : {m_in, m_out, m_strip})
        if (rulers)
            rulers->setIndex(m_scan->index(), restarted);
    m_table->refresh(restarted);
    if (restarted && m_row)
        showRow(*m_row);
    if (!m_figures.isActive())
        m_figures.start();
    m_history->refresh();
    showState();
}

void FramesView::showState()
{
    const netcore::FrameIndex &index = *m_scan->index();
    const bool none = m_connection == ConnectionId::None;
    const auto wanted = Direction(m_direction->currentData().toInt());
    m_in->setVisible(!none && wanted != Direction::Out && index.reads().count(Direction::In) > 0);
    m_out->setVisible(!none && wanted != Direction::In && index.reads().count(Direction::Out) > 0);
    m_pages->setCurrentIndex(none || isRaw() ? 1 : 0);
    m_choose->setVisible(!none);
    m_framing->setEnabled(!none);
    m_emptyText->setText(
        none ? tr("The frames of a connection appear here: select one, or a row of one.")
             : tr("Without a framing the stream is one long payload. Choose how it is cut into frames: "
                  "at a delimiter, by a length, as a protocol does. What has been captured is cut at "
                  "once."));
    const bool hidesAll = index.size() > 0 && m_scan->shown().size() == 0;
    m_table->setEmptyText(hidesAll ? tr("The filter hides every frame.") : tr("No frame is complete yet."));
    const QString summary = models::summaryText(index);
    m_summary->setText(none || isRaw()
                           ? QString()
                           : tr("Connection %1: %2").arg(QString::number(quint32(m_connection)), summary));
    if (m_filter->toolTip().isEmpty()) { // no error there
        const int hidden = int(std::min<quint64>(m_scan->hidden(), INT_MAX));
        m_filterNote->setText(hidden == 0 ? QString() : tr("%Ln frame(s) hidden", nullptr, hidden));
    }
}

void FramesView::showProgress()
{
    const quint64 done = m_scan->rowsDone();
    const quint64 all = m_scan->rowsInAll();
    const bool behind = isVisible() && m_connection != ConnectionId::None && m_scan->isBehind() &&
                        (all - std::min(done, all) > tailRows || !m_scan->store()->isLive());
    if (!behind)
        m_behind.invalidate();
    else if (!m_behind.isValid())
        m_behind.start();
    const bool shown = behind && (m_scan->isCancelled() || m_behind.elapsed() > progressAfterMs);
    m_progress->setVisible(shown);
    m_cancel->setVisible(shown);
    m_cancel->setText(m_scan->isCancelled() ? tr("Go on") : tr("Cancel"));
    m_progress->setValue(all > 0 ? int(1000 * done / all) : 0);
}

void FramesView::showCurrent(std::optional<quint64> position)
{
    m_current = position;
    m_table->showPosition(position);
    for (Rulers *rulers : {m_in, m_out, m_strip})
        if (rulers)
            rulers->setCurrentFrame(position);
    if (position && !m_table->selectedPair())
        compareWithBefore(*position);
    else if (!position)
        m_diff->setFrames({}, {}, {}, {});
}

void FramesView::selectPosition(quint64 position)
{
    const netcore::FrameIndex &index = *m_scan->index();
    if (position < index.first() || position >= index.end())
        return;
    m_row.reset();
    if (m_strip)
        m_strip->setDirection(index.at(position).direction);
    showCurrent(position);
    if (const auto pair = m_table->selectedPair())
        compare(pair->first, pair->second);
    Q_EMIT frameSelected(position);
}

void FramesView::showRow(netcore::RowNumber row)
{
    m_row = row;
    const auto frames = m_scan->index()->framesOfRow(row);
    m_current = frames ? std::optional(frames->first) : std::nullopt;
    m_table->showPosition(m_current);
    for (Rulers *rulers : {m_in, m_out, m_strip})
        if (rulers)
            rulers->setCurrentRow(row);
    if (m_current)
        compareWithBefore(*m_current);
}

void FramesView::compareWithBefore(quint64 position)
{
    const netcore::FrameIndex &index = *m_scan->index();
    const auto before = index.frames().previous(index.at(position).direction, position);
    if (before)
        compare(*before, position);
    else
        m_diff->setFrames({}, {}, {}, {});
}

void FramesView::compare(quint64 left, quint64 right)
{
    const models::FrameRows &rows = m_table->rows();
    const netcore::FrameIndex &index = *m_scan->index();
    m_diff->setFrames(models::frameNumber(left), rows.bytesOf(index.at(left), FrameDiffRows::mostBytes),
                      models::frameNumber(right), rows.bytesOf(index.at(right), FrameDiffRows::mostBytes));
    if (sender() == m_table && m_table->selectedPair())
        m_side->setCurrentWidget(m_diff);
}

void FramesView::setStructure(std::shared_ptr<const netcore::Structure> structure)
{
    if (structure)
        m_history->setFieldsOf([structure](QByteArrayView frame) { return structure->read(frame); });
    else
        m_history->setFieldsOf({});
    m_table->setStructure(std::move(structure));
}

void FramesView::pin(const QString &place)
{
    m_side->setCurrentWidget(m_history);
    m_history->pin(place);
}

QByteArray FramesView::saveState() const
{
    return m_splitter->saveState();
}

void FramesView::restoreState(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

} // namespace widgets
