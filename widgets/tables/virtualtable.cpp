#include "widgets/tables/virtualtable.h"

#include "widgets/common/theme.h"
#include "widgets/tables/plainglyphs.h"

#include <QtCore/QEvent>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QtMath>
#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

#include <utility>

namespace widgets {

namespace {

QColor colorOf(models::Tone tone, const QPalette &palette)
{
    const Theme &theme = themeOf(palette);
    switch (tone) {
    case models::Tone::Plain: return palette.color(QPalette::Text);
    case models::Tone::Dim: return theme.dim;
    case models::Tone::Inbound: return theme.inbound;
    case models::Tone::Outbound: return theme.outbound;
    case models::Tone::Fault: return theme.fault;
    case models::Tone::Warning: return theme.warning;
    case models::Tone::Good: return theme.good;
    }
    return palette.color(QPalette::Text);
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x7F; });
}

} // namespace

VirtualTable::VirtualTable(QWidget *parent)
    : QAbstractScrollArea(parent), m_header(new QHeaderView(Qt::Horizontal, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    m_header->setModel(new QStandardItemModel(0, 0, m_header));
    m_header->setSectionsMovable(true);
    m_header->setHighlightSections(false);
    m_header->setMinimumSectionSize(3 * metrics::gap);
    m_header->setFocusPolicy(Qt::NoFocus);
    connect(m_header, &QHeaderView::sectionResized, this, &VirtualTable::stretchLastColumn);
    connect(m_header, &QHeaderView::sectionMoved, this, &VirtualTable::stretchLastColumn);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, &VirtualTable::openHeaderMenu);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    rebuildHeader();
}

VirtualTable::~VirtualTable() = default;

void VirtualTable::setSource(const models::RowSource *source)
{
    m_source = source;
    rebuildHeader();
    resetRows();
}

void VirtualTable::rebuildHeader()
{
    m_fixed = fixedFont(font());
    m_glyphs = std::make_unique<PlainGlyphs>(font());
    m_fixedGlyphs = std::make_unique<PlainGlyphs>(m_fixed);
    m_fixedWidth = std::max(1.0, QFontMetricsF(m_fixed).horizontalAdvance(QLatin1Char('0')));
    m_rowHeight = std::max(metrics::rowHeight(font()), metrics::rowHeight(m_fixed));
    const QList<models::Column> columns = m_source ? m_source->columns() : QList<models::Column>();
    const QList<models::Column> before = std::exchange(m_columns, columns);
    auto *titles = static_cast<QStandardItemModel *>(m_header->model());
    titles->setColumnCount(int(m_columns.size()));
    for (int i = 0; i < m_columns.size(); ++i) {
        const models::Column &column = m_columns[i];
        titles->setHeaderData(i, Qt::Horizontal, column.title, Qt::DisplayRole);
        titles->setHeaderData(i, Qt::Horizontal, column.description, Qt::ToolTipRole);
        titles->setHeaderData(i, Qt::Horizontal, int(column.alignment | Qt::AlignVCenter),
                              Qt::TextAlignmentRole);
        if (i >= before.size() || before[i].characters != column.characters)
            resetColumnWidth(i);
    }
    layOutHeader();
}

void VirtualTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void VirtualTable::setZebra(bool on)
{
    m_zebra = on;
    viewport()->update();
}

void VirtualTable::refreshRows()
{
    const quint64 first = m_source ? m_source->firstRow() : 0;
    const quint64 end = m_source ? std::max(m_source->endRow(), first) : 0;
    if (first == m_first && end == m_end)
        return;
    m_first = first;
    m_end = end;
    dropVanished();
    updateGeometries();
    if (m_following)
        setTop(m_end);
}

void VirtualTable::resetRows()
{
    m_first = m_source ? m_source->firstRow() : 0;
    m_end = m_source ? std::max(m_source->endRow(), m_first) : 0;
    const bool had = m_current.has_value();
    m_current.reset();
    updateGeometries();
    scrollToEnd();
    if (had)
        Q_EMIT currentRowChanged();
}

void VirtualTable::dropVanished()
{
    m_anchor = std::max(m_anchor, m_first);
    if (m_current && (*m_current < m_first || *m_current >= m_end)) {
        m_current.reset();
        Q_EMIT currentRowChanged();
    }
}

int VirtualTable::visibleRows() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

void VirtualTable::layOutHeader()
{
    const int height = std::max(m_header->sizeHint().height(), m_rowHeight);
    setViewportMargins(0, height, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - height, area.width(), height);
    m_header->setOffset(horizontalScrollBar()->value());
    stretchLastColumn();
}

/// The last column ends where the view ends, unless that would leave too little of it.
void VirtualTable::stretchLastColumn()
{
    int visual = m_header->count() - 1;
    while (visual > 0 && m_header->isSectionHidden(m_header->logicalIndex(visual)))
        --visual;
    const int last = m_header->logicalIndex(visual);
    if (last >= 0) {
        const QSignalBlocker blocker(m_header);
        const int others = m_header->length() - m_header->sectionSize(last);
        m_header->resizeSection(last,
                                std::max(qCeil(leastLast * m_fixedWidth), viewport()->width() - others));
    }
    updateGeometries();
}

void VirtualTable::updateGeometries()
{
    const quint64 page = quint64(visibleRows());
    m_scale = models::ScrollScale(rowCount() > page ? rowCount() - page : 0);
    const QScopedValueRollback guard(m_settingBar, true);
    verticalScrollBar()->setRange(0, m_scale.maximum());
    verticalScrollBar()->setPageStep(int(page));
    const int width = viewport()->width();
    horizontalScrollBar()->setRange(0, std::max(0, m_header->length() - width));
    horizontalScrollBar()->setPageStep(width);
    horizontalScrollBar()->setSingleStep(qCeil(m_fixedWidth * 4));
    setTop(m_top);
}

void VirtualTable::setTop(quint64 row)
{
    m_top = std::clamp(row, m_first, m_first + m_scale.last());
    const QScopedValueRollback guard(m_settingBar, true);
    verticalScrollBar()->setValue(m_scale.valueOf(m_top - m_first));
    viewport()->update();
}

void VirtualTable::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    Q_EMIT followingChanged(following);
}

void VirtualTable::scrollToEnd()
{
    setTop(m_end);
    setFollowing(true);
}

void VirtualTable::ensureVisible(quint64 row)
{
    const quint64 page = quint64(visibleRows());
    if (row < m_top)
        setTop(row);
    else if (row >= m_top + page)
        setTop(row - page + 1);
    setFollowing(m_top == m_first + m_scale.last());
}

void VirtualTable::scrollContentsBy(int, int)
{
    m_header->setOffset(horizontalScrollBar()->value());
    if (!m_settingBar) {
        m_top = m_first + m_scale.positionOf(verticalScrollBar()->value());
        setFollowing(m_top == m_first + m_scale.last());
    }
    viewport()->update();
}

void VirtualTable::resizeEvent(QResizeEvent *)
{
    layOutHeader();
    if (m_following)
        setTop(m_end);
}

void VirtualTable::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    const QEvent::Type type = event->type();
    if (type == QEvent::FontChange || type == QEvent::LanguageChange || type == QEvent::StyleChange)
        rebuildHeader();
    viewport()->update();
}

QByteArray VirtualTable::saveState() const
{
    return m_header->saveState();
}

bool VirtualTable::restoreState(const QByteArray &state)
{
    const int columns = m_header->count();
    const bool restored = m_header->restoreState(state) && m_header->count() == columns;
    m_header->setStretchLastSection(false);
    stretchLastColumn();
    return restored;
}

QSize VirtualTable::sizeHint() const
{
    return {m_header->length() + verticalScrollBar()->sizeHint().width(), 12 * m_rowHeight};
}

void VirtualTable::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().base());
    if (rowCount() == 0) {
        paintEmpty(painter);
        return;
    }
    const int rows = viewport()->height() / m_rowHeight + 1;
    for (int i = 0; i < rows && m_top + quint64(i) < m_end; ++i)
        paintRow(painter, m_top + quint64(i), i * m_rowHeight);
}

void VirtualTable::paintEmpty(QPainter &painter)
{
    painter.setPen(themeOf(palette()).dim);
    const QRect area = viewport()->rect().adjusted(16, 8, -16, -8);
    painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

QRect VirtualTable::cellRect(int column, int y) const
{
    return {m_header->sectionViewportPosition(column), y, m_header->sectionSize(column), m_rowHeight};
}

void VirtualTable::paintRow(QPainter &painter, quint64 row, int y)
{
    const QRect band(0, y, viewport()->width(), m_rowHeight);
    const bool selected = row >= selectionFrom() && row - selectionFrom() < selectionLength();
    if (selected)
        painter.fillRect(band, palette().highlight());
    else if (m_zebra && row % 2)
        painter.fillRect(band, palette().alternateBase());
    for (int column = 0; column < m_columns.size(); ++column) {
        const QRect area = cellRect(column, y);
        if (!m_header->isSectionHidden(column) && area.right() >= 0 && area.left() < band.width())
            paintCell(painter, area, column, m_source->cell(row, column), selected);
    }
    if (row == m_current && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::HighlightedText), 1, Qt::DotLine));
        painter.drawRect(band.adjusted(0, 0, -1, -1));
    }
}

/// `text` cut to a width; columns of fixed-width ASCII need no measuring.
QString VirtualTable::fitted(const QString &text, int width, const models::Column &column) const
{
    if (column.fixedFont && isAscii(text)) {
        const qsizetype most = std::max(0, int(width / m_fixedWidth));
        return text.size() <= most ? text : text.left(std::max<qsizetype>(most - 1, 0)) + QChar(0x2026);
    }
    const QFontMetrics measure(column.fixedFont ? m_fixed : font());
    const QString start = text.left(width / 2 + 8); // no glyph is so narrow that more would fit
    return measure.elidedText(start, Qt::ElideRight, width);
}

void VirtualTable::paintCell(QPainter &painter, const QRect &area, int column, const models::Cell &cell,
                             bool selected)
{
    const models::Column &spec = m_columns[column];
    const QRect inner = area.adjusted(cellMargin, 0, -cellMargin, 0);
    if (cell.text.isEmpty() || inner.width() <= 0)
        return;
    painter.setPen(selected ? palette().color(QPalette::HighlightedText) : colorOf(cell.tone, palette()));
    const QString cut = spec.fixedFont ? fitted(cell.text, inner.width(), spec) : cell.text;
    PlainGlyphs &glyphs = spec.fixedFont ? *m_fixedGlyphs : *m_glyphs;
    if (glyphs.draw(painter, inner, spec.alignment, cut))
        return;
    painter.setFont(spec.fixedFont ? m_fixed : font());
    painter.drawText(inner, int(spec.alignment) | Qt::AlignVCenter | Qt::TextSingleLine,
                     spec.fixedFont ? cut : fitted(cell.text, inner.width(), spec));
}

} // namespace widgets
