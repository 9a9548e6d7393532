#include "widgets/hexview/hexview.h"

#include "widgets/common/theme.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QScrollBar>

namespace widgets {

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent), m_emptyText(tr("Select a record to see its bytes"))
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Bytes"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    makeAtlas();
    updateGeometries();
}

HexView::~HexView() = default;

void HexView::setSource(std::shared_ptr<const models::ByteSource> source)
{
    m_source = std::move(source);
    m_ranges.clear();
    m_topLine = 0;
    m_selection = HexSelection(m_source ? m_source->size() : 0);
    updateGeometries();
    viewport()->update();
    Q_EMIT cursorMoved(m_selection.cursor());
    Q_EMIT selectionChanged(m_selection.from(), m_selection.length());
}

void HexView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void HexView::selectRange(quint64 from, quint64 length)
{
    HexSelection changed = m_selection;
    changed.select(from, length);
    applySelection(changed);
}

void HexView::goTo(quint64 offset)
{
    HexSelection changed = m_selection;
    changed.setCursor(offset);
    applySelection(changed);
}

QByteArray HexView::chosenBytes(quint64 most) const
{
    if (!m_source)
        return {};
    const quint64 length = m_selection.isEmpty() ? m_selection.size() : m_selection.length();
    const quint64 from = m_selection.isEmpty() ? 0 : m_selection.from();
    return m_source->read(from, qsizetype(std::min(length, most)));
}

QSize HexView::sizeHint() const
{
    const int width = int(m_geometry.contentWidth() / m_ratio) + verticalScrollBar()->sizeHint().width();
    return {width, int(12 * m_geometry.lineHeight() / m_ratio)};
}

void HexView::makeAtlas()
{
    m_ratio = devicePixelRatioF();
    m_atlas = HexAtlas(fixedFont(font()), palette(), m_ratio);
}

int HexView::visibleLines() const
{
    return std::max(1, int(viewport()->height() * m_ratio) / m_geometry.lineHeight());
}

void HexView::updateGeometries()
{
    m_geometry = HexGeometry(m_atlas.charWidth(), m_atlas.lineHeight(), m_selection.size());
    m_isBlank = false;
    const quint64 lines = m_geometry.lineCount();
    const quint64 page = quint64(visibleLines());
    m_scale = models::ScrollScale(lines > page ? lines - page : 0);
    const QScopedValueRollback guard(m_settingBar, true);
    verticalScrollBar()->setRange(0, m_scale.maximum());
    verticalScrollBar()->setPageStep(int(page));
    const int width = int(viewport()->width() * m_ratio);
    horizontalScrollBar()->setRange(0, hasBytes() ? std::max(0, m_geometry.contentWidth() - width) : 0);
    horizontalScrollBar()->setPageStep(width);
    horizontalScrollBar()->setSingleStep(m_geometry.charWidth());
    setTopLine(m_topLine);
}

void HexView::setTopLine(quint64 line)
{
    m_topLine = std::min(line, m_scale.last());
    const QScopedValueRollback guard(m_settingBar, true);
    verticalScrollBar()->setValue(m_scale.valueOf(m_topLine));
    viewport()->update();
}

void HexView::ensureVisible(quint64 offset)
{
    const quint64 line = HexGeometry::lineOf(offset);
    const quint64 page = quint64(visibleLines());
    if (line < m_topLine)
        setTopLine(line);
    else if (line >= m_topLine + page)
        setTopLine(line - page + 1);
}

void HexView::applySelection(const HexSelection &changed)
{
    const bool moved = changed.cursor() != m_selection.cursor();
    const bool ranged = changed.from() != m_selection.from() || changed.length() != m_selection.length();
    m_selection = changed;
    if (!hasBytes())
        return;
    ensureVisible(m_selection.cursor());
    viewport()->update();
    if (moved) {
        setAccessibleDescription(accessibleLine());
        Q_EMIT cursorMoved(m_selection.cursor());
    }
    if (ranged)
        Q_EMIT selectionChanged(m_selection.from(), m_selection.length());
}

QString HexView::accessibleLine() const
{
    if (!m_source || !hasBytes())
        return m_emptyText;
    const quint64 offset = m_selection.cursor();
    const QByteArray byte = m_source->read(offset, 1);
    const QString value = QString::fromLatin1(byte.toHex());
    return tr("Offset %1, byte %2").arg(QString::number(offset, 16), value);
}

void HexView::scrollContentsBy(int, int)
{
    if (!m_settingBar)
        m_topLine = m_scale.positionOf(verticalScrollBar()->value());
    viewport()->update();
}

void HexView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    if (angle.y() == 0 || event->modifiers().testFlag(Qt::ShiftModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    m_wheelRest += angle.y();
    const int lines = m_wheelRest / 40; // a notch of 120 is three lines
    m_wheelRest -= lines * 40;
    if (lines > 0)
        setTopLine(m_topLine > quint64(lines) ? m_topLine - quint64(lines) : 0);
    else
        setTopLine(m_topLine + quint64(-lines));
    event->accept();
}

void HexView::resizeEvent(QResizeEvent *)
{
    updateGeometries();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    const QEvent::Type type = event->type();
    if (type != QEvent::PaletteChange && type != QEvent::FontChange && type != QEvent::StyleChange)
        return;
    makeAtlas();
    updateGeometries();
    viewport()->update();
}

HexAtlas::Look HexView::lookOf(quint64 offset, uchar byte, HexColumn column) const
{
    using Look = HexAtlas::Look;
    const bool faint = column == HexColumn::Hex ? byte == 0 : !HexAtlas::isPrintable(byte);
    if (!m_selection.contains(offset))
        return faint ? Look::Faint : Look::Plain;
    if (column == m_column)
        return Look::Selected;
    return faint ? Look::PartnerFaint : Look::Partner;
}

void HexView::paintEvent(QPaintEvent *)
{
    if (m_ratio != devicePixelRatioF()) { // moved to another screen
        makeAtlas();
        updateGeometries();
    }
    if (!hasBytes()) {
        paintEmpty();
        return;
    }
    drawFrame();
    QPainter painter(viewport());
    painter.drawImage(QPoint(0, 0), m_frame);
}

void HexView::paintEmpty()
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().base());
    painter.setPen(themeOf(palette()).dim);
    const QString text = m_source ? tr("No bytes: this record is empty") : m_emptyText;
    const QRect area = viewport()->rect().adjusted(16, 8, -16, -8);
    painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, text);
}

void HexView::drawFrame()
{
    const QSize size(int(viewport()->width() * m_ratio) + 1, int(viewport()->height() * m_ratio) + 1);
    const int left = horizontalScrollBar()->value();
    if (m_frame.size() != size) {
        m_frame = QImage(size, QImage::Format_RGB32);
        m_isBlank = false;
    }
    m_frame.setDevicePixelRatio(m_ratio);
    // Every frame covers the same cells: what lies between them stays blank until something moves them.
    if (!m_isBlank || left != m_frameLeft)
        m_frame.fill(m_atlas.background(HexAtlas::Look::Plain));
    m_isBlank = true;
    m_frameLeft = left;
    const quint64 lines = std::min(quint64(visibleLines()) + 1, m_geometry.lineCount() - m_topLine);
    constexpr int step = HexGeometry::bytesPerLine;
    const QByteArray bytes = m_source->read(m_topLine * step, qsizetype(lines) * step);
    const qsizetype whole = bytes.size() / step * m_geometry.lineHeight(); // px; what is below may be old
    fillBelow(int(whole));
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const int row = int(at / step);
        drawLine(m_topLine + quint64(row), row * m_geometry.lineHeight(),
                 QByteArrayView(bytes).sliced(at, std::min<qsizetype>(step, bytes.size() - at)));
    }
    drawRanges();
    drawCursor();
}

void HexView::drawLine(quint64 line, int y, QByteArrayView bytes)
{
    const quint64 start = line * HexGeometry::bytesPerLine;
    const int left = horizontalScrollBar()->value();
    drawOffset(start, y);
    for (int i = 0; i < bytes.size(); ++i) {
        const uchar byte = uchar(bytes[i]);
        const quint64 offset = start + quint64(i);
        const HexAtlas::Look hexLook = lookOf(offset, byte, HexColumn::Hex);
        m_atlas.putPair(m_frame, m_geometry.cellX(HexColumn::Hex, i) - left, y, byte, hexLook);
        m_atlas.putCharacter(m_frame, m_geometry.cellX(HexColumn::Text, i) - left, y, byte,
                             lookOf(offset, byte, HexColumn::Text));
        if (i != HexGeometry::groupSize)
            continue;
        const bool bridge = m_selection.contains(offset) && m_selection.contains(offset - 1);
        fillCells(m_geometry.cellX(HexColumn::Hex, i) - m_geometry.groupGap() - left, y,
                  m_geometry.groupGap(), m_atlas.background(bridge ? hexLook : HexAtlas::Look::Plain));
    }
}

void HexView::fillBelow(int y)
{
    const QRgb blank = m_atlas.background(HexAtlas::Look::Plain);
    for (int row = y; row < m_frame.height(); ++row) {
        QRgb *pixels = reinterpret_cast<QRgb *>(m_frame.scanLine(row));
        std::fill(pixels, pixels + m_frame.width(), blank);
    }
}

void HexView::drawOffset(quint64 offset, int y)
{
    const int left = horizontalScrollBar()->value();
    for (int i = 0; i < m_geometry.offsetDigits(); ++i) {
        const int shift = 4 * (m_geometry.offsetDigits() - 1 - i);
        const uchar digit = uchar("0123456789abcdef"[(offset >> shift) & 0xF]);
        const int x = m_geometry.offsetX() + i * m_geometry.charWidth() - left;
        m_atlas.putCharacter(m_frame, x, y, digit, HexAtlas::Look::Faint);
    }
}

void HexView::fillCells(int x, int y, int width, QRgb color)
{
    const int left = std::max(x, 0);
    const int right = std::min(x + width, m_frame.width());
    const int bottom = std::min(y + m_geometry.lineHeight(), m_frame.height());
    for (int row = std::max(y, 0); row < bottom && left < right; ++row) {
        QRgb *pixels = reinterpret_cast<QRgb *>(m_frame.scanLine(row));
        std::fill(pixels + left, pixels + right, color);
    }
}

/// A full frame in the active column, a thin one beside it: the same byte is found at a glance in both.
void HexView::drawCursor()
{
    const quint64 offset = m_selection.cursor();
    const quint64 line = HexGeometry::lineOf(offset);
    if (line < m_topLine || line > m_topLine + quint64(visibleLines()))
        return;
    m_frame.setDevicePixelRatio(1);
    QPainter painter(&m_frame);
    painter.translate(-horizontalScrollBar()->value(), 0);
    const int thick = std::max(1, int(m_ratio));
    const QColor accent = palette().color(hasFocus() ? QPalette::Highlight : QPalette::PlaceholderText);
    for (const HexColumn column : {HexColumn::Hex, HexColumn::Text}) {
        const bool active = column == m_column && hasFocus();
        const bool covered = m_selection.contains(offset) && column == m_column;
        painter.setPen(
            QPen(covered ? palette().color(QPalette::HighlightedText) : accent, active ? 2 * thick : thick));
        const int inset = active ? thick : 0;
        const QRect cell = m_geometry.cellRect(column, offset, m_topLine);
        painter.drawRect(cell.adjusted(inset, inset, -1 - inset, -1 - inset));
    }
    painter.end();
    m_frame.setDevicePixelRatio(m_ratio);
}

} // namespace widgets
