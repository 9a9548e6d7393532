#include "widgets/composer/payloadlibrary.h"

#include "widgets/common/icon.h"
#include "widgets/common/theme.h"
#include "widgets/models/label.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QAction>
#include <QtGui/QDropEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <functional>

namespace widgets {

namespace {

constexpr int payloadRole = Qt::UserRole; // index in the list; absent for a folder

bool isFolder(const QTreeWidgetItem *item)
{
    return !item->data(0, payloadRole).isValid();
}

QString folderPath(const QTreeWidgetItem *item)
{
    QStringList parts;
    for (; item; item = item->parent()) {
        if (isFolder(item))
            parts.prepend(item->text(0));
    }
    return parts.join(QLatin1Char('/'));
}

/// Tells when the user has moved rows.
class Tree : public QTreeWidget
{
public:
    using QTreeWidget::QTreeWidget;
    std::function<void()> dropped;

protected:
    void dropEvent(QDropEvent *event) override
    {
        QTreeWidget::dropEvent(event);
        dropped();
    }
};

} // namespace

class PayloadLibrary::Private
{
public:
    explicit Private(PayloadLibrary *library) : q(library) {}

    void build();
    void addAction(QAction *&action, const QString &icon, const QString &name, void (Private::*run)());
    void rebuild();
    QTreeWidgetItem *folderItem(const QString &path);
    QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const QString &text, const char *icon);
    void collect();
    void remove();
    void rename();
    void addFolder();
    void saveTyped() { Q_EMIT q->saveRequested(); }
    void load(const QTreeWidgetItem *item);
    QString freeName(const QString &name, const QString &folder) const;
    void retranslate();

    PayloadLibrary *q;
    Tree *tree = nullptr;
    QLabel *title = nullptr;
    QHBoxLayout *bar = nullptr;
    QAction *saveAction = nullptr;
    QAction *folderAction = nullptr;
    QAction *renameAction = nullptr;
    QAction *removeAction = nullptr;
    QList<models::SavedPayload> payloads;
};

void PayloadLibrary::Private::build()
{
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::grid);
    bar = new QHBoxLayout;
    bar->setSpacing(0);
    title = new QLabel(q);
    bar->addWidget(title, 1);
    column->addLayout(bar);
    tree = new Tree(q);
    tree->setObjectName(QStringLiteral("payloads"));
    tree->setHeaderHidden(true);
    tree->setUniformRowHeights(true);
    tree->setMinimumHeight(2 * metrics::rowHeight(q->font())); // no taller than the editors beside it
    tree->setDragDropMode(QAbstractItemView::InternalMove);
    tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    tree->setExpandsOnDoubleClick(true);
    column->addWidget(tree);
    addAction(saveAction, QStringLiteral("document-save"), QStringLiteral("save"), &Private::saveTyped);
    addAction(folderAction, QStringLiteral("folder-new"), QStringLiteral("newFolder"), &Private::addFolder);
    addAction(renameAction, QStringLiteral("edit-rename"), QStringLiteral("rename"), &Private::rename);
    addAction(removeAction, QStringLiteral("edit-delete"), QStringLiteral("delete"), &Private::remove);
    removeAction->setShortcut(QKeySequence::Delete);
    removeAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    // Queued: the tree is made anew, and is still busy with the row when it tells.
    tree->dropped = [this] {
        QMetaObject::invokeMethod(
            q, [this] { collect(); }, Qt::QueuedConnection);
    };
    QObject::connect(
        tree, &QTreeWidget::itemChanged, q, [this] { collect(); }, Qt::QueuedConnection);
    QObject::connect(tree, &QTreeWidget::itemActivated, q, [this](QTreeWidgetItem *item) { load(item); });
}

void PayloadLibrary::Private::addAction(QAction *&action, const QString &icon, const QString &name,
                                        void (Private::*run)())
{
    action = new QAction(themedIcon(icon), QString(), q);
    action->setObjectName(name);
    q->addAction(action);
    auto *button = new QToolButton(q);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    bar->addWidget(button);
    QObject::connect(action, &QAction::triggered, q, [this, run] { (this->*run)(); });
}

void PayloadLibrary::Private::retranslate()
{
    title->setText(tr("Saved payloads"));
    tree->setAccessibleName(tr("Saved payloads"));
    const auto name = [](QAction *action, const QString &text, const QString &toolTip) {
        action->setText(text);
        action->setToolTip(toolTip);
    };
    name(saveAction, tr("Save"), tr("Save what is typed"));
    name(folderAction, tr("New folder"), tr("New folder"));
    name(renameAction, tr("Rename"), tr("Rename (F2)"));
    name(removeAction, tr("Delete"), tr("Delete (Del)"));
}

QTreeWidgetItem *PayloadLibrary::Private::addItem(QTreeWidgetItem *parent, const QString &text,
                                                  const char *icon)
{
    auto *item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(tree);
    item->setText(0, text);
    item->setIcon(0, themedIcon(QString::fromLatin1(icon)));
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    return item;
}

QTreeWidgetItem *PayloadLibrary::Private::folderItem(const QString &path)
{
    if (path.isEmpty())
        return nullptr;
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    QTreeWidgetItem *parent = folderItem(slash < 0 ? QString() : path.left(slash));
    const QString name = path.mid(slash + 1);
    QTreeWidgetItem *root = parent ? parent : tree->invisibleRootItem();
    for (int i = 0; i < root->childCount(); ++i) {
        if (isFolder(root->child(i)) && root->child(i)->text(0) == name)
            return root->child(i);
    }
    QTreeWidgetItem *folder = addItem(parent, name, "view-list-tree");
    folder->setExpanded(true);
    return folder;
}

void PayloadLibrary::Private::rebuild()
{
    const QSignalBlocker blocker(tree);
    tree->clear();
    for (qsizetype i = 0; i < payloads.size(); ++i) {
        QTreeWidgetItem *item = addItem(folderItem(payloads[i].folder), payloads[i].name, "insert-text");
        item->setData(0, payloadRole, i);
        item->setFlags(item->flags() & ~Qt::ItemIsDropEnabled);
        item->setToolTip(0, models::plainForToolTip(payloads[i].text, 400));
    }
}

/// The tree after a rename or a move is the truth: order, names and folders are read back from it. A name
/// that a workspace file would refuse is not taken.
void PayloadLibrary::Private::collect()
{
    QList<models::SavedPayload> collected;
    for (QTreeWidgetItemIterator it(tree); *it; ++it) {
        if (isFolder(*it))
            continue;
        models::SavedPayload payload = payloads[(*it)->data(0, payloadRole).toLongLong()];
        const QString typed = (*it)->text(0).trimmed();
        const QString folder = folderPath((*it)->parent());
        payload.folder = models::folderFault(folder) ? payload.folder : folder;
        if (typed != payload.name && !models::labelFault(typed))
            payload.name = freeName(typed, payload.folder);
        collected.append(payload);
    }
    payloads = collected;
    rebuild();
    Q_EMIT q->payloadsChanged();
}

void PayloadLibrary::Private::remove()
{
    delete tree->currentItem(); // a folder with what is in it
    collect();
}

void PayloadLibrary::Private::rename()
{
    if (QTreeWidgetItem *item = tree->currentItem())
        tree->editItem(item);
}

/// Empty until something is moved or saved into it; an empty folder is not kept.
void PayloadLibrary::Private::addFolder()
{
    const QSignalBlocker blocker(tree);
    QTreeWidgetItem *item = addItem(nullptr, tr("New folder"), "view-list-tree");
    tree->setCurrentItem(item);
    tree->editItem(item);
}

void PayloadLibrary::Private::load(const QTreeWidgetItem *item)
{
    if (!isFolder(item))
        Q_EMIT q->loadRequested(payloads[item->data(0, payloadRole).toLongLong()]);
}

QString PayloadLibrary::Private::freeName(const QString &name, const QString &folder) const
{
    const auto isTaken = [&](const QString &wanted) {
        return std::any_of(payloads.begin(), payloads.end(), [&](const models::SavedPayload &p) {
            return p.name == wanted && p.folder == folder;
        });
    };
    QString candidate = name;
    for (int n = 2; isTaken(candidate); ++n)
        candidate = QStringLiteral("%1 %2").arg(name).arg(n);
    return candidate;
}

PayloadLibrary::PayloadLibrary(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(this))
{
    d->build();
    d->retranslate();
}

PayloadLibrary::~PayloadLibrary() = default;

QList<models::SavedPayload> PayloadLibrary::payloads() const
{
    return d->payloads;
}

void PayloadLibrary::setPayloads(const QList<models::SavedPayload> &payloads)
{
    if (payloads == d->payloads)
        return;
    d->payloads = payloads;
    d->rebuild();
}

void PayloadLibrary::save(models::SavedPayload payload)
{
    const QTreeWidgetItem *current = d->tree->currentItem();
    payload.folder = current ? folderPath(current) : QString();
    const QString shown = models::plain(payload.text, 24).trimmed();
    payload.name = d->freeName(models::labelFault(shown) ? tr("Payload") : shown, payload.folder);
    d->payloads.append(payload);
    d->rebuild();
    Q_EMIT payloadsChanged();
    for (QTreeWidgetItemIterator it(d->tree); *it; ++it) {
        if ((*it)->data(0, payloadRole) == QVariant(d->payloads.size() - 1)) {
            d->tree->setCurrentItem(*it);
            d->rename();
            break;
        }
    }
}

void PayloadLibrary::changeEvent(QEvent *event)
{
    if (d && event->type() == QEvent::LanguageChange)
        d->retranslate();
    QWidget::changeEvent(event);
}

} // namespace widgets
