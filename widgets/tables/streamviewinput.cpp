// What the user does in a stream view: keys, mouse, menu.
#include "widgets/models/streamblocks.h"
#include "widgets/tables/streamview.h"

#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QMenu>

namespace widgets {

bool StreamView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void StreamView::keyPressEvent(QKeyEvent *event)
{
    const quint64 first = m_blocks->firstRow();
    const quint64 end = m_blocks->endRow();
    if (event->matches(QKeySequence::Copy))
        return copyCurrent();
    if (first == end)
        return QAbstractScrollArea::keyPressEvent(event);
    const quint64 at = m_current.value_or(end - 1);
    switch (event->key()) {
    case Qt::Key_Up: return setCurrent(m_current && at > first ? at - 1 : at);
    case Qt::Key_Down: return setCurrent(m_current && at + 1 < end ? at + 1 : at);
    case Qt::Key_Home: return setCurrent(first);
    case Qt::Key_End: return setCurrent(end - 1);
    case Qt::Key_PageUp: return setTop(moved(m_top, -visibleLines()));
    case Qt::Key_PageDown: return setTop(moved(m_top, visibleLines()));
    default: return QAbstractScrollArea::keyPressEvent(event);
    }
}

void StreamView::wheelEvent(QWheelEvent *event)
{
    m_wheelRest += event->angleDelta().y();
    const int lines = m_wheelRest / 40; // a notch of 120 is three lines
    m_wheelRest -= lines * 40;
    setTop(moved(m_top, -lines));
    event->accept();
}

std::optional<quint64> StreamView::blockAt(int y) const
{
    if (m_blocks->firstRow() == m_blocks->endRow() || y < 0)
        return std::nullopt;
    return moved(m_top, y / m_lineHeight).block;
}

void StreamView::mousePressEvent(QMouseEvent *event)
{
    if (const auto block = blockAt(int(event->position().y())))
        setCurrent(*block);
}

void StreamView::copyCurrent()
{
    if (m_current)
        QGuiApplication::clipboard()->setText(currentText());
}

void StreamView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy this chunk\tCtrl+C"), this, &StreamView::copyCurrent)
        ->setEnabled(m_current.has_value());
    menu.addSection(tr("Show as"));
    QActionGroup group(&menu);
    const auto add = [&](const QString &text, bool on, auto &&choose) {
        QAction *action = menu.addAction(text, this, choose);
        action->setCheckable(true);
        action->setChecked(on);
        group.addAction(action);
    };
    add(tr("Hex"), m_hex, [this] { setHex(true); });
    for (const netcore::TextEncoding encoding : netcore::textEncodings()) {
        add(QString::fromLatin1(netcore::encodingName(encoding)), !m_hex && encoding == m_encoding,
            [this, encoding] {
                setHex(false);
                setEncoding(encoding);
            });
    }
    menu.exec(event->globalPos());
}

} // namespace widgets
