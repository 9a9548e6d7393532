#include "widgets/common/keyboardhelp.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHeaderView>

#include <utility>

namespace widgets {

KeyboardHelp::KeyboardHelp(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(2);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::NoSelection);
    setItemsExpandable(false);
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(true);
    refill();
}

void KeyboardHelp::setActions(const QList<QAction *> &actions)
{
    m_actions = actions;
    refill();
}

void KeyboardHelp::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refill();
}

QTreeWidgetItem *KeyboardHelp::group(const QString &title)
{
    auto *item = new QTreeWidgetItem(this, {title});
    QFont bold = font();
    bold.setBold(true);
    item->setFont(0, bold);
    item->setExpanded(true);
    return item;
}

void KeyboardHelp::refill()
{
    clear();
    setAccessibleName(tr("Keys"));
    setHeaderLabels({tr("What it does"), tr("Key")});
    QTreeWidgetItem *everywhere = group(tr("Everywhere"));
    for (const QAction *action : std::as_const(m_actions)) {
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            new QTreeWidgetItem(everywhere, {action->text().remove(u'&'), keys.join(QStringLiteral(", "))});
    }
    QTreeWidgetItem *table = group(tr("Connections"));
    new QTreeWidgetItem(table, {tr("Send to this connection"), tr("Enter")});
    new QTreeWidgetItem(table, {tr("Close the connection or session"), tr("Del")});
    QTreeWidgetItem *hex = group(tr("Hex view"));
    new QTreeWidgetItem(hex, {tr("Move, extend the selection"), tr("Arrows, Shift+Arrows")});
    new QTreeWidgetItem(hex, {tr("Start, end of everything"), tr("Ctrl+Home, Ctrl+End")});
    new QTreeWidgetItem(hex, {tr("Between hex and text"), tr("Tab")});
    new QTreeWidgetItem(hex, {tr("Copy, find, go to"), tr("Ctrl+C, Ctrl+F, Ctrl+G")});
    expandAll();
    resizeColumnToContents(0);
}

} // namespace widgets
