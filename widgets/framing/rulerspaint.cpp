// What Rulers look like.
#include "widgets/common/theme.h"
#include "widgets/framing/rulers.h"
#include "widgets/models/frametext.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>

#include <cmath>

namespace widgets {

using netcore::Direction;

namespace {

constexpr int corner = 5; // px; a datagram is a message of its own and has round ends
constexpr int leastText = 18;

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

/// 1, 2, 4, 8 … × 16 bytes, so that ticks are about `pixels` apart.
quint64 tickStep(double bytesPerPixel, double pixels)
{
    quint64 step = 1;
    while (double(step) < bytesPerPixel * pixels && step < (quint64(1) << 60))
        step *= 2;
    return step;
}

} // namespace

void Rulers::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.setPen(themeOf(palette()).rule);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    paintNames(painter);
    painter.setClipRect(left(), 0, width() - left(), height());
    paintLane(painter, Lane::Frames, frames());
    paintLane(painter, Lane::Reads, reads());
    paintPending(painter);
    paintBoundaries(painter);
    paintAxis(painter);
    paintTexts(painter, Lane::Frames, frames());
    paintTexts(painter, Lane::Reads, reads());
    painter.setClipping(false);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void Rulers::paintNames(QPainter &painter)
{
    const Theme &theme = themeOf(palette());
    const bool out = m_direction == Direction::Out;
    const auto name = [&](Band band, const QString &text, const QColor &color) {
        painter.setPen(color);
        painter.drawText(QRect(metrics::gap, band.top, left() - 2 * metrics::gap, band.height),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    };
    const netcore::PlaceList &list = m_index->reads();
    const auto oldest = list.next(m_direction, list.first());
    const bool datagrams = oldest && list.at(*oldest).tag == quint32(netcore::RecordKind::Datagram);
    name(frames(), tr("frames"), palette().color(QPalette::Text));
    name(axis(), out ? QStringLiteral("→") : QStringLiteral("←"), out ? theme.outbound : theme.inbound);
    name(reads(), datagrams ? tr("datagrams") : out ? tr("sends") : tr("reads"), theme.dim);
}

void Rulers::paintAxis(QPainter &painter)
{
    const Theme &theme = themeOf(palette());
    const Band band = axis();
    const int wide = fontMetrics().horizontalAdvance(QStringLiteral("0x00000000")) + 2 * metrics::gap;
    const quint64 step = tickStep(m_geometry.bytesPerPixel(), wide);
    painter.setFont(font());
    for (quint64 offset = m_geometry.from() / step * step; offset <= m_geometry.to(); offset += step) {
        const int x = left() + qRound(m_geometry.xOf(offset));
        painter.setPen(theme.rule);
        painter.drawLine(x, band.top, x, band.top + band.height);
        painter.setPen(theme.dim);
        painter.drawText(QRect(x + 3, band.top, wide, band.height), Qt::AlignLeft | Qt::AlignVCenter,
                         models::offsetText(offset));
    }
}

void Rulers::paintLane(QPainter &painter, Lane lane, Band band)
{
    for (const RulerSpan &span : rulerSpans(places(lane), m_direction, m_geometry))
        paintBox(painter, lane, span, boxOf(span, band));
}

void Rulers::paintTexts(QPainter &painter, Lane lane, Band band)
{
    for (const RulerSpan &span : rulerSpans(places(lane), m_direction, m_geometry)) {
        const QRect box = boxOf(span, band);
        if (span.isSingle() && box.width() > leastText)
            paintBoxText(painter, lane, span, box);
    }
}

void Rulers::paintBox(QPainter &painter, Lane lane, const RulerSpan &span, const QRect &box)
{
    const Theme &theme = themeOf(palette());
    const bool isFrames = lane == Lane::Frames;
    const QColor way = m_direction == Direction::Out ? theme.outbound : theme.inbound;
    const QColor color = span.marked ? theme.fault : isFrames ? way : theme.dim;
    const bool chosen = isHighlighted(lane, span);
    const double strength = !span.isSingle() ? 0.45 : span.first % 2 ? 0.16 : 0.30;
    painter.setBrush(chosen        ? faded(palette().color(QPalette::Highlight), 0.45)
                     : span.marked ? theme.faultBackground
                                   : faded(color, isFrames ? strength : strength * 0.7));
    const bool edges = box.width() > 3;
    painter.setPen(chosen  ? QPen(palette().color(QPalette::Highlight), 2)
                   : edges ? QPen(color, 1)
                           : QPen(Qt::NoPen));
    const QRect inner = edges ? box.adjusted(0, 1, -1, -2) : box.adjusted(0, 1, 0, -1);
    const bool datagram =
        !isFrames && places(lane).at(span.first).tag == quint32(netcore::RecordKind::Datagram);
    if (datagram && box.width() > 2 * corner)
        painter.drawRoundedRect(inner, corner, corner);
    else
        painter.drawRect(inner);
    if (span.marked && !edges) { // a sign that colour alone does not give: the bar stands out of its lane
        painter.setBrush(theme.fault);
        painter.drawRect(box.adjusted(0, -2, 0, 2));
    }
}

QString Rulers::boxText(Lane lane, const RulerSpan &span) const
{
    const netcore::Place place = places(lane).at(span.first);
    if (lane == Lane::Reads)
        return tr("row %1 · %2 B").arg(QString::number(place.row), QLocale().toString(place.length));
    const quint64 carriers = m_index->readsOf(m_index->at(span.first)).count;
    const QString sign = span.marked ? QStringLiteral("⚠ ") : QString();
    const QString number = sign + models::frameNumber(span.first);
    if (carriers > 1)
        return m_direction == Direction::Out ? tr("%1 · %n send(s)", nullptr, int(carriers)).arg(number)
                                             : tr("%1 · %n read(s)", nullptr, int(carriers)).arg(number);
    return tr("%1 · %2 B").arg(number, QLocale().toString(place.length));
}

void Rulers::paintBoxText(QPainter &painter, Lane lane, const RulerSpan &span, const QRect &box)
{
    const Theme &theme = themeOf(palette());
    const QRect seen =
        box.intersected(QRect(left(), box.top(), width() - left(), box.height())).adjusted(4, 0, -4, 0);
    const QString text = boxText(lane, span);
    const QString shorter = text.section(QStringLiteral(" · "), 0, 0);
    const QFontMetrics measure = fontMetrics();
    const bool fits = measure.horizontalAdvance(text) <= seen.width();
    if (!fits && measure.horizontalAdvance(shorter) > seen.width()) {
        if (!span.marked || seen.width() < measure.horizontalAdvance(QStringLiteral("⚠")))
            return;
    }
    painter.setPen(span.marked ? theme.faultText : palette().color(QPalette::Text));
    const bool none = !fits && measure.horizontalAdvance(shorter) > seen.width();
    painter.drawText(seen, Qt::AlignLeft | Qt::AlignVCenter,
                     none   ? QStringLiteral("⚠")
                     : fits ? text
                            : shorter);
}

/// Where one read ends and the next begins, drawn up through the frames: a dotted line inside a frame says
/// that it came in pieces.
void Rulers::paintBoundaries(QPainter &painter)
{
    const Band above = frames();
    const Band below = reads();
    painter.setPen(QPen(palette().color(QPalette::Text), 1, Qt::DotLine));
    double before = -100;
    for (const RulerSpan &span : rulerSpans(m_index->reads(), m_direction, m_geometry)) {
        if (!span.isSingle() || span.left - before < 4)
            continue;
        before = span.left;
        const int x = left() + qRound(span.left);
        painter.drawLine(x, above.top, x, below.top);
    }
}

/// Bytes at the end that no frame has yet.
void Rulers::paintPending(QPainter &painter)
{
    const quint64 waiting = m_index->pending(m_direction);
    if (waiting == 0)
        return;
    const quint64 end = m_index->reads().streamEnd(m_direction);
    RulerSpan span;
    span.left = m_geometry.xOf(end - waiting);
    span.right = m_geometry.xOf(end);
    const QRect box = boxOf(span, frames()).adjusted(0, 1, -1, -2);
    const QColor dim = themeOf(palette()).dim;
    painter.setBrush(QBrush(faded(dim, 0.35), Qt::BDiagPattern));
    painter.setPen(QPen(dim, 1, Qt::DashLine));
    painter.drawRect(box);
    const QString text = tr("… %1 B so far").arg(QLocale().toString(waiting));
    const QRect seen = box.intersected(QRect(left(), 0, width() - left(), height())).adjusted(4, 0, -4, 0);
    if (fontMetrics().horizontalAdvance(text) <= seen.width()) {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(seen, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

} // namespace widgets
