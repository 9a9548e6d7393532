#include "widgets/framing/framediffview.h"

#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <climits>

namespace widgets {

namespace {

constexpr int offsetCharacters = 6;
constexpr int sideCharacters = 2; // "A "

bool isStep(const QKeyEvent *event)
{
    return event->key() == Qt::Key_F3 || event->key() == Qt::Key_N || event->key() == Qt::Key_P;
}

} // namespace

FrameDiffRows::FrameDiffRows(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Differences of two frames"));
    layOut();
}

void FrameDiffRows::setFrames(const QByteArray &left, const QByteArray &right)
{
    m_left = left;
    m_right = right;
    m_compared = netcore::compareFrames(left, right);
    findStarts();
    m_current.reset();
    verticalScrollBar()->setValue(0);
    layOut();
    Q_EMIT moved();
}

void FrameDiffRows::findStarts()
{
    m_starts.clear();
    m_places = 0;
    qsizetype leftEnd = 0; // of what has its place
    for (const netcore::DifferentBytes &range : m_compared.differences) {
        m_places += range.left - leftEnd;
        m_starts.push_back(m_places);
        m_places += range.places();
        leftEnd = range.left + range.leftLength;
    }
    m_places += m_left.size() - leftEnd;
}

/// The last difference that begins at `place` or before it.
std::size_t FrameDiffRows::lastStartedAt(qsizetype place) const
{
    const auto behind = std::upper_bound(m_starts.begin(), m_starts.end(), place);
    return behind == m_starts.begin() ? none : std::size_t(behind - m_starts.begin()) - 1;
}

std::size_t FrameDiffRows::differenceAt(qsizetype place) const
{
    const std::size_t last = lastStartedAt(place);
    return last != none && place < m_starts[last] + m_compared.differences[last].places() ? last : none;
}

/// The byte at `place`, or the next one behind it.
qsizetype FrameDiffRows::byteFrom(Side side, qsizetype place) const
{
    const std::size_t last = lastStartedAt(place);
    if (last == none)
        return place;
    const netcore::DifferentBytes &range = m_compared.differences[last];
    const qsizetype from = side == Side::Left ? range.left : range.right;
    const qsizetype length = side == Side::Left ? range.leftLength : range.rightLength;
    const qsizetype into = place - m_starts[last];
    return into < range.places() ? from + std::min(into, length) : from + length + into - range.places();
}

bool FrameDiffRows::hasByteAt(Side side, qsizetype place) const
{
    const std::size_t at = differenceAt(place);
    if (at == none)
        return true;
    const netcore::DifferentBytes &range = m_compared.differences[at];
    return place - m_starts[at] < (side == Side::Left ? range.leftLength : range.rightLength);
}

int FrameDiffRows::bytesPerLine() const
{
    const int room = viewport()->width() / m_charWidth - offsetCharacters - sideCharacters - 1;
    return room >= 16 * 3 + 1 ? 16 : room >= 8 * 3 ? 8 : 4;
}

void FrameDiffRows::layOut()
{
    m_fixed = fixedFont(font());
    const QFontMetrics measure(m_fixed);
    m_lineHeight = measure.height() + 2;
    m_charWidth = std::max(1, measure.horizontalAdvance(QLatin1Char('0')));
    const qsizetype lines = (m_places + bytesPerLine() - 1) / bytesPerLine();
    const int page = std::max(1, viewport()->height() / (2 * m_lineHeight + 4));
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, lines - page)));
    verticalScrollBar()->setPageStep(page);
    viewport()->update();
}

void FrameDiffRows::step(bool forward)
{
    if (m_starts.empty())
        return;
    const std::size_t last = m_starts.size() - 1;
    if (!m_current)
        m_current = forward ? 0 : last;
    else if (forward)
        m_current = *m_current == last ? 0 : *m_current + 1;
    else
        m_current = *m_current == 0 ? last : *m_current - 1;
    const int line = int(m_starts[*m_current] / bytesPerLine());
    const int top = verticalScrollBar()->value();
    if (line < top || line >= top + verticalScrollBar()->pageStep())
        verticalScrollBar()->setValue(std::max(0, line - 1));
    viewport()->update();
    Q_EMIT moved();
}

bool FrameDiffRows::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isStep(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void FrameDiffRows::keyPressEvent(QKeyEvent *event)
{
    const bool back = event->key() == Qt::Key_P || event->modifiers().testFlag(Qt::ShiftModifier);
    if (isStep(event))
        step(!back);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void FrameDiffRows::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Differences of two frames"));
    layOut();
}

void FrameDiffRows::resizeEvent(QResizeEvent *)
{
    layOut();
}

void FrameDiffRows::scrollContentsBy(int, int)
{
    viewport()->update();
}

QSize FrameDiffRows::sizeHint() const
{
    return {(offsetCharacters + sideCharacters + 8 * 3 + 2) * m_charWidth + 2 * metrics::gap,
            10 * m_lineHeight};
}

void FrameDiffRows::paintCell(QPainter &painter, const QRect &cell, const QString &text,
                              std::size_t difference)
{
    const Theme &theme = themeOf(palette());
    const bool differs = difference != none;
    if (differs) {
        painter.fillRect(cell.adjusted(-2, 0, 2, 0), theme.warningBackground);
        painter.setPen(theme.warningText);
        painter.drawLine(cell.bottomLeft(), cell.bottomRight());
    }
    painter.setPen(differs ? theme.warningText : palette().color(QPalette::Text));
    painter.drawText(cell, Qt::AlignVCenter, text);
    if (differs && m_current == difference) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(cell.adjusted(-2, 1, 2, -1));
    }
}

/// The offset is that of the line's first byte: behind inserted bytes the two have different ones.
void FrameDiffRows::paintSide(QPainter &painter, Side side, qsizetype from, int y)
{
    const QByteArray &bytes = side == Side::Left ? m_left : m_right;
    const QString offset = QString::number(byteFrom(side, from), 16).toUpper().rightJustified(4, u'0');
    const int begin = metrics::gap + offsetCharacters * m_charWidth;
    painter.setPen(themeOf(palette()).dim);
    painter.drawText(QRect(metrics::gap, y, offsetCharacters * m_charWidth, m_lineHeight), Qt::AlignVCenter,
                     offset);
    painter.drawText(QRect(begin, y, sideCharacters * m_charWidth, m_lineHeight), Qt::AlignVCenter,
                     side == Side::Left ? QStringLiteral("A") : QStringLiteral("B"));
    for (qsizetype at = from; at < std::min<qsizetype>(from + bytesPerLine(), m_places); ++at) {
        const int column = int(at - from);
        const int gap = column >= 8 ? 1 : 0;
        const QRect cell(begin + (sideCharacters + column * 3 + gap) * m_charWidth, y, 2 * m_charWidth,
                         m_lineHeight);
        const QByteArray byte = hasByteAt(side, at) ? bytes.mid(byteFrom(side, at), 1) : QByteArray();
        paintCell(painter, cell,
                  byte.isEmpty() ? QStringLiteral("··") : QString::fromLatin1(byte.toHex()).toUpper(),
                  differenceAt(at));
    }
}

void FrameDiffRows::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().base());
    painter.setFont(m_fixed);
    qsizetype from = qsizetype(verticalScrollBar()->value()) * bytesPerLine();
    for (int y = 2; from < m_places && y < viewport()->height();
         y += 2 * m_lineHeight + 4, from += bytesPerLine()) {
        paintSide(painter, Side::Left, from, y);
        paintSide(painter, Side::Right, from, y + m_lineHeight);
    }
}

FrameDiffView::FrameDiffView(QWidget *parent)
    : QWidget(parent)
    , m_title(plainLabel(this, true))
    , m_count(plainLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_rows(new FrameDiffRows(this))
{
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::grid);
    line->addWidget(m_count, 1);
    line->addWidget(m_previous);
    line->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::gap, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_title);
    layout->addLayout(line);
    layout->addWidget(m_rows, 1);
    m_previous->setArrowType(Qt::UpArrow);
    m_next->setArrowType(Qt::DownArrow);
    connect(m_previous, &QToolButton::clicked, this, [this] { m_rows->step(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_rows->step(true); });
    connect(m_rows, &FrameDiffRows::moved, this, &FrameDiffView::tell);
    retranslate();
}

void FrameDiffView::setFrames(const QString &leftName, const QByteArray &left, const QString &rightName,
                              const QByteArray &right)
{
    m_leftName = leftName;
    m_rightName = rightName;
    m_rows->setFrames(left, right);
}

void FrameDiffView::tell()
{
    const bool any = !m_leftName.isEmpty();
    for (QWidget *part : {static_cast<QWidget *>(m_count), static_cast<QWidget *>(m_previous),
                          static_cast<QWidget *>(m_next), static_cast<QWidget *>(m_rows)})
        part->setVisible(any);
    if (!any) {
        m_title->setText(
            tr("What changed from one frame to the next of its direction appears here: select a frame. "
               "Select two, with Shift, to compare their ends."));
        return;
    }
    QString title = tr("A: frame %1   B: frame %2").arg(m_leftName, m_rightName);
    if (!m_rows->isAligned())
        title +=
            QLatin1Char('\n') + tr("Too long or too unlike to look for inserted bytes: byte n stands above "
                                   "byte n.");
    m_title->setText(title);
    const auto &ranges = m_rows->differences();
    quint64 bytes = 0;
    for (const netcore::DifferentBytes &range : ranges)
        bytes += quint64(range.places());
    QString text = ranges.empty() ? tr("They are equal.")
                                  : tr("%Ln byte(s) differ", nullptr, int(std::min<quint64>(bytes, INT_MAX)));
    if (m_rows->current())
        text += tr(", place %1 of %2")
                    .arg(QLocale().toString(quint64(*m_rows->current()) + 1),
                         QLocale().toString(quint64(ranges.size())));
    m_count->setText(text);
    m_previous->setEnabled(!ranges.empty());
    m_next->setEnabled(!ranges.empty());
}

void FrameDiffView::retranslate()
{
    m_previous->setToolTip(tr("Previous difference (P, Shift+F3)"));
    m_next->setToolTip(tr("Next difference (N, F3)"));
    m_previous->setAccessibleName(tr("Previous difference"));
    m_next->setAccessibleName(tr("Next difference"));
    tell();
}

void FrameDiffView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace widgets
