// Mouse and keys of Rulers.
#include "widgets/framing/rulers.h"

#include "widgets/models/plaintext.h"

#include <QtCore/QEvent>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QToolTip>

#include <cmath>

namespace widgets {

namespace {

constexpr double zoomStep = 1.25;
constexpr int dragStart = 4; // px

} // namespace

void Rulers::changeView()
{
    m_scaleChosen = true;
    showView();
}

bool Rulers::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = textAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), models::plainForToolTip(text), this);
    return true;
}

void Rulers::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retitle();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) {
        updateGeometry();
        m_geometry.setWidth(width() - left());
        placeBar();
        showView();
    }
    update();
}

void Rulers::resizeEvent(QResizeEvent *)
{
    m_geometry.setWidth(width() - left());
    chooseScale();
    placeBar();
    showView();
}

void Rulers::choose(quint64 position)
{
    setCurrentFrame(position);
    Q_EMIT frameChosen(position);
}

void Rulers::stepFrame(bool forward)
{
    const netcore::PlaceList &list = m_index->frames();
    std::optional<quint64> next;
    if (m_frame)
        next = forward ? list.next(m_direction, *m_frame + 1) : list.previous(m_direction, *m_frame);
    else
        next = list.find(m_direction, m_geometry.from());
    if (next)
        choose(*next);
}

void Rulers::nextFault()
{
    const quint64 from = m_frame ? *m_frame + 1 : m_index->first();
    auto fault = m_index->frames().nextMarked(m_direction, from);
    if (!fault)
        fault = m_index->frames().nextMarked(m_direction, m_index->first());
    if (fault)
        choose(*fault);
}

void Rulers::keyPressEvent(QKeyEvent *event)
{
    const double middle = m_geometry.width() / 2;
    switch (event->key()) {
    case Qt::Key_Left: stepFrame(false); return;
    case Qt::Key_Right: stepFrame(true); return;
    case Qt::Key_F: nextFault(); return;
    case Qt::Key_Plus: m_geometry.zoom(1 / zoomStep, middle); break;
    case Qt::Key_Minus: m_geometry.zoom(zoomStep, middle); break;
    case Qt::Key_0: m_geometry.showAll(); break;
    case Qt::Key_Home: m_geometry.reveal(m_index->reads().streamBegin(m_direction), 0); break;
    case Qt::Key_End: m_geometry.showEnd(); break;
    case Qt::Key_PageUp: m_geometry.pan(-m_geometry.width() * 0.9); break;
    case Qt::Key_PageDown: m_geometry.pan(m_geometry.width() * 0.9); break;
    default: QWidget::keyPressEvent(event); return;
    }
    changeView();
}

void Rulers::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->pos();
    m_dragging = false;
}

void Rulers::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const int moved = event->pos().x() - m_pressed.x();
    if (!m_dragging && std::abs(moved) < dragStart)
        return;
    m_dragging = true;
    m_pressed = event->pos();
    m_geometry.pan(-moved);
    changeView();
}

void Rulers::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || std::exchange(m_dragging, false))
        return;
    const auto found = placeAt(event->pos());
    if (!found)
        return;
    if (laneAt(event->pos().y()) == Lane::Frames) {
        choose(*found);
    } else {
        const netcore::RowNumber row = m_index->reads().at(*found).row;
        setCurrentRow(row);
        Q_EMIT readChosen(row);
    }
}

void Rulers::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    const bool pans =
        event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turned.x()) > std::abs(turned.y());
    const int by = std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y();
    if (pans)
        m_geometry.pan(-by);
    else
        m_geometry.zoom(std::pow(zoomStep, -by / 120.0), event->position().x() - left());
    changeView();
    event->accept();
}

void Rulers::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void Rulers::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace widgets
