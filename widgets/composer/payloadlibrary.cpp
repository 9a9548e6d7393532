#include "widgets/composer/payloadlibrary.h"

#include "widgets/common/icon.h"
#include "widgets/common/theme.h"
#include "widgets/composer/payloadlibrary_p.h"
#include "widgets/models/label.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

#include <algorithm>
#include <iterator>

namespace widgets {

void PayloadLibrary::Private::search()
{
    const QString words = find->text().trimmed();
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        showMatching(tree->topLevelItem(i), words);
}

/// A folder is shown while something in it is.
bool PayloadLibrary::Private::showMatching(QTreeWidgetItem *item, const QString &words)
{
    bool isShown = words.isEmpty();
    if (!isFolder(item)) {
        const models::SavedPayload &p = payloads[item->data(0, payloadRole).toLongLong()];
        const QString tags = p.tags.join(QLatin1Char('\n'));
        const QString all =
            QStringList{p.name, p.folder, p.text, p.description, tags}.join(QLatin1Char('\n'));
        isShown = isShown || (words.startsWith(u'#') ? tags.contains(words.mid(1), Qt::CaseInsensitive)
                                                     : all.contains(words, Qt::CaseInsensitive));
    }
    for (int i = 0; i < item->childCount(); ++i)
        isShown = showMatching(item->child(i), words) || isShown;
    item->setHidden(!isShown);
    return isShown;
}

void PayloadLibrary::Private::showSelection()
{
    const int count = int(q->selected().size());
    sendRow->setVisible(count > 1);
    sendButton->setText(PayloadLibrary::tr("Send %n payload(s)", nullptr, count));
}

void PayloadLibrary::Private::sendSelected()
{
    Q_EMIT q->sendRequested(q->selected(), pause->value());
}

void PayloadLibrary::Private::describe()
{
    const QTreeWidgetItem *item = tree->currentItem();
    if (!item || isFolder(item))
        return;
    const qsizetype index = item->data(0, payloadRole).toLongLong();
    if (!details) {
        details = new PayloadDetails(q);
        QObject::connect(details, &PayloadDetails::described, q,
                         [this](qsizetype at, const models::SavedPayload &p) {
                             if (at >= payloads.size() || payloads[at].name != p.name)
                                 return;
                             payloads[at] = p;
                             rebuild();
                             Q_EMIT q->payloadsChanged();
                         });
    }
    details->edit(index, payloads[index]);
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
        item->setText(1, payloads[i].tags.isEmpty()
                             ? QString()
                             : QLatin1Char('#') + payloads[i].tags.join(QLatin1String(" #")));
        item->setForeground(1, themeOf(q->palette()).dim);
        const QString about = payloads[i].description.isEmpty() ? QString() : payloads[i].description + u'\n';
        item->setToolTip(0, models::plainForToolTip(about + payloads[i].text, 400));
    }
    search();
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
    QList<QTreeWidgetItem *> chosen = tree->selectedItems();
    if (chosen.isEmpty() && tree->currentItem())
        chosen = {tree->currentItem()};
    const auto hasChosenParent = [&](const QTreeWidgetItem *item) {
        for (QTreeWidgetItem *parent = item->parent(); parent; parent = parent->parent()) {
            if (chosen.contains(parent))
                return true;
        }
        return false;
    };
    QList<QTreeWidgetItem *> roots;
    std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(roots),
                 [&](const QTreeWidgetItem *item) { return !hasChosenParent(item); });
    qDeleteAll(roots); // a folder with what is in it
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
        candidate = QStringLiteral("%1 %2").arg(name, QString::number(n));
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

void PayloadLibrary::add(const QList<models::SavedPayload> &payloads)
{
    for (models::SavedPayload payload : payloads) {
        payload.name = d->freeName(payload.name, payload.folder);
        d->payloads.append(payload);
    }
    d->rebuild();
    Q_EMIT payloadsChanged();
}

QList<models::SavedPayload> PayloadLibrary::selected() const
{
    QList<models::SavedPayload> chosen;
    for (QTreeWidgetItemIterator it(d->tree); *it; ++it) {
        bool isChosen = false;
        for (const QTreeWidgetItem *item = *it; item; item = item->parent())
            isChosen = isChosen || item->isSelected();
        if (isChosen && !isFolder(*it) && !(*it)->isHidden())
            chosen.append(d->payloads[(*it)->data(0, payloadRole).toLongLong()]);
    }
    return chosen;
}

void PayloadLibrary::changeEvent(QEvent *event)
{
    if (d && event->type() == QEvent::LanguageChange)
        d->retranslate();
    if (d && event->type() == QEvent::PaletteChange)
        d->rebuild();
    QWidget::changeEvent(event);
}

} // namespace widgets
