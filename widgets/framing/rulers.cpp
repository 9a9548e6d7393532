#include "widgets/framing/rulers.h"

#include "widgets/common/theme.h"
#include "widgets/models/frametext.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QLocale>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace widgets {

using netcore::Direction;
using netcore::FrameIndex;
using netcore::RowNumber;

namespace {

constexpr int margin = 4;
constexpr int barHeight = 12;        // kept free where there is no bar: nothing jumps when data arrives
constexpr double framesAtFirst = 24; // in view

} // namespace

Rulers::Rulers(QWidget *parent)
    : QWidget(parent)
    , m_index(std::make_shared<const FrameIndex>())
    , m_bar(new QScrollBar(Qt::Horizontal, this))
{
    m_bar->setFocusPolicy(Qt::NoFocus);
    m_bar->hide();
    connect(m_bar, &QScrollBar::valueChanged, this, &Rulers::takeBar);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retitle();
}

void Rulers::retitle()
{
    setAccessibleName(m_direction == Direction::Out ? tr("Frames and sends, outbound")
                                                    : tr("Frames and reads, inbound"));
    m_bar->setAccessibleName(tr("Place in the stream"));
}

void Rulers::setDirection(Direction direction)
{
    if (m_direction == direction)
        return;
    m_direction = direction;
    m_scaleChosen = false;
    m_frame.reset();
    m_row.reset();
    m_rowFrames.reset();
    retitle();
    setIndex(m_index, true);
}

void Rulers::setIndex(std::shared_ptr<const FrameIndex> index, bool restarted)
{
    const bool following = m_geometry.isAtEnd();
    const quint64 begin = index->reads().streamBegin(m_direction);
    const quint64 end = index->reads().streamEnd(m_direction);
    const bool same = !restarted && begin == m_index->reads().streamBegin(m_direction) &&
                      end == m_index->reads().streamEnd(m_direction) &&
                      index->frames().count(m_direction) == m_index->frames().count(m_direction);
    m_index = std::move(index);
    if (restarted)
        m_frame.reset();
    if (same)
        return;
    m_geometry.setStream(begin, end);
    if (restarted || !m_scaleChosen)
        chooseScale();
    if (following)
        m_geometry.showEnd();
    if (m_row) // it may have been cut by now
        m_rowFrames = m_index->framesOfRow(*m_row);
    showView();
}

/// So that two dozen frames of usual length are in view; reads, where there are no frames.
void Rulers::chooseScale()
{
    if (m_scaleChosen)
        return;
    const netcore::PlaceList &cut =
        m_index->frames().count(m_direction) > 0 ? m_index->frames() : m_index->reads();
    const quint64 count = cut.count(m_direction);
    if (count == 0)
        return;
    const double usual = double(cut.streamEnd(m_direction) - cut.streamBegin(m_direction)) / double(count);
    m_geometry.setScale(std::max(usual, 1.0) * framesAtFirst / m_geometry.width());
}

void Rulers::setCurrentFrame(std::optional<quint64> position)
{
    const FrameIndex &index = *m_index;
    const bool there = position && *position >= index.first() && *position < index.end();
    m_frame = there && index.at(*position).direction == m_direction ? position : std::nullopt;
    if (m_frame) {
        const netcore::IndexedFrame frame = index.at(*m_frame);
        m_frameReads = index.readsOf(frame);
        m_geometry.reveal(frame.frame.offset, frame.end());
        m_row.reset();
        m_rowFrames.reset();
    }
    tellCurrent();
    showView();
}

void Rulers::setCurrentRow(std::optional<RowNumber> row)
{
    m_row = row;
    m_rowFrames = row ? m_index->framesOfRow(*row) : std::nullopt;
    if (row) {
        m_frame.reset();
        const quint64 position = m_index->reads().fromRow(*row);
        if (position < m_index->reads().end() && m_index->reads().at(position).row == *row) {
            const netcore::Place read = m_index->reads().at(position);
            if (read.direction == m_direction)
                m_geometry.reveal(read.offset, read.end());
        }
    }
    showView();
}

/// Draws what the geometry shows now, and moves the bar along.
void Rulers::showView()
{
    m_barScale = models::ScrollScale(m_geometry.lastPosition());
    const QSignalBlocker quiet(m_bar);
    const double all = double(m_geometry.streamEnd() - m_geometry.streamBegin());
    const double shown = m_geometry.width() * m_geometry.bytesPerPixel();
    const double page = all > shown ? shown / (all - shown) * double(m_barScale.maximum()) : 0;
    m_bar->setRange(0, m_barScale.maximum());
    m_bar->setPageStep(std::max(1, int(std::min(page, double(models::ScrollScale::most)))));
    m_bar->setSingleStep(std::max(1, m_bar->pageStep() / 10));
    // The view's beginning is a fraction of a byte before the whole one that is told.
    const bool last = m_geometry.position() + 1 >= m_barScale.last();
    m_bar->setValue(last ? m_barScale.maximum() : m_barScale.valueOf(m_geometry.position()));
    m_bar->setVisible(m_barScale.last() > 0);
    update();
}

void Rulers::placeBar()
{
    m_bar->setGeometry(left(), height() - barHeight - 1, width() - left(), barHeight);
}

void Rulers::takeBar(int value)
{
    if (value >= m_bar->maximum())
        m_geometry.showEnd();
    else
        m_geometry.setPosition(m_barScale.positionOf(value));
    showView();
}

void Rulers::tellCurrent()
{
    setAccessibleDescription(m_frame ? models::frameText(*m_index, *m_frame) : QString());
}

int Rulers::left() const
{
    const QFontMetrics measure = fontMetrics();
    const int widest =
        std::max({measure.horizontalAdvance(tr("frames")), measure.horizontalAdvance(tr("datagrams")),
                  measure.horizontalAdvance(tr("sends"))});
    return widest + measure.horizontalAdvance(QStringLiteral("← ")) + 2 * metrics::gap;
}

Rulers::Band Rulers::frames() const
{
    return {margin, fontMetrics().height() + 4};
}

Rulers::Band Rulers::axis() const
{
    const Band above = frames();
    return {above.top + above.height, fontMetrics().height()};
}

Rulers::Band Rulers::reads() const
{
    const Band above = axis();
    return {above.top + above.height, fontMetrics().height() + 4};
}

QSize Rulers::sizeHint() const
{
    const Band last = reads();
    return {640, last.top + last.height + margin + barHeight};
}

QSize Rulers::minimumSizeHint() const
{
    return {left() + 120, sizeHint().height()};
}

Rulers::Lane Rulers::laneAt(int y) const
{
    const auto in = [y](Band band) { return y >= band.top && y < band.top + band.height; };
    return in(frames()) ? Lane::Frames : in(reads()) ? Lane::Reads : Lane::None;
}

const netcore::PlaceList &Rulers::places(Lane lane) const
{
    return lane == Lane::Reads ? m_index->reads() : m_index->frames();
}

std::optional<quint64> Rulers::placeAt(QPoint position) const
{
    const Lane lane = laneAt(position.y());
    if (lane == Lane::None || position.x() < left())
        return std::nullopt;
    const quint64 offset = m_geometry.offsetAt(position.x() - left());
    const auto found = places(lane).find(m_direction, offset);
    return found && places(lane).at(*found).offset <= offset ? found : std::nullopt;
}

QRect Rulers::boxOf(const RulerSpan &span, Band band) const
{
    const int begin = left() + qRound(std::max(span.left, -4.0));
    const int end = left() + qRound(std::min(span.right, m_geometry.width() + 4));
    return {begin, band.top, std::max(end - begin, 2), band.height};
}

std::optional<RulerSpan> Rulers::spanOf(Lane lane, quint64 position) const
{
    for (const RulerSpan &span : rulerSpans(places(lane), m_direction, m_geometry))
        if (position >= span.first && position <= span.last)
            return span;
    return std::nullopt;
}

QRect Rulers::frameRect(quint64 position) const
{
    const auto span = spanOf(Lane::Frames, position);
    return span ? boxOf(*span, frames()) : QRect();
}

QRect Rulers::readRect(RowNumber row) const
{
    const auto span = spanOf(Lane::Reads, m_index->reads().fromRow(row));
    return span ? boxOf(*span, reads()) : QRect();
}

bool Rulers::isHighlighted(Lane lane, const RulerSpan &span) const
{
    const auto meets = [&span](quint64 first, quint64 last) {
        return first <= span.last && last >= span.first;
    };
    if (lane == Lane::Frames)
        return (m_frame && meets(*m_frame, *m_frame)) ||
               (m_rowFrames && meets(m_rowFrames->first, m_rowFrames->second));
    if (m_frame && m_frameReads.count > 0 && meets(m_frameReads.first, m_frameReads.last))
        return true;
    return m_row && meets(m_index->reads().fromRow(*m_row), m_index->reads().fromRow(*m_row));
}

QString Rulers::textAt(QPoint position) const
{
    const auto found = placeAt(position);
    if (!found)
        return {};
    if (laneAt(position.y()) == Lane::Frames)
        return models::frameText(*m_index, *found);
    const netcore::Place read = m_index->reads().at(*found);
    const auto cut = m_index->framesOfRow(read.row);
    const QLocale locale;
    QString text =
        tr("row %1, %2 bytes at %3")
            .arg(QString::number(read.row), locale.toString(read.length), models::offsetText(read.offset));
    if (cut && cut->first == cut->second)
        text += tr(", in frame %1").arg(models::frameNumber(cut->first));
    else if (cut)
        text +=
            tr(", in frames %1 to %2").arg(models::frameNumber(cut->first), models::frameNumber(cut->second));
    return text;
}

} // namespace widgets
