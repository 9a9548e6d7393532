#include "app/gui/recordingviews.h"

#include "app/gui/dissecting.h"
#include "app/gui/findwiring.h"
#include "app/gui/guesswiring.h"
#include "app/gui/recordlinks.h"
#include "app/gui/structurewiring.h"
#include "netcore/recording/record.h"
#include "widgets/charts/chartsview.h"
#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/rulers.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/hexview/inspector.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/recordbytesource.h"
#include "widgets/tables/callsview.h"
#include "widgets/tables/filterprogress.h"
#include "widgets/tables/noteline.h"
#include "widgets/tables/streamview.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDataStream>
#include <QtCore/QEvent>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <climits>

namespace app {

using netcore::ConnectionId;
using netcore::RowNumber;

RecordingViews::RecordingViews(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_showAll(new QPushButton(this))
    , m_tabs(new QTabWidget(this))
    , m_traffic(new widgets::TrafficView(this))
    , m_stream(new widgets::StreamView(this))
    , m_frames(new widgets::FramesView(this))
    , m_calls(new widgets::CallsView(this))
    , m_strip(new widgets::Rulers(this))
    , m_charts(new widgets::ChartsView(this))
    , m_hex(new widgets::HexPane(this))
    , m_inspector(new widgets::Inspector(this))
    , m_savedBar(new widgets::TintedBar(widgets::TintedBar::Tone::Warning, this))
    , m_savedText(widgets::plainLabel(m_savedBar, true))
    , m_live(new QPushButton(m_savedBar))
    , m_filterLabel(new QLabel(this))
    , m_note(new widgets::NoteLine(this))
    , m_filterNote(widgets::plainLabel(this))
    , m_rows(new QSplitter(Qt::Vertical, this))
    , m_bytes(new QSplitter(Qt::Horizontal, this))
{
    build();
    m_inspector->follow(m_hex->view());
    wireSelection();
    wireFilter();
    wireNotes();
    wireRecordingSearch(*this);
    wireStructures(*this);
    wireFrames();
    wireGuess(*this, *m_frames);
    m_dissecting = new Dissecting(*this);
    retranslate();
}

RecordingViews::~RecordingViews() = default;

void RecordingViews::build()
{
    auto *savedLine = new QHBoxLayout(m_savedBar);
    savedLine->setContentsMargins(12, widgets::metrics::grid, widgets::metrics::gap, widgets::metrics::grid);
    savedLine->addWidget(m_savedText, 1);
    savedLine->addWidget(m_live);
    m_savedBar->hide();

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_traffic, QString());
    m_tabs->addTab(m_stream, QString());
    m_tabs->addTab(m_frames, QString());
    m_tabs->addTab(m_calls, QString());
    m_tabs->addTab(m_charts, QString());
    auto *bytes = new QWidget(m_bytes);
    auto *column = new QVBoxLayout(bytes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_hex, 1);
    m_bytes->addWidget(bytes);
    m_bytes->addWidget(m_inspector);
    m_rows->addWidget(m_tabs);
    m_rows->addWidget(m_bytes);
    m_rows->setSizes({384, 166});
    for (int part : {0, 1})
        m_rows->setStretchFactor(part, 1); // both grow in proportion
    connect(m_bytes, &QSplitter::splitterMoved, this, [this] { m_widthsChosen = true; });
    for (QSplitter *splitter : {m_rows, m_bytes})
        splitter->setChildrenCollapsible(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_savedBar);
    layout->addWidget(makeStrip());
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_note);
}

QWidget *RecordingViews::makeStrip()
{
    auto *strip = new QWidget(this);
    m_filterStrip = strip;
    auto *line = new QHBoxLayout(strip);
    line->setContentsMargins(widgets::metrics::gap, widgets::metrics::grid, widgets::metrics::gap,
                             widgets::metrics::grid);
    line->setSpacing(widgets::metrics::gap);
    line->addWidget(m_filterLabel);
    line->addWidget(m_filter, 1);
    auto *progress = new widgets::FilterProgress(strip);
    progress->follow(m_traffic);
    line->addWidget(progress);
    line->addWidget(m_filterNote);
    line->addWidget(m_showAll, 0, Qt::AlignLeft); // small where there is no filter
    m_filter->setObjectName(QStringLiteral("filterField"));
    m_filter->setClearButtonEnabled(true);
    m_filterLabel->setBuddy(m_filter);
    m_filterNote->setObjectName(QStringLiteral("filterNote"));
    m_showAll->setObjectName(QStringLiteral("showAllConnections"));
    m_showAll->hide();
    connect(m_showAll, &QPushButton::clicked, this, &RecordingViews::allConnectionsRequested);
    connect(m_live, &QPushButton::clicked, this, &RecordingViews::liveRequested);
    connect(m_tabs, &QTabWidget::currentChanged, this, &RecordingViews::showFilter);
    return strip;
}

void RecordingViews::retranslate()
{
    m_tabs->setTabText(0, tr("Traffic"));
    m_tabs->setTabText(1, tr("Stream"));
    m_tabs->setTabText(2, tr("Frames"));
    m_tabs->setTabText(3, tr("Calls"));
    m_tabs->setTabToolTip(0, tr("What passed: chunks, datagrams, openings and ends"));
    m_tabs->setTabToolTip(1, tr("The conversation of the selected connection"));
    m_tabs->setTabToolTip(
        2, tr("What the connection's framing cuts out of its streams, and which reads it came in"));
    m_tabs->setTabToolTip(3, tr("Every system call with its result, errno and duration"));
    m_tabs->setTabText(m_tabs->indexOf(m_charts), tr("Charts"));
    m_tabs->setTabToolTip(m_tabs->indexOf(m_charts), tr("Rates, lengths, gaps, round trips and top talkers"));
    m_filterLabel->setText(tr("Filter"));
    m_filter->setPlaceholderText(tr("in && len > 8 && hex ~ \"0103\""));
    m_filter->setAccessibleName(tr("Filter of the traffic"));
    m_traffic->setEmptyText(tr("What passes over your sessions appears here."));
    m_hex->view()->setEmptyText(tr("Select a row: its bytes appear here."));
    m_live->setText(tr("Back to the live recording"));
    m_savedText->setText(tr("Saved recording %1, read only. Sessions go on in the live recording.")
                             .arg(models::plain(QFileInfo(m_savedName).fileName())));
    m_showAll->setText(tr("Only %1  ✕").arg(m_shownTitle));
    m_showAll->setToolTip(tr("Show all connections again"));
    showHidden(m_traffic->shownRows(), m_traffic->hiddenRows());
}

/// The filter is one of the traffic; frames have their own.
void RecordingViews::showFilter()
{
    const bool filters = m_tabs->currentWidget() != m_frames;
    m_filterLabel->setVisible(filters);
    m_filter->setVisible(filters);
    m_filterNote->setVisible(filters && !m_filterNote->text().isEmpty());
    m_filterStrip->setVisible(filters || !m_shownTitle.isEmpty());
}

/// Until the user chooses: the hex view in full, then the inspector as wide as it likes.
void RecordingViews::shareWidth()
{
    if (m_widthsChosen)
        return;
    const int all = width() - m_bytes->handleWidth();
    const int hex = std::max(m_hex->view()->sizeHint().width(), all - m_inspector->sizeHint().width());
    m_bytes->setSizes({hex, all - hex});
}

void RecordingViews::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareWidth();
}

void RecordingViews::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RecordingViews::setRecording(const std::shared_ptr<const netcore::RecordingStore> &store,
                                  const QString &name)
{
    m_store = store;
    m_reader = store ? std::make_unique<netcore::RecordingReader>(store) : nullptr;
    m_savedName = name;
    m_selected.reset();
    m_traffic->setRecording(store);
    m_stream->setRecording(store);
    m_frames->setRecording(store);
    m_calls->setRecording(store);
    m_charts->setRecording(store);
    m_hex->setSource(nullptr);
    m_savedBar->setVisible(!name.isEmpty());
    m_traffic->setNotesTaken(name.isEmpty());
    m_note->hide();
    showConnections({}, {});
    retranslate();
    Q_EMIT recordingChanged();
}

void RecordingViews::showConnections(const QList<ConnectionId> &connections, const QString &title)
{
    m_shownTitle = title;
    m_traffic->setConnections(connections);
    m_stream->setConnection(connections.size() == 1 ? connections.first() : ConnectionId::None);
    if (!connections.isEmpty() && !connections.contains(m_frames->connection()))
        m_frames->setConnection(connections.first());
    m_calls->setConnections(connections);
    m_charts->setConnections(connections);
    m_showAll->setVisible(!title.isEmpty());
    showFilter();
    retranslate();
}

void RecordingViews::wireSelection()
{
    connect(m_traffic, &widgets::TrafficView::rowSelected, this, &RecordingViews::selectRecord);
    connect(m_calls, &widgets::CallsView::rowSelected, this, &RecordingViews::selectRecord);
    connect(m_stream, &widgets::StreamView::recordSelected, this, &RecordingViews::selectRecord);
    connect(m_charts, &widgets::ChartsView::connectionChosen, this, [this](ConnectionId id) {
        showConnections({id}, tr("connection %1").arg(quint32(id)));
        m_tabs->setCurrentWidget(m_traffic);
    });
    connect(m_traffic, &widgets::TrafficView::selectionCleared, this, [this] {
        m_selected.reset();
        m_hex->setSource(nullptr);
    });
}

void RecordingViews::selectRecord(RowNumber row)
{
    if (m_selected == row || !m_store)
        return;
    m_selected = row;
    const netcore::RecordingReader &reader = *m_reader;
    netcore::Record record;
    if (!reader.read(row, record))
        return;
    const QSignalBlocker traffic(m_traffic);
    const QSignalBlocker calls(m_calls);
    const QSignalBlocker stream(m_stream);
    if (record.connection != ConnectionId::None)
        m_frames->setConnection(record.connection);
    if (m_shownTitle.isEmpty() && record.connection != ConnectionId::None)
        m_stream->setConnection(record.connection);
    const bool isCall = record.kind == netcore::RecordKind::Call;
    const std::optional<RowNumber> dataRow = isCall ? dataOfCall(reader, row) : row;
    if (sender() != m_traffic && dataRow)
        m_traffic->selectRow(*dataRow);
    if (sender() != m_stream && dataRow)
        m_stream->selectRow(*dataRow);
    const std::optional<RowNumber> call = isCall ? row : callOfData(reader, row);
    if (sender() != m_calls && call)
        m_calls->selectRow(*call);
    if (dataRow)
        showBytes(*dataRow);
    else
        m_hex->setSource(nullptr);
    Q_EMIT recordSelected(row, record.connection);
}

void RecordingViews::showBytes(RowNumber row)
{
    netcore::Record record;
    const bool hasBytes = m_reader->read(row, record) && record.isData();
    m_hex->setSource(hasBytes ? models::recordByteSource(m_store, row) : nullptr);
    if (hasBytes) {
        m_strip->setDirection(record.direction);
        m_frames->showRow(row);
        m_hexFrom = startInStream(m_frames->scan(), row);
    }
    if (hasBytes && record.length > 0)
        m_hex->view()->goTo(0);
}

void RecordingViews::wireFilter()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setPalette({});
        m_traffic->setFilterText(text);
        m_charts->setFilterText(text);
    });
    connect(m_traffic, &widgets::TrafficView::filterApplied, this, &RecordingViews::showHidden);
    connect(m_traffic, &widgets::TrafficView::filterFailed, this, [this](const netcore::NetError &error) {
        const QString reason = QCoreApplication::translate("netcore", error.reason);
        showFilterError(error.position < 0
                            ? reason
                            : tr("character %1: %2").arg(QString::number(error.position + 1), reason));
    });
}

void RecordingViews::wireNotes()
{
    using widgets::NoteLine;
    connect(m_traffic, &widgets::TrafficView::noteRequested, m_note, &NoteLine::open);
    connect(m_note, &NoteLine::written, this, &RecordingViews::noteWritten);
    connect(m_note, &NoteLine::closed, m_traffic, [this] { m_traffic->setFocus(Qt::OtherFocusReason); });
    for (widgets::VirtualTable *table :
         {static_cast<widgets::VirtualTable *>(m_traffic), static_cast<widgets::VirtualTable *>(m_calls)})
        connect(table, &widgets::VirtualTable::copyRefused, this, &RecordingViews::copyRefused);
}

void RecordingViews::showHidden(quint64, quint64 hidden)
{
    QPalette usual;
    m_filterNote->setPalette(usual);
    const int shown = int(std::min<quint64>(hidden, INT_MAX));
    m_filterNote->setText(hidden == 0 ? QString() : tr("%n row(s) hidden", nullptr, shown));
    showFilter();
}

void RecordingViews::showFilterError(const QString &sentence)
{
    const QColor fault = widgets::themeOf(palette()).fault;
    QPalette red = m_filterNote->palette();
    red.setColor(QPalette::WindowText, fault);
    m_filterNote->setPalette(red);
    m_filterNote->setText(QStringLiteral("⚠ ") + sentence);
    showFilter();
    QPalette field = m_filter->palette();
    field.setColor(QPalette::Text, fault);
    m_filter->setPalette(field);
}

void RecordingViews::focusFind()
{
    m_hex->openFind();
}

void RecordingViews::focusFilter()
{
    m_tabs->setCurrentWidget(m_traffic);
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void RecordingViews::moveRow(int by)
{
    widgets::VirtualTable *table = currentTable();
    if (!table || !table->source() || table->source()->endRow() == table->source()->firstRow())
        return;
    const quint64 first = table->source()->firstRow();
    const quint64 last = table->source()->endRow() - 1;
    const quint64 now = table->currentRow().value_or(by > 0 ? last : first);
    const quint64 next = by > 0 ? std::min(last, now + 1) : std::max(first, now == 0 ? 0 : now - 1);
    table->setCurrentRow(next);
}

QByteArray RecordingViews::saveLayout() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << m_rows->saveState() << m_bytes->saveState() << m_traffic->saveState() << m_calls->saveState()
           << m_frames->saveState();
    return bytes;
}

void RecordingViews::restoreLayout(const QByteArray &state)
{
    QByteArray rows, bytes, traffic, calls;
    QDataStream stream(state);
    stream >> rows >> bytes >> traffic >> calls;
    if (stream.status() != QDataStream::Ok)
        return;
    QByteArray frames;
    stream >> frames; // layouts of before had none
    m_frames->restoreState(frames);
    m_rows->restoreState(rows);
    m_widthsChosen = m_bytes->restoreState(bytes);
    m_traffic->restoreState(traffic);
    m_calls->restoreState(calls);
}

} // namespace app
