#include "widgets/tables/trafficview.h"

#include "widgets/models/connectionset.h"
#include "widgets/models/rowscan.h"
#include "widgets/models/trafficrows.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QMenu>

namespace widgets {

using netcore::ConnectionId;
using netcore::Record;
using netcore::RecordKind;
using netcore::RowNumber;

namespace {

constexpr int refreshMs = 33;
// How far a jump within a conversation looks before it gives up, so that a key never blocks.
constexpr quint64 jumpRows = 500000;

/// Calls have a view of their own; here they show only to a filter that asks for them.
bool asksForCalls(const QString &filter)
{
    static const QRegularExpression word(QStringLiteral("\\b(call|errno)\\b"));
    return filter.contains(word);
}

bool isJump(const QKeyEvent *event)
{
    return event->modifiers() == Qt::ControlModifier &&
           (event->key() == Qt::Key_Period || event->key() == Qt::Key_Comma);
}

} // namespace

TrafficView::TrafficView(QWidget *parent)
    : VirtualTable(parent)
    , m_scan(std::make_unique<models::RowScan>())
    , m_rows(std::make_unique<models::TrafficRows>(m_scan->rows()))
{
    retitle();
    setSource(m_rows.get());
    connect(m_scan.get(), &models::RowScan::rowsChanged, this, &TrafficView::rowsChanged);
    connect(m_scan.get(), &models::RowScan::progressed, this, &TrafficView::filterProgressed);
    connect(&m_timer, &QTimer::timeout, m_scan.get(), &models::RowScan::poll);
    connect(this, &VirtualTable::contextMenuRequested, this, &TrafficView::openMenu);
    connect(this, &VirtualTable::currentRowChanged, this, [this] {
        if (const auto row = currentRecord())
            Q_EMIT rowSelected(*row);
        else
            Q_EMIT selectionCleared();
    });
    m_timer.setInterval(refreshMs);
}

TrafficView::~TrafficView()
{
    blockSignals(true); // whoever would be told may be half gone
    setSource(nullptr);
}

void TrafficView::retitle()
{
    setAccessibleName(tr("Traffic"));
    setEmptyText(tr("What passes appears here: every chunk, datagram, opening and closing"));
}

void TrafficView::setRecording(std::shared_ptr<const netcore::RecordingStore> store)
{
    m_store = std::move(store);
    m_wanted.reset();
    setCurrentRow(std::nullopt);
    m_rows->setStore(m_store);
    restart();
}

void TrafficView::setConnections(const QList<ConnectionId> &connections)
{
    if (m_connections == connections)
        return;
    m_connections = connections;
    restart();
}

void TrafficView::setFilterText(const QString &text)
{
    auto filter = netcore::Filter::parse(text);
    if (!filter) {
        Q_EMIT filterFailed(filter.error());
        return;
    }
    m_filter = *filter;
    m_filterText = text;
    restart();
}

void TrafficView::restart()
{
    if (const auto row = currentRecord())
        m_wanted = row;
    const bool calls = asksForCalls(m_filterText);
    const models::RowSieve sieve =
        [calls, filter = m_filter, connections = models::ConnectionSet(m_connections)](
            const netcore::RecordingReader &reader, std::span<const Record> records, quint64 present) {
            quint64 counted = 0;
            quint64 ours = 0;
            for (std::size_t i = 0; i < records.size(); ++i) {
                const Record &record = records[i];
                counted |= quint64(calls || record.kind != RecordKind::Call) << i;
                ours |= quint64(connections.isEmpty() || record.connection == ConnectionId::None ||
                                connections.contains(record.connection))
                        << i;
            }
            counted &= present;
            const quint64 shown = filter.sieve(reader, records, counted & ours);
            return models::RowVerdicts{shown, counted & ~shown};
        };
    Q_EMIT filterStarted();
    m_scan->restart(m_store, sieve);
    resetRows();
    m_timer.start();
}

void TrafficView::rowsChanged()
{
    refreshRows();
    takeWanted();
    Q_EMIT filterApplied(shownRows(), hiddenRows());
}

void TrafficView::stopFiltering()
{
    m_scan->stop();
}

void TrafficView::goOnFiltering()
{
    m_scan->goOn();
}

bool TrafficView::isFilterStopped() const
{
    return m_scan->isStopped();
}

quint64 TrafficView::shownRows() const
{
    return m_scan->rows().size();
}

quint64 TrafficView::hiddenRows() const
{
    return m_scan->hidden();
}

void TrafficView::selectRow(RowNumber row)
{
    m_wanted = row;
    takeWanted();
}

void TrafficView::selectRows(const std::vector<RowNumber> &rows)
{
    if (rows.empty())
        return;
    const auto first = m_scan->rows().positionOf(rows.front());
    const auto last = m_scan->rows().positionOf(rows.back());
    if (!first || !last || *last - *first + 1 != rows.size()) {
        selectRow(rows.back());
        return;
    }
    refreshRows();
    selectRange(*first, *last);
}

void TrafficView::takeWanted()
{
    if (!m_wanted)
        return;
    if (const auto position = m_scan->rows().positionOf(*m_wanted)) {
        m_wanted.reset();
        refreshRows();
        setCurrentRow(*position);
    } else if (m_scan->isPast(*m_wanted)) {
        m_wanted.reset(); // hidden, or overwritten
    }
}

std::optional<RowNumber> TrafficView::currentRecord() const
{
    const auto row = currentRow() ? m_rows->rowAt(*currentRow()) : std::nullopt;
    return row ? std::optional(row->number) : std::nullopt;
}

void TrafficView::goToNextInConversation()
{
    goInConversation(true);
}

void TrafficView::goToPreviousInConversation()
{
    goInConversation(false);
}

void TrafficView::goInConversation(bool forward)
{
    const auto from = currentRow();
    const auto here = from ? m_rows->rowAt(*from) : std::nullopt;
    if (!here)
        return;
    const quint64 first = m_rows->firstRow();
    const quint64 end = m_rows->endRow();
    quint64 at = *from;
    for (quint64 looked = 0; looked < jumpRows; ++looked) {
        if (forward ? at + 1 >= end : at <= first)
            return;
        at = forward ? at + 1 : at - 1;
        const auto row = m_rows->rowAt(at);
        if (row && row->record.connection == here->record.connection) {
            setCurrentRow(at);
            return;
        }
    }
}

void TrafficView::copyAsPayload()
{
    const auto row = currentRow() ? m_rows->rowAt(*currentRow()) : std::nullopt;
    if (row && row->record.isData())
        Q_EMIT copyAsPayloadRequested(m_rows->payloadOf(*row, -1), row->record.connection);
}

void TrafficView::openMenu(QPoint globalPosition)
{
    const auto row = currentRow() ? m_rows->rowAt(*currentRow()) : std::nullopt;
    QMenu menu(this);
    menu.addAction(tr("Copy rows\tCtrl+C"), this, &VirtualTable::copySelection)->setEnabled(row.has_value());
    menu.addAction(tr("Use as payload"), this, &TrafficView::copyAsPayload)
        ->setEnabled(row && row->record.isData());
    menu.addSeparator();
    menu.addAction(tr("Next in this conversation\tCtrl+."), this, &TrafficView::goToNextInConversation)
        ->setEnabled(row.has_value());
    menu.addAction(tr("Previous in this conversation\tCtrl+,"), this,
                   &TrafficView::goToPreviousInConversation)
        ->setEnabled(row.has_value());
    addExchangeEntries(menu, row ? row->record.connection : ConnectionId::None);
    if (m_notesTaken)
        addNoteEntry(menu, row ? row->record.connection : ConnectionId::None);
    menu.exec(globalPosition);
}

void TrafficView::addExchangeEntries(QMenu &menu, ConnectionId connection)
{
    menu.addSeparator();
    menu.addAction(tr("Export…"), this, [this, connection] { Q_EMIT exportRequested(connection); });
    menu.addAction(tr("Replay this conversation…"), this,
                   [this, connection] { Q_EMIT replayRequested(connection); })
        ->setEnabled(connection != ConnectionId::None);
    menu.addAction(tr("Decode with Wireshark"), this, &TrafficView::dissectRequested)
        ->setEnabled(currentRow().has_value());
}

std::pair<netcore::RowNumber, netcore::RowNumber> TrafficView::selectedRecords() const
{
    const quint64 length = currentRow() ? selectionLength() : 0;
    if (length == 0)
        return {0, 0};
    const auto first = m_rows->rowAt(selectionFrom());
    const auto last = m_rows->rowAt(selectionFrom() + length - 1);
    return first && last ? std::pair(first->number, last->number + 1)
                         : std::pair<netcore::RowNumber, netcore::RowNumber>(0, 0);
}

void TrafficView::addNoteEntry(QMenu &menu, ConnectionId connection)
{
    menu.addSeparator();
    menu.addAction(tr("Write a note…"), this, [this, connection] { Q_EMIT noteRequested(connection); });
}

bool TrafficView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isJump(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return VirtualTable::event(event);
}

void TrafficView::keyPressEvent(QKeyEvent *event)
{
    if (isJump(event))
        goInConversation(event->key() == Qt::Key_Period);
    else
        VirtualTable::keyPressEvent(event);
}

void TrafficView::changeEvent(QEvent *event)
{
    VirtualTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retitle();
}

} // namespace widgets
