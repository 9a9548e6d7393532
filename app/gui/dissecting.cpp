#include "app/gui/dissecting.h"

#include "app/gui/recordingviews.h"
#include "widgets/framing/dissectionview.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/framerows.h"
#include "widgets/models/framescan.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QEvent>
#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QTabWidget>

#include <algorithm>
#include <climits>
#include <set>
#include <tuple>

namespace app {

using netcore::ConnectionId;
using widgets::DissectionView;
using widgets::HexView;

namespace {

constexpr std::size_t mostRowsOfFrame = 1000;
constexpr quint64 mostFrames = 10'000;

} // namespace

Dissecting::Dissecting(RecordingViews &views)
    : QObject(&views), m_views(views), m_view(new DissectionView(&views))
{
    views.tabs()->addTab(m_view, QString());
    m_view->installEventFilter(this);
    retitle();
    wireResults();
    wireSelection();
}

bool Dissecting::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retitle();
    return QObject::eventFilter(watched, event);
}

void Dissecting::retitle()
{
    const int index = m_views.tabs()->indexOf(m_view);
    m_views.tabs()->setTabText(index, tr("Wireshark"));
    m_views.tabs()->setTabToolTip(index,
                                  tr("What Wireshark reads in the selected connection, field by field"));
}

void Dissecting::wireResults()
{
    using netcore::Dissection;
    connect(&m_dissection, &Dissection::decoded, m_view, &DissectionView::add);
    connect(&m_dissection, &Dissection::progressed, m_view, &DissectionView::setProgress);
    connect(&m_dissection, &Dissection::finished, this, [this](const netcore::DissectOutcome &outcome) {
        m_next = outcome.next;
        m_view->setOutcome(outcome);
        if (m_views.selectedRecord())
            m_view->showRow(*m_views.selectedRecord());
    });
    connect(m_view, &DissectionView::decodeRequested, this, &Dissecting::decodeSelection);
    connect(m_view, &DissectionView::decodeAsChosen, this, &Dissecting::again);
    connect(m_view, &DissectionView::nextRequested, this, &Dissecting::goOn);
    connect(m_view, &DissectionView::cancelRequested, &m_dissection, &Dissection::cancel);
    connect(m_view, &DissectionView::tsharkFound, &m_names, &netcore::DecodeAsNames::ask);
    connect(&m_names, &netcore::DecodeAsNames::answered, m_view, &DissectionView::setNames);
    connect(&m_views, &RecordingViews::recordingChanged, this, [this] {
        if (m_dissection.isRunning())
            m_dissection.cancel();
        m_view->clear();
    });
}

void Dissecting::wireSelection()
{
    HexView *hex = m_views.hex()->view();
    connect(m_view, &DissectionView::fieldSelected, this, &Dissecting::showSpans);
    connect(&m_views, &RecordingViews::recordSelected, this, [this](netcore::RowNumber row) {
        if (!m_isLinking)
            m_view->showRow(row);
    });
    connect(hex, &HexView::selectionChanged, this, [this, hex](quint64 from, quint64) {
        // Of a frame's bytes the places are those of its stream, not of a record.
        const bool isHere = isShown() && hex->hasFocus() && m_views.selectedRecord();
        if (isHere && !m_isLinking && from <= std::numeric_limits<quint32>::max())
            m_view->showByte(*m_views.selectedRecord(), quint32(from));
    });
    connect(m_views.traffic(), &widgets::TrafficView::dissectRequested, this, &Dissecting::decodeSelection);
    connect(m_views.frames()->table(), &widgets::FramesTable::dissectRequested, this,
            &Dissecting::decodeSelection);
}

bool Dissecting::isShown() const
{
    return m_views.tabs()->currentWidget() == m_view;
}

void Dissecting::showSpans(const std::vector<netcore::PayloadSpan> &spans)
{
    if (spans.empty())
        return;
    const QScopedValueRollback linking(m_isLinking, true);
    // Of several records the one that is shown already, or the first.
    const auto shown = std::find_if(spans.begin(), spans.end(), [this](const netcore::PayloadSpan &span) {
        return m_views.selectedRecord() == span.row;
    });
    const netcore::PayloadSpan &span = shown == spans.end() ? spans.front() : *shown;
    m_views.showRecord(span.row);
    if (m_views.selectedRecord() == span.row && span.length > 0)
        m_views.hex()->view()->selectRange(span.from, span.length);
}

Dissecting::Subject Dissecting::ofConnection(ConnectionId connection) const
{
    Subject subject;
    subject.range.connections = {connection};
    subject.text = tr("connection %1").arg(quint32(connection));
    return subject;
}

std::optional<Dissecting::Subject> Dissecting::selectedRows() const
{
    const widgets::TrafficView *traffic = m_views.traffic();
    if (!traffic->currentRow() || traffic->selectionLength() < 2)
        return std::nullopt;
    Subject subject;
    std::tie(subject.range.from, subject.range.to) = traffic->selectedRecords();
    for (const ConnectionId id : traffic->connections())
        subject.range.connections.insert(id);
    subject.range.filter = netcore::Filter::parse(traffic->filterText()).value_or(netcore::Filter());
    subject.text =
        tr("%n selected row(s)", nullptr, int(std::min<quint64>(traffic->selectionLength(), INT_MAX)));
    return subject;
}

std::optional<Dissecting::Subject> Dissecting::selectedFrames() const
{
    const widgets::FramesTable *table = m_views.frames()->table();
    const quint64 count = table->currentRow() ? std::min(table->selectionLength(), mostFrames) : 0;
    if (count < 2)
        return std::nullopt;
    const auto &index = m_views.frames()->scan().index();
    std::set<netcore::RowNumber> rows; // two frames may be of one read
    for (quint64 i = 0; i < count; ++i) {
        if (const auto frame = table->rows().frameAt(table->selectionFrom() + i))
            for (const netcore::RowNumber row : index->rowsOf(*frame, mostRowsOfFrame))
                rows.insert(row);
    }
    Subject subject;
    subject.range.rows.emplace();
    for (const netcore::RowNumber row : rows)
        subject.range.rows->add(row);
    subject.text = tr("%n selected frame(s)", nullptr, int(count));
    return subject;
}

ConnectionId Dissecting::currentConnection() const
{
    netcore::Record record;
    const auto row = m_views.selectedRecord();
    if (row && netcore::RecordingReader(m_views.recording()).read(*row, record))
        return record.connection;
    const QList<ConnectionId> shown = m_views.traffic()->connections();
    return shown.size() == 1 ? shown.first() : m_views.frames()->connection();
}

Dissecting::Subject Dissecting::selectedSubject() const
{
    const bool framesInFront = m_views.tabs()->currentWidget() == m_views.frames();
    if (const auto chosen = framesInFront ? selectedFrames() : selectedRows())
        return *chosen;
    if (const ConnectionId connection = currentConnection(); connection != ConnectionId::None)
        return ofConnection(connection);
    Subject all;
    for (const ConnectionId id : m_views.traffic()->connections())
        all.range.connections.insert(id);
    all.text = tr("everything shown");
    return all;
}

void Dissecting::decodeConnection(ConnectionId connection)
{
    start(ofConnection(connection));
}

void Dissecting::decodeSelection()
{
    start(selectedSubject());
}

void Dissecting::start(const Subject &subject)
{
    m_subject = subject;
    m_from.reset();
    m_views.tabs()->setCurrentWidget(m_view);
    again();
}

void Dissecting::goOn()
{
    m_from = m_next;
    again();
}

void Dissecting::again()
{
    if (!m_view->lookForTshark() || !m_views.recording())
        return; // the view says how to get it
    netcore::DissectOptions options;
    options.decodeAs = m_view->decodeAs();
    netcore::ExportRange range = m_subject.range;
    range.from = std::max(range.from, m_from.value_or(0));
    m_view->begin(m_from ? tr("%1 from row %2").arg(m_subject.text, QString::number(*m_from))
                         : m_subject.text);
    m_dissection.start(m_views.recording(), range, options);
}

} // namespace app
