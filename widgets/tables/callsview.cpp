#include "widgets/tables/callsview.h"

#include "widgets/models/callrows.h"
#include "widgets/models/connectionset.h"
#include "widgets/models/rowscan.h"

#include <QtCore/QEvent>
#include <QtWidgets/QMenu>

namespace widgets {

using netcore::Record;
using netcore::RecordKind;

CallsView::CallsView(QWidget *parent)
    : VirtualTable(parent)
    , m_scan(std::make_unique<models::RowScan>())
    , m_rows(std::make_unique<models::CallRows>(m_scan->rows()))
{
    setAccessibleName(tr("System calls"));
    setEmptyText(tr("Every system call appears here with its arguments, result and duration"));
    setSource(m_rows.get());
    connect(m_scan.get(), &models::RowScan::rowsChanged, this, &CallsView::rowsChanged);
    connect(&m_timer, &QTimer::timeout, m_scan.get(), &models::RowScan::poll);
    connect(this, &VirtualTable::contextMenuRequested, this, &CallsView::openMenu);
    connect(this, &VirtualTable::currentRowChanged, this, [this] {
        const auto row = currentRow() ? m_rows->rowAt(*currentRow()) : std::nullopt;
        if (row)
            Q_EMIT rowSelected(row->number);
    });
    m_timer.setInterval(33);
}

CallsView::~CallsView()
{
    blockSignals(true); // whoever would be told may be half gone
    setSource(nullptr);
}

void CallsView::setRecording(std::shared_ptr<const netcore::RecordingStore> store)
{
    m_store = std::move(store);
    m_rows->setStore(m_store);
    restart();
}

void CallsView::setConnections(const QList<netcore::ConnectionId> &connections)
{
    if (m_connections == connections)
        return;
    m_connections = connections;
    restart();
}

void CallsView::setErrorsOnly(bool on)
{
    if (m_errorsOnly == on)
        return;
    m_errorsOnly = on;
    restart();
}

void CallsView::restart()
{
    const bool errorsOnly = m_errorsOnly;
    const models::ConnectionSet connections(m_connections);
    m_scan->restart(
        m_store, [errorsOnly, connections](const netcore::RecordingReader &, const Record &record) {
            if (record.kind != RecordKind::Call)
                return models::RowVerdict::Outside;
            const bool wanted = (!errorsOnly || (record.flags & Record::Failed)) &&
                                (connections.isEmpty() || connections.contains(record.connection));
            return wanted ? models::RowVerdict::Shown : models::RowVerdict::Hidden;
        });
    resetRows();
    if (!isVisible())
        m_scan->stop();
}

/// A view that nobody sees does not go through the recording: it catches up when it is shown.
void CallsView::showEvent(QShowEvent *event)
{
    VirtualTable::showEvent(event);
    m_scan->goOn();
    m_timer.start();
}

void CallsView::hideEvent(QHideEvent *event)
{
    VirtualTable::hideEvent(event);
    m_timer.stop();
    m_scan->stop();
}

void CallsView::rowsChanged()
{
    refreshRows();
    const QSignalBlocker blocker(this); // the one who asked for it knows
    if (m_wanted)
        selectRow(*m_wanted);
}

/// The call itself, or the next one that is shown; as soon as the view has come to it.
void CallsView::selectRow(netcore::RowNumber row)
{
    const models::ShownRows &rows = m_scan->rows();
    const quint64 position = rows.positionFrom(row);
    m_wanted = row;
    if (position < rows.end() || m_scan->isPast(row))
        m_wanted.reset();
    if (position < rows.end()) {
        refreshRows();
        setCurrentRow(position);
    }
}

void CallsView::openMenu(QPoint globalPosition)
{
    QMenu menu(this);
    menu.addAction(tr("Copy rows\tCtrl+C"), this, &VirtualTable::copySelection)
        ->setEnabled(selectionLength() > 0);
    QAction *errors = menu.addAction(tr("Only calls that failed"), this, &CallsView::setErrorsOnly);
    errors->setCheckable(true);
    errors->setChecked(m_errorsOnly);
    menu.exec(globalPosition);
}

void CallsView::changeEvent(QEvent *event)
{
    VirtualTable::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    setAccessibleName(tr("System calls"));
    setEmptyText(tr("Every system call appears here with its arguments, result and duration"));
}

} // namespace widgets
