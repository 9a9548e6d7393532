// What the user does in a virtual table: keys, mouse, tool tips, copying.
#include "widgets/tables/virtualtable.h"

#include "widgets/models/plaintext.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QToolTip>

namespace widgets {

namespace {

bool isCommandKey(const QKeyEvent *event)
{
    return event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll) ||
           event->key() == Qt::Key_F7 || event->key() == Qt::Key_F8;
}

/// A spreadsheet would run a cell that begins like a formula: such text gets a leading apostrophe.
QString guarded(const QString &text)
{
    const QString starters = QStringLiteral("=+-@\t");
    return !text.isEmpty() && starters.contains(text[0]) ? QLatin1Char('\'') + text : text;
}

} // namespace

/// A focused table takes its keys before the window's shortcuts do.
bool VirtualTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isCommandKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

quint64 VirtualTable::selectionFrom() const
{
    return m_current ? std::min(*m_current, m_anchor) : m_first;
}

quint64 VirtualTable::selectionLength() const
{
    return m_current ? std::max(*m_current, m_anchor) - selectionFrom() + 1 : 0;
}

void VirtualTable::selectRange(quint64 from, quint64 to)
{
    select(from, false);
    select(to, true);
}

void VirtualTable::setCurrentRow(std::optional<quint64> row)
{
    if (row && *row >= m_first && *row < m_end) {
        select(*row, false);
    } else if (m_current) {
        m_current.reset();
        viewport()->update();
        Q_EMIT currentRowChanged();
    }
}

void VirtualTable::select(quint64 row, bool extend)
{
    const bool changed = m_current != row;
    if (!extend || !m_current)
        m_anchor = row;
    m_current = row;
    ensureVisible(row);
    viewport()->update();
    if (!changed)
        return;
    QStringList cells;
    for (int column = 0; column < m_columns.size(); ++column)
        cells += m_source->cell(row, column).text;
    setAccessibleDescription(cells.join(QLatin1String(", ")));
    Q_EMIT currentRowChanged();
}

std::optional<quint64> VirtualTable::keyTarget(const QKeyEvent *event) const
{
    if (rowCount() == 0)
        return std::nullopt;
    const quint64 last = m_end - 1;
    const quint64 at = m_current.value_or(last);
    const quint64 page = quint64(visibleRows());
    const auto back = [this, at](quint64 n) { return at - m_first > n ? at - n : m_first; };
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_F7: return m_current ? back(1) : at;
    case Qt::Key_Down:
    case Qt::Key_F8: return m_current ? std::min(at + 1, last) : at;
    case Qt::Key_PageUp: return back(page);
    case Qt::Key_PageDown: return std::min(at + page, last);
    case Qt::Key_Home: return m_first;
    case Qt::Key_End: return last;
    default: return std::nullopt;
    }
}

void VirtualTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll) && rowCount() > 0) {
        select(m_end - 1, false);
        m_anchor = m_first;
    } else if (const std::optional<quint64> row = keyTarget(event)) {
        select(*row, event->modifiers().testFlag(Qt::ShiftModifier));
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current) {
        Q_EMIT rowActivated(*m_current);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

std::optional<quint64> VirtualTable::rowAt(int y, bool clamp) const
{
    if (rowCount() == 0)
        return std::nullopt;
    if (y < 0)
        return clamp ? std::optional(m_top > m_first ? m_top - 1 : m_first) : std::nullopt;
    const quint64 row = m_top + quint64(y / m_rowHeight);
    if (row < m_end)
        return row;
    return clamp ? std::optional(m_end - 1) : std::nullopt;
}

void VirtualTable::mousePressEvent(QMouseEvent *event)
{
    const std::optional<quint64> row = rowAt(int(event->position().y()), false);
    if (!row || (event->button() != Qt::LeftButton && event->button() != Qt::RightButton))
        return;
    const bool inside = *row >= selectionFrom() && *row - selectionFrom() < selectionLength();
    if (event->button() == Qt::LeftButton || !inside)
        select(*row, event->modifiers().testFlag(Qt::ShiftModifier));
}

void VirtualTable::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || !m_current)
        return;
    const std::optional<quint64> row = rowAt(int(event->position().y()), true);
    if (row && *row != *m_current)
        select(*row, true);
}

void VirtualTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const std::optional<quint64> row = rowAt(int(event->position().y()), false);
    if (row && event->button() == Qt::LeftButton)
        Q_EMIT rowActivated(*row);
}

void VirtualTable::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0 || event->modifiers().testFlag(Qt::ShiftModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    m_wheelRest += event->angleDelta().y();
    const int rows = m_wheelRest / 40; // a notch of 120 is three rows
    m_wheelRest -= rows * 40;
    if (rows > 0)
        setTop(m_top - m_first > quint64(rows) ? m_top - quint64(rows) : m_first);
    else
        setTop(m_top + quint64(-rows));
    setFollowing(m_top == m_first + m_scale.last());
    event->accept();
}

void VirtualTable::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && m_current && *m_current >= m_top)
        at = viewport()->mapToGlobal(QPoint(m_rowHeight, int(*m_current - m_top + 1) * m_rowHeight));
    Q_EMIT contextMenuRequested(at);
}

void VirtualTable::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void VirtualTable::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool VirtualTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        return showToolTip(help->pos(), help->globalPos());
    }
    return QAbstractScrollArea::viewportEvent(event);
}

/// Only for a cell whose text does not fit. The paragraph makes Qt read the escaped text as what it is.
bool VirtualTable::showToolTip(QPoint position, QPoint globalPosition)
{
    const std::optional<quint64> row = rowAt(position.y(), false);
    const int column = m_header->logicalIndexAt(position.x());
    if (!row || column < 0) {
        QToolTip::hideText();
        return true;
    }
    const QRect inner = cellRect(column, 0).adjusted(cellMargin, 0, -cellMargin, 0);
    const QString text = m_source->cell(*row, column).text;
    if (fitted(text, inner.width(), m_columns[column]) == text)
        QToolTip::hideText();
    else
        QToolTip::showText(globalPosition, QLatin1String("<p>") + models::plainForToolTip(text), this);
    return true;
}

QString VirtualTable::selectedText() const
{
    QString text;
    const quint64 end = selectionFrom() + std::min(selectionLength(), copyLimit);
    for (quint64 row = selectionFrom(); row < end; ++row) {
        QStringList cells;
        for (int visual = 0; visual < m_columns.size(); ++visual) { // as they stand in the view
            const int column = m_header->logicalIndex(visual);
            const QString cell = models::plain(m_source->cell(row, column).text);
            if (!m_header->isSectionHidden(column))
                cells += m_columns[column].fromPeer ? guarded(cell) : cell;
        }
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

void VirtualTable::copySelection()
{
    if (selectionLength() > copyLimit)
        Q_EMIT copyRefused(selectionLength(), copyLimit);
    else if (selectionLength() > 0)
        QGuiApplication::clipboard()->setText(selectedText());
}

} // namespace widgets
