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
#include <QtCore/QDataStream>
#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

#include <climits>

namespace widgets {

using netcore::ConnectionId;
using netcore::Direction;

namespace {

constexpr int progressAfterMs = 300;
constexpr int watchMs = 100;
constexpr int figuresMs = 200;
constexpr quint64 tailRows = 1u << 14; // so far behind a live recording is no backlog

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
    , m_sideButton(new QToolButton(this))
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
    connect(m_table, &FramesTable::pinRequested, this, &FramesView::pin);
    connect(m_table, &FramesTable::differenceRequested, this, [this](bool next) {
        if (m_side->currentWidget() == m_diff)
            m_diff->rows()->step(next);
    });
    connect(m_history, &ByteHistoryView::frameChosen, this, &FramesView::selectPosition);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_scan->isCancelled())
            m_scan->resume();
        else
            m_scan->cancel();
    });
    connect(m_sideButton, &QToolButton::clicked, this, [this](bool shown) {
        m_sideChosen = shown;
        shareWidth();
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

bool FramesView::isRaw() const
{
    return !m_choices || m_choices->of(m_connection) == models::FramingChoices::none();
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
    const auto &structure = m_table->rows().structure();
    const auto filter = netcore::Filter::parse(m_filter->text(),
                                               structure ? netcore::filterFields(*structure) : QStringList());
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
    netcore::FrameFilter wanted{*filter, Direction(m_direction->currentData().toInt())};
    if (structure && filter->needsFields())
        wanted.fieldsOf = [structure](QByteArrayView frame) { return structure->read(frame); };
    m_scan->setFilter(wanted);
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
    const QString number = QString::number(quint32(m_connection));
    m_summary->setText(none      ? QString()
                       : isRaw() ? tr("Connection %1").arg(number)
                                 : tr("Connection %1: %2").arg(number, models::summaryText(index)));
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

QByteArray FramesView::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_splitter->saveState() << m_sideChosen.has_value() << m_sideChosen.value_or(false);
    return state;
}

void FramesView::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QByteArray sizes;
    bool isChosen = false;
    bool isShown = false;
    stream >> sizes >> isChosen >> isShown;
    if (stream.status() != QDataStream::Ok)
        return;
    m_splitter->restoreState(sizes);
    m_sideChosen = isChosen ? std::optional(isShown) : std::nullopt;
    shareWidth();
}

} // namespace widgets
