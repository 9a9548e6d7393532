#include "widgets/tables/streamview.h"

#include "widgets/common/theme.h"
#include "widgets/models/rowscan.h"
#include "widgets/models/streamblocks.h"

#include <QtCore/QEvent>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

namespace widgets {

using models::RowVerdict;
using netcore::ConnectionId;
using netcore::Record;
using netcore::RecordKind;

namespace {

constexpr int streamRefreshMs = 33;
constexpr int indentChars = 4; // of what we sent, and of the text under its heading

QColor colorOf(const models::StreamBlock &block, bool heading, const QPalette &palette)
{
    const Theme &theme = themeOf(palette);
    if (block.tone == models::Tone::Fault)
        return theme.fault;
    if (block.tone == models::Tone::Dim)
        return theme.dim;
    const bool in = block.direction == netcore::Direction::In;
    return heading ? (in ? theme.inbound : theme.outbound) : palette.color(QPalette::Text);
}

} // namespace

StreamView::StreamView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_scan(std::make_unique<models::RowScan>())
    , m_blocks(std::make_unique<models::StreamBlocks>(m_scan->rows()))
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(m_scan.get(), &models::RowScan::rowsChanged, this, &StreamView::rowsChanged);
    connect(&m_timer, &QTimer::timeout, m_scan.get(), &models::RowScan::poll);
    m_timer.setInterval(streamRefreshMs);
    retitle();
    layOut();
}

StreamView::~StreamView() = default;

void StreamView::retitle()
{
    setAccessibleName(tr("Conversation"));
}

void StreamView::setRecording(std::shared_ptr<const netcore::RecordingStore> store)
{
    m_store = std::move(store);
    m_blocks->setStore(m_store);
    restart();
}

void StreamView::setConnection(ConnectionId connection)
{
    if (m_connection == connection)
        return;
    m_connection = connection;
    restart();
}

void StreamView::setEncoding(netcore::TextEncoding encoding)
{
    m_encoding = encoding;
    m_blocks->setEncoding(encoding);
    layOut();
}

void StreamView::setHex(bool on)
{
    m_hex = on;
    m_blocks->setHex(on);
    layOut();
}

void StreamView::restart()
{
    m_blocks->forget();
    m_current.reset();
    m_top = {};
    m_following = true;
    const ConnectionId wanted = m_connection;
    const auto test = [wanted](const netcore::RecordingReader &, const Record &record) {
        const bool ours = record.connection == wanted && record.kind != RecordKind::Call &&
                          record.kind != RecordKind::Padding;
        return ours ? RowVerdict::Shown : RowVerdict::Outside;
    };
    m_scan->restart(wanted == ConnectionId::None ? nullptr : m_store, test);
    if (!isVisible())
        m_scan->stop();
}

/// A view that nobody sees does not go through the recording: it catches up when it is shown.
void StreamView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_scan->goOn();
    m_timer.start();
}

void StreamView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_timer.stop();
    m_scan->stop();
}

void StreamView::rowsChanged()
{
    if (m_current && *m_current < m_blocks->firstRow())
        m_current.reset();
    layOut();
    takeWanted();
}

int StreamView::visibleLines() const
{
    return std::max(1, viewport()->height() / m_lineHeight);
}

void StreamView::layOut()
{
    m_fixed = fixedFont(font());
    const QFontMetrics measure(m_fixed);
    m_lineHeight = measure.height() + 2;
    m_charWidth = std::max(1, measure.horizontalAdvance(QLatin1Char('0')));
    m_blocks->setColumns(viewport()->width() / m_charWidth - 2 * indentChars - 3);
    const quint64 blocks = m_blocks->endRow() - m_blocks->firstRow();
    m_scale = models::ScrollScale(blocks > 0 ? blocks - 1 : 0);
    const QScopedValueRollback guard(m_settingBar, true);
    // The bar counts chunks: how many lines there are is only known of those that have been seen.
    verticalScrollBar()->setRange(0, m_scale.maximum());
    verticalScrollBar()->setPageStep(std::max(1, visibleLines() / 3));
    setTop(m_following ? lastTop() : m_top);
}

StreamView::Place StreamView::moved(Place place, int lines) const
{
    const quint64 first = m_blocks->firstRow();
    const quint64 end = m_blocks->endRow();
    if (first == end)
        return {first, 0};
    place.block = std::clamp(place.block, first, end - 1);
    place.line = std::clamp(place.line, 0, m_blocks->block(place.block).lineCount() - 1) + lines;
    while (place.line < 0 && place.block > first)
        place.line += m_blocks->block(--place.block).lineCount();
    place.line = std::max(place.line, 0);
    for (int count = m_blocks->block(place.block).lineCount(); place.line >= count;
         count = m_blocks->block(place.block).lineCount()) {
        if (place.block + 1 >= end)
            return {place.block, count - 1};
        place.line -= count;
        ++place.block;
    }
    return place;
}

/// The top at which the last line stands at the bottom.
StreamView::Place StreamView::lastTop() const
{
    const quint64 end = m_blocks->endRow();
    if (end == m_blocks->firstRow())
        return {end, 0};
    const Place last{end - 1, m_blocks->block(end - 1).lineCount() - 1};
    return moved(last, 1 - visibleLines());
}

void StreamView::setTop(Place place)
{
    const Place last = lastTop();
    m_top = moved(place, 0);
    if (m_top.block > last.block || (m_top.block == last.block && m_top.line >= last.line))
        m_top = last;
    m_following = m_top.block == last.block && m_top.line == last.line;
    const QScopedValueRollback guard(m_settingBar, true);
    const quint64 at = m_following ? m_scale.last() : m_top.block - m_blocks->firstRow();
    verticalScrollBar()->setValue(m_scale.valueOf(at));
    viewport()->update();
}

void StreamView::selectRow(netcore::RowNumber row)
{
    m_wanted = row;
    takeWanted();
}

void StreamView::takeWanted()
{
    if (!m_wanted)
        return;
    if (const auto position = m_scan->rows().positionOf(*m_wanted)) {
        m_wanted.reset();
        setCurrent(*position);
    } else if (m_scan->isPast(*m_wanted)) {
        m_wanted.reset(); // of another connection
    }
}

void StreamView::setCurrent(quint64 block)
{
    const bool changed = m_current != block;
    m_current = block;
    const Place bottom = moved(m_top, visibleLines() - 1);
    const int lines = m_blocks->block(block).lineCount();
    if (block < m_top.block || (block == m_top.block && m_top.line > 0))
        setTop({block, 0});
    else if (block > bottom.block || (block == bottom.block && bottom.line + 1 < lines))
        setTop(lines >= visibleLines() ? Place{block, 0} : moved({block, lines - 1}, 1 - visibleLines()));
    viewport()->update();
    if (!changed)
        return;
    setAccessibleDescription(m_blocks->block(block).heading);
    if (const auto row = currentRecord())
        Q_EMIT recordSelected(*row);
}

std::optional<netcore::RowNumber> StreamView::currentRecord() const
{
    const auto row = m_current ? m_blocks->rowAt(*m_current) : std::nullopt;
    return row ? std::optional(row->number) : std::nullopt;
}

QString StreamView::currentText() const
{
    return m_current ? m_blocks->block(*m_current).lines.join(QLatin1Char('\n')) : QString();
}

QSize StreamView::sizeHint() const
{
    return {80 * m_charWidth, 16 * m_lineHeight};
}

void StreamView::resizeEvent(QResizeEvent *)
{
    layOut();
}

void StreamView::scrollContentsBy(int, int)
{
    if (!m_settingBar) {
        const int value = verticalScrollBar()->value();
        setTop(value >= m_scale.maximum() ? lastTop()
                                          : Place{m_blocks->firstRow() + m_scale.positionOf(value), 0});
    }
}

void StreamView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retitle();
        m_blocks->forget();
    }
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        layOut();
    viewport()->update();
}

void StreamView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().base());
    if (m_blocks->firstRow() == m_blocks->endRow()) {
        painter.setPen(themeOf(palette()).dim);
        painter.drawText(viewport()->rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         m_connection == ConnectionId::None
                             ? tr("Select a connection to read its conversation")
                             : tr("Nothing has passed on this connection yet"));
        return;
    }
    painter.setFont(m_fixed);
    Place place = m_top;
    for (int y = 0; y < viewport()->height(); y += m_lineHeight) {
        paintLine(painter, place, y);
        const Place next = moved(place, 1);
        if (next.block == place.block && next.line == place.line)
            return;
        place = next;
    }
}

void StreamView::paintLine(QPainter &painter, Place place, int y)
{
    const models::StreamBlock block = m_blocks->block(place.block);
    const bool heading = place.line == 0;
    const QRect area(0, y, viewport()->width(), m_lineHeight);
    const bool current = place.block == m_current;
    if (current)
        painter.fillRect(area, themeOf(palette()).band);
    if (current && m_lineHeight > 0)
        painter.fillRect(QRect(0, y, metrics::grid, m_lineHeight), palette().highlight());
    const bool out = block.direction == netcore::Direction::Out;
    const int indent = 1 + (out ? indentChars : 0) + (heading ? 0 : 2);
    painter.setPen(colorOf(block, heading, palette()));
    const QString text = heading ? block.heading : block.lines[place.line - 1];
    painter.drawText(area.adjusted(indent * m_charWidth, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
}

} // namespace widgets
