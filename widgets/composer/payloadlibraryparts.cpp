// The parts of the payload library, and their words.
#include "widgets/common/icon.h"
#include "widgets/common/theme.h"
#include "widgets/composer/payloadlibrary_p.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

void PayloadLibrary::Private::build()
{
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::grid);
    bar = new QHBoxLayout;
    bar->setSpacing(0);
    column->addLayout(bar);
    tree = new PayloadTree(q);
    tree->setObjectName(QStringLiteral("payloads"));
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->setUniformRowHeights(true);
    tree->setIndentation(3 * metrics::grid);
    tree->setMinimumHeight(2 * metrics::rowHeight(q->font())); // no taller than the editors beside it
    tree->setDragDropMode(QAbstractItemView::InternalMove);
    tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    tree->setExpandsOnDoubleClick(true);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    column->addWidget(tree);
    buildSendRow(column);
    buildBar();
    // Queued: the tree is made anew, and is still busy with the row when it tells.
    tree->dropped = [this] {
        QMetaObject::invokeMethod(
            q, [this] { collect(); }, Qt::QueuedConnection);
    };
    QObject::connect(
        tree, &QTreeWidget::itemChanged, q, [this] { collect(); }, Qt::QueuedConnection);
    QObject::connect(tree, &QTreeWidget::itemActivated, q, [this](QTreeWidgetItem *item) { load(item); });
    QObject::connect(tree, &QTreeWidget::itemSelectionChanged, q, [this] { showSelection(); });
    QObject::connect(tree, &QWidget::customContextMenuRequested, q,
                     [this](QPoint at) { more->menu()->popup(tree->viewport()->mapToGlobal(at)); });
}

void PayloadLibrary::Private::buildBar()
{
    find = new QLineEdit(q);
    find->setObjectName(QStringLiteral("findPayload"));
    find->setClearButtonEnabled(true);
    bar->addWidget(find, 1);
    bar->addSpacing(metrics::grid);
    QObject::connect(find, &QLineEdit::textChanged, q, [this] { search(); });
    addAction(saveAction, QStringLiteral("document-save"), QStringLiteral("save"), &Private::saveTyped);
    addAction(folderAction, QStringLiteral("folder-new"), QStringLiteral("newFolder"), &Private::addFolder);
    addAction(renameAction, QStringLiteral("edit-rename"), QStringLiteral("rename"), &Private::rename);
    addAction(removeAction, QStringLiteral("edit-delete"), QStringLiteral("delete"), &Private::remove);
    addAction(detailsAction, QStringLiteral("document-properties"), QStringLiteral("details"),
              &Private::describe);
    addAction(importAction, QStringLiteral("document-import"), QStringLiteral("importPayloads"),
              &Private::import);
    addButton(saveAction);
    removeAction->setShortcut(QKeySequence::Delete);
    removeAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    more = new QToolButton(q);
    more->setIcon(themedIcon(QStringLiteral("overflow-menu")));
    more->setAutoRaise(true);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(new QMenu(more));
    bar->addWidget(more);
    QObject::connect(more->menu(), &QMenu::aboutToShow, q, [this] { fillMenu(more->menu()); });
}

void PayloadLibrary::Private::buildSendRow(QVBoxLayout *column)
{
    sendRow = new QWidget(q);
    pause = new QSpinBox(sendRow);
    pause->setObjectName(QStringLiteral("pauseBetween"));
    pause->setRange(0, 3'600'000);
    pause->setValue(100);
    sendButton = new QPushButton(themedIcon(QStringLiteral("document-send")), QString(), sendRow);
    sendButton->setObjectName(QStringLiteral("sendSelected"));
    auto *row = new QHBoxLayout(sendRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    row->addWidget(pause);
    row->addWidget(sendButton, 1);
    sendRow->hide();
    column->addWidget(sendRow);
    QObject::connect(sendButton, &QPushButton::clicked, q, [this] { sendSelected(); });
}

void PayloadLibrary::Private::addAction(QAction *&action, const QString &icon, const QString &name,
                                        void (Private::*run)())
{
    action = new QAction(themedIcon(icon), QString(), q);
    action->setObjectName(name);
    q->addAction(action);
    QObject::connect(action, &QAction::triggered, q, [this, run] { (this->*run)(); });
}

void PayloadLibrary::Private::addButton(QAction *action)
{
    auto *button = new QToolButton(q);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    bar->addWidget(button);
}

void PayloadLibrary::Private::fillMenu(QMenu *menu)
{
    menu->clear();
    const QTreeWidgetItem *current = tree->currentItem();
    const bool hasPayload = current && !isFolder(current);
    menu->addActions({saveAction, folderAction, renameAction, detailsAction, removeAction});
    detailsAction->setEnabled(hasPayload);
    QMenu *copy = menu->addMenu(themedIcon(QStringLiteral("edit-copy")), tr("Copy as"));
    copy->setEnabled(hasPayload);
    for (int i = 0; i < netcore::snippetForms && hasPayload; ++i) {
        const auto form = netcore::SnippetForm(i);
        const models::SavedPayload payload = payloads[current->data(0, payloadRole).toLongLong()];
        QObject::connect(copy->addAction(QString::fromLatin1(netcore::snippetFormName(form))),
                         &QAction::triggered, q,
                         [this, payload, form] { Q_EMIT q->copyRequested(payload, form); });
    }
    menu->addSeparator();
    menu->addAction(importAction);
}

void PayloadLibrary::Private::retranslate()
{
    find->setPlaceholderText(tr("Search, #tag"));
    find->setAccessibleName(tr("Search saved payloads"));
    tree->setAccessibleName(tr("Saved payloads"));
    more->setToolTip(tr("More"));
    more->setAccessibleName(tr("More"));
    const auto name = [](QAction *action, const QString &text, const QString &toolTip) {
        action->setText(text);
        action->setToolTip(toolTip);
    };
    name(saveAction, tr("Save"), tr("Save what is typed"));
    name(folderAction, tr("New folder"), tr("New folder"));
    name(renameAction, tr("Rename"), tr("Rename (F2)"));
    name(removeAction, tr("Delete"), tr("Delete (Del)"));
    name(detailsAction, tr("Description and tags …"), tr("Description, tags and the session it is for"));
    name(importAction, tr("Import …"),
         tr("Import payloads from Packet Sender (packets.ini, JSON) or a capture"));
    pause->setSuffix(tr(" ms"));
    pause->setAccessibleName(tr("Pause between two payloads"));
    pause->setToolTip(tr("Pause between two payloads"));
    showSelection();
}

} // namespace widgets
