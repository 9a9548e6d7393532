#include "widgets/tables/connectionsview.h"

#include "widgets/common/theme.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/tables/connectiondelegate.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

using models::ConnectionModel;
using netcore::ConnectionId;
using netcore::SessionId;

namespace {

constexpr int fewestLetters = 22; // of the first column, which takes what the others leave

QTreeView *makeTree(ConnectionModel &model, QWidget *parent)
{
    auto *tree = new QTreeView(parent);
    tree->setObjectName(QStringLiteral("connectionTree"));
    tree->setModel(&model);
    tree->setItemDelegate(new ConnectionDelegate(tree));
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->setExpandsOnDoubleClick(false);
    tree->setIndentation(16);
    tree->header()->setStretchLastSection(false);
    tree->header()->setTextElideMode(Qt::ElideRight);
    const int letter = tree->fontMetrics().averageCharWidth();
    const int widths[] = {fewestLetters, 14, 8, 8, 10, 11, 11, 9, 10, 22};
    for (int column = 0; column < ConnectionModel::ColumnCount; ++column) {
        tree->header()->resizeSection(column, widths[column] * letter + 8);
        tree->header()->setSectionHidden(column, column > ConnectionModel::RateColumn);
    }
    tree->header()->setContextMenuPolicy(Qt::CustomContextMenu);
    return tree;
}

} // namespace

ConnectionsView::ConnectionsView(ConnectionModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stack(new QStackedLayout(this))
    , m_tree(makeTree(model, this))
    , m_empty(new QWidget(this))
    , m_emptyText(new QLabel(m_empty))
    , m_emptyButton(new QPushButton(m_empty))
{
    auto *layout = new QVBoxLayout(m_empty);
    layout->addStretch(2);
    layout->addWidget(m_emptyText);
    layout->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_empty->setBackgroundRole(QPalette::Base);
    m_empty->setAutoFillBackground(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tree);
    m_tree->installEventFilter(this);
    m_tree->viewport()->installEventFilter(this);

    connect(m_emptyButton, &QPushButton::clicked, this, &ConnectionsView::openRequested);
    connect(m_tree, &QTreeView::doubleClicked, this, &ConnectionsView::activate);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ConnectionsView::currentChanged);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu menu;
        fillMenu(&menu);
        if (!menu.isEmpty())
            menu.addSeparator();
        fillColumns(menu.addMenu(tr("Columns")));
        menu.exec(m_tree->viewport()->mapToGlobal(at));
    });
    connect(m_tree->header(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu menu;
        fillColumns(&menu);
        menu.exec(m_tree->header()->mapToGlobal(at));
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &session) {
        if (session.isValid() && m_model.rowCount(session) <= 200)
            m_tree->expand(session);
        showEmptyOrTree();
    });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ConnectionsView::showEmptyOrTree);
    retranslate();
    showEmptyOrTree();
}

void ConnectionsView::retranslate()
{
    m_tree->setAccessibleName(tr("Connections"));
    m_emptyText->setText(tr("Sessions and their connections appear here."));
    m_emptyButton->setText(tr("Open an endpoint"));
    Q_EMIT m_model.headerDataChanged(Qt::Horizontal, 0, ConnectionModel::ColumnCount - 1);
}

void ConnectionsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ConnectionsView::showEmptyOrTree()
{
    m_stack->setCurrentWidget(m_model.rowCount() == 0 ? m_empty : static_cast<QWidget *>(m_tree));
}

ConnectionId ConnectionsView::currentConnection() const
{
    return m_tree->currentIndex().data(ConnectionModel::ConnectionIdRole).value<ConnectionId>();
}

SessionId ConnectionsView::currentSession() const
{
    return m_tree->currentIndex().data(ConnectionModel::SessionIdRole).value<SessionId>();
}

void ConnectionsView::select(ConnectionId connection)
{
    const QModelIndex index = m_model.indexOf(connection);
    if (!index.isValid() || connection == currentConnection())
        return;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void ConnectionsView::select(SessionId session)
{
    const QModelIndex index = m_model.indexOf(session);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
}

void ConnectionsView::mark(ConnectionId connection)
{
    m_marking = true;
    select(connection);
    m_marking = false;
}

QModelIndexList ConnectionsView::visibleRows() const
{
    QModelIndexList rows;
    const int bottom = m_tree->viewport()->height();
    for (QModelIndex index = m_tree->indexAt({0, 0}); index.isValid(); index = m_tree->indexBelow(index)) {
        if (m_tree->visualRect(index).top() > bottom)
            break;
        if (!index.data(ConnectionModel::EndedRole).toBool())
            rows << index;
    }
    return rows;
}

QList<ConnectionId> ConnectionsView::visibleConnections() const
{
    QList<ConnectionId> ids;
    for (const QModelIndex &index : visibleRows()) {
        const auto id = index.data(ConnectionModel::ConnectionIdRole).value<ConnectionId>();
        if (id != ConnectionId::None)
            ids << id;
    }
    return ids;
}

QList<SessionId> ConnectionsView::visibleSessions() const
{
    QList<SessionId> ids;
    for (const QModelIndex &index : visibleRows()) {
        if (index.data(ConnectionModel::IsSessionRole).toBool())
            ids << index.data(ConnectionModel::SessionIdRole).value<SessionId>();
    }
    return ids;
}

QByteArray ConnectionsView::saveColumns() const
{
    return m_tree->header()->saveState();
}

void ConnectionsView::restoreColumns(const QByteArray &state)
{
    if (m_tree->header()->count() == ConnectionModel::ColumnCount)
        m_tree->header()->restoreState(state);
    fitFirstColumn();
}

void ConnectionsView::fitFirstColumn()
{
    QHeaderView *header = m_tree->header();
    const int others = header->length() - header->sectionSize(0);
    const int least = fewestLetters * m_tree->fontMetrics().averageCharWidth();
    header->resizeSection(0, std::max(least, m_tree->viewport()->width() - others));
}

void ConnectionsView::currentChanged()
{
    if (m_marking)
        return;
    const ConnectionId connection = currentConnection();
    if (connection != ConnectionId::None)
        Q_EMIT connectionSelected(connection);
    else if (currentSession() != SessionId::None)
        Q_EMIT sessionSelected(currentSession());
}

void ConnectionsView::activate()
{
    if (currentConnection() != ConnectionId::None)
        Q_EMIT sendHereRequested(currentConnection());
    else if (currentSession() != SessionId::None)
        Q_EMIT sendToSessionRequested(currentSession());
}

void ConnectionsView::closeCurrent()
{
    const QModelIndex index = m_tree->currentIndex();
    if (!index.isValid())
        return;
    const bool ended = index.data(ConnectionModel::EndedRole).toBool();
    if (currentConnection() == ConnectionId::None)
        ended ? Q_EMIT removeSessionRequested(currentSession())
              : Q_EMIT closeSessionRequested(currentSession());
    else if (!ended)
        Q_EMIT closeRequested(currentConnection());
}

bool ConnectionsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize)
        fitFirstColumn();
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() == Qt::NoModifier) {
            activate();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace widgets
