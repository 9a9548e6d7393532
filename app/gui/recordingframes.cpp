// What RecordingViews does with frames: one selection in the Frames tab, in the rulers above the bytes, in
// the traffic and in the hex view.
#include "app/gui/recordingviews.h"
#include "app/gui/recordlinks.h"
#include "widgets/framing/framestable.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/rulers.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/framerows.h"
#include "widgets/models/framescan.h"
#include "widgets/tables/callsview.h"
#include "widgets/tables/streamview.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabWidget>

namespace app {

namespace {

constexpr std::size_t rowsSelected = 10'000;
constexpr netcore::RowNumber rowsLookedAt = 10'000;

/// "4 u16be" for two bytes at 4.
QString placeText(quint64 offset, quint64 length)
{
    const char *type = length == 2   ? " u16be"
                       : length == 3 ? " u24be"
                       : length == 4 ? " u32be"
                       : length == 8 ? " u64be"
                                     : " u8";
    return QString::number(offset) + QLatin1String(type);
}

} // namespace

void RecordingViews::wireFrames()
{
    m_frames->setStrip(m_strip);
    connect(m_frames, &widgets::FramesView::frameSelected, this, &RecordingViews::selectFrame);
    connect(m_frames, &widgets::FramesView::rowSelected, this, &RecordingViews::selectRecord);
    connect(m_frames->table(), &widgets::VirtualTable::copyRefused, this, &RecordingViews::copyRefused);
    connect(m_hex->view(), &widgets::HexView::menuOpening, this, &RecordingViews::offerPin);
    connect(this, &RecordingViews::recordingChanged, this, &RecordingViews::showSomeFrames);
    connect(m_tabs, &QTabWidget::currentChanged, this, &RecordingViews::showSomeFrames);
}

/// Where nobody has chosen a connection, the frames are those of the first one with data.
void RecordingViews::showSomeFrames()
{
    if (!m_store || m_tabs->currentWidget() != m_frames ||
        m_frames->connection() != netcore::ConnectionId::None)
        return;
    const netcore::RowNumber first = m_store->firstRow();
    const netcore::RowNumber end = std::min(m_store->rowCount(), first + rowsLookedAt);
    netcore::Record record;
    for (netcore::RowNumber row = first; row < end; ++row) {
        if (m_reader->read(row, record) && record.isData())
            return m_frames->setConnection(record.connection);
    }
}

widgets::VirtualTable *RecordingViews::currentTable() const
{
    QWidget *page = m_tabs->currentWidget();
    return page == m_frames ? m_frames->table() : qobject_cast<widgets::VirtualTable *>(page);
}

/// The frame's bytes in their stream, the rows they came in, and the call that completed it.
void RecordingViews::selectFrame(quint64 position)
{
    const models::FrameScan &scan = m_frames->scan();
    const netcore::IndexedFrame frame = scan.index()->at(position);
    const QSignalBlocker traffic(m_traffic);
    const QSignalBlocker calls(m_calls);
    const QSignalBlocker stream(m_stream);
    m_traffic->selectRows(scan.index()->rowsOf(frame, rowsSelected));
    m_stream->selectRow(frame.row);
    if (const auto call = callOfData(*m_reader, frame.row))
        m_calls->selectRow(*call);
    m_hex->setSource(models::streamByteSource(m_store, scan.index(), frame.direction));
    m_hexFrom = 0;
    m_hex->view()->selectRange(frame.frame.offset, frame.frame.length);
    m_selected.reset(); // a click on the record shows the record's own bytes again
    Q_EMIT recordSelected(frame.row, m_frames->connection());
}

/// An entry that pins the chosen bytes of the hex view: their place in the frame that holds them.
void RecordingViews::offerPin(QMenu *menu)
{
    const models::FrameScan &scan = m_frames->scan();
    const widgets::HexSelection &chosen = m_hex->view()->selection();
    const quint64 offset = m_hexFrom + (chosen.isEmpty() ? chosen.cursor() : chosen.from());
    const auto found = scan.index()->frames().find(m_strip->direction(), offset);
    if (!found || scan.index()->at(*found).frame.offset > offset)
        return;
    const QString place = placeText(offset - scan.index()->at(*found).frame.offset, chosen.length());
    menu->addSeparator();
    menu->addAction(tr("History over the frames (%1)").arg(place), this, [this, place] {
        m_tabs->setCurrentWidget(m_frames);
        m_frames->pin(place);
    });
}

} // namespace app
