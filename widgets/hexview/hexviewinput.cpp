// What the user does in a hex view: keys, mouse, menu.
#include "widgets/hexview/hexview.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <optional>

namespace widgets {

namespace {

using Step = HexSelection::Step;

std::optional<Step> stepOf(const QKeyEvent *event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Left: return Step::Left;
    case Qt::Key_Right: return Step::Right;
    case Qt::Key_Up: return Step::Up;
    case Qt::Key_Down: return Step::Down;
    case Qt::Key_PageUp: return Step::PageUp;
    case Qt::Key_PageDown: return Step::PageDown;
    case Qt::Key_Home: return control ? Step::Start : Step::LineStart;
    case Qt::Key_End: return control ? Step::End : Step::LineEnd;
    default: return std::nullopt;
    }
}

bool isGoTo(const QKeyEvent *event)
{
    return event->key() == Qt::Key_G && event->modifiers() == Qt::ControlModifier;
}

bool isCommandKey(const QKeyEvent *event)
{
    return event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll) ||
           event->matches(QKeySequence::Find) || isGoTo(event) || event->key() == Qt::Key_F3;
}

} // namespace

/// A focused view takes its keys before the window's shortcuts do.
bool HexView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isCommandKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool HexView::handleCommandKey(const QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyAs(m_column == HexColumn::Hex ? CopyForm::Hex : CopyForm::Text);
    else if (event->matches(QKeySequence::SelectAll))
        selectRange(0, m_selection.size());
    else if (event->matches(QKeySequence::Find))
        Q_EMIT findRequested();
    else if (isGoTo(event))
        Q_EMIT goToRequested();
    else if (event->key() == Qt::Key_F3)
        Q_EMIT findAgainRequested(!event->modifiers().testFlag(Qt::ShiftModifier));
    else
        return false;
    return true;
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (handleCommandKey(event))
        return;
    const std::optional<Step> step = stepOf(event);
    if (!step || !hasBytes()) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    HexSelection changed = m_selection;
    changed.move(*step, extend ? HexSelection::Mode::Extend : HexSelection::Mode::Move, visibleLines());
    applySelection(changed);
}

QPoint HexView::toContent(QPointF position) const
{
    return (position * m_ratio).toPoint() + QPoint(horizontalScrollBar()->value(), 0);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !hasBytes())
        return;
    const HexGeometry::Hit hit = m_geometry.hit(toContent(event->position()), m_topLine);
    m_column = hit.column;
    HexSelection changed = m_selection;
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    changed.setCursor(hit.offset, extend ? HexSelection::Mode::Extend : HexSelection::Mode::Move);
    applySelection(changed);
    viewport()->update();
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || !hasBytes())
        return;
    const quint64 offset = m_geometry.nearest(toContent(event->position()), m_column, m_topLine);
    if (offset == m_selection.cursor())
        return;
    HexSelection changed = m_selection;
    changed.setCursor(offset, HexSelection::Mode::Extend);
    applySelection(changed);
}

/// A double click takes the group of eight.
void HexView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !hasBytes())
        return;
    const HexGeometry::Hit hit = m_geometry.hit(toContent(event->position()), m_topLine);
    selectRange(hit.offset - hit.offset % HexGeometry::groupSize, HexGeometry::groupSize);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!hasBytes())
        return;
    QMenu menu(this);
    addCopyActions(&menu);
    menu.addSeparator();
    menu.addAction(tr("Select all\tCtrl+A"), this, [this] { selectRange(0, m_selection.size()); });
    menu.addAction(tr("Find…\tCtrl+F"), this, &HexView::findRequested);
    menu.addAction(tr("Go to offset…\tCtrl+G"), this, &HexView::goToRequested);
    Q_EMIT menuOpening(&menu);
    menu.exec(event->globalPos());
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool HexView::focusNextPrevChild(bool next)
{
    const HexColumn wanted = next ? HexColumn::Text : HexColumn::Hex;
    if (!hasBytes() || m_column == wanted)
        return QAbstractScrollArea::focusNextPrevChild(next);
    m_column = wanted;
    viewport()->update();
    return true;
}

} // namespace widgets
