// The columns of VirtualTable: which are in view, how wide, in which order.
#include "widgets/common/theme.h"
#include "widgets/tables/virtualtable.h"

#include <QtCore/QtMath>
#include <QtGui/QAction>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace widgets {

void VirtualTable::setHiddenColumns(const QList<int> &columns)
{
    for (int i = 0; i < m_columns.size(); ++i)
        m_header->setSectionHidden(i, columns.contains(i));
    stretchLastColumn();
}

void VirtualTable::setColumnHidden(int column, bool hidden)
{
    m_header->setSectionHidden(column, hidden);
    if (!hidden && m_header->sectionSize(column) < m_header->minimumSectionSize())
        resetColumnWidth(column);
    stretchLastColumn();
    viewport()->update();
}

bool VirtualTable::isColumnHidden(int column) const
{
    return m_header->isSectionHidden(column);
}

int VirtualTable::columnWidth(int column) const
{
    return m_header->sectionSize(column);
}

void VirtualTable::resetColumnWidth(int column)
{
    const models::Column &wanted = m_columns[column];
    const qreal digit = wanted.fixedFont ? m_fixedWidth : fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const int width = qCeil(wanted.characters * digit) + 2 * cellMargin;
    m_header->resizeSection(column, std::max(width, m_header->sectionSizeHint(column)));
}

void VirtualTable::moveColumnToEnd(int column)
{
    m_header->moveSection(m_header->visualIndex(column), m_header->count() - 1);
}

void VirtualTable::moveColumnBehind(int column, int before)
{
    const int from = m_header->visualIndex(column);
    const int behind = m_header->visualIndex(before);
    m_header->moveSection(from, from > behind ? behind + 1 : behind);
}

void VirtualTable::fillColumnMenu(QMenu *menu)
{
    const int shown = m_header->count() - m_header->hiddenSectionCount();
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const models::Column &titled = m_columns[column];
        const bool hidden = m_header->isSectionHidden(column);
        const QString title = titled.title.isEmpty() ? titled.description : titled.title;
        QAction *action = menu->addAction(QString(title).replace(u'&', QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(!hidden);
        action->setEnabled(hidden || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnHidden(column, !on); });
    }
}

void VirtualTable::openHeaderMenu(QPoint position)
{
    QMenu menu(this);
    Q_EMIT headerMenuOpening(&menu, m_header->logicalIndexAt(position));
    if (!menu.isEmpty())
        menu.addSeparator();
    fillColumnMenu(&menu);
    menu.exec(m_header->mapToGlobal(position));
}

} // namespace widgets
