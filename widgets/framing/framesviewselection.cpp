// What is selected and compared in FramesView, and the strip of rulers elsewhere that shows the same.
#include "widgets/framing/bytehistoryview.h"
#include "widgets/framing/framediffview.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/rulers.h"
#include "widgets/models/framescan.h"
#include "widgets/models/frametext.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTabWidget>

namespace widgets {

using netcore::ConnectionId;

void FramesView::setStrip(Rulers *strip)
{
    m_strip = strip;
    wireRulers(strip);
    strip->setIndex(m_scan->index(), true);
    updateStrip();
}

void FramesView::updateStrip()
{
    if (m_strip)
        m_strip->setVisible(!isVisible() && !isRaw() && m_connection != ConnectionId::None);
}

void FramesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateStrip();
}

void FramesView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateStrip();
}

void FramesView::showCurrent(std::optional<quint64> position)
{
    m_current = position;
    m_table->showPosition(position);
    for (Rulers *rulers : {m_in, m_out, m_strip})
        if (rulers)
            rulers->setCurrentFrame(position);
    if (position && !m_table->selectedPair())
        compareWithBefore(*position);
    else if (!position)
        m_diff->setFrames({}, {}, {}, {});
}

void FramesView::selectPosition(quint64 position)
{
    const netcore::FrameIndex &index = *m_scan->index();
    if (position < index.first() || position >= index.end())
        return;
    m_row.reset();
    if (m_strip)
        m_strip->setDirection(index.at(position).direction);
    showCurrent(position);
    if (const auto pair = m_table->selectedPair())
        compare(pair->first, pair->second);
    Q_EMIT frameSelected(position);
}

void FramesView::showRow(netcore::RowNumber row)
{
    m_row = row;
    const auto frames = m_scan->index()->framesOfRow(row);
    m_current = frames ? std::optional(frames->first) : std::nullopt;
    m_table->showPosition(m_current);
    for (Rulers *rulers : {m_in, m_out, m_strip})
        if (rulers)
            rulers->setCurrentRow(row);
    if (m_current)
        compareWithBefore(*m_current);
}

void FramesView::compareWithBefore(quint64 position)
{
    const netcore::FrameIndex &index = *m_scan->index();
    const auto before = index.frames().previous(index.at(position).direction, position);
    if (before)
        compare(*before, position);
    else
        m_diff->setFrames({}, {}, {}, {});
}

void FramesView::compare(quint64 left, quint64 right)
{
    const models::FrameRows &rows = m_table->rows();
    const netcore::FrameIndex &index = *m_scan->index();
    m_diff->setFrames(models::frameNumber(left), rows.bytesOf(index.at(left), FrameDiffRows::mostBytes),
                      models::frameNumber(right), rows.bytesOf(index.at(right), FrameDiffRows::mostBytes));
    if (sender() == m_table && m_table->selectedPair())
        openSide(m_diff);
}

void FramesView::setStructure(std::shared_ptr<const netcore::Structure> structure)
{
    if (structure)
        m_history->setFields([structure](QByteArrayView frame) { return structure->read(frame); },
                             netcore::filterFields(*structure));
    else
        m_history->setFields({}, {});
    m_table->setStructure(std::move(structure));
    if (!m_filter->text().isEmpty())
        takeFilter(); // which may ask for its fields
}

void FramesView::pin(const QString &place)
{
    openSide(m_history);
    m_history->pin(place);
}

} // namespace widgets
