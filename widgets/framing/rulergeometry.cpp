#include "widgets/framing/rulergeometry.h"

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr double leastBox = 2;      // px; what is narrower is drawn together
constexpr double roomBehind = 0.04; // of the view, behind the stream's end

} // namespace

quint64 RulerGeometry::from() const
{
    return quint64(std::max(0.0, std::floor(m_from)));
}

quint64 RulerGeometry::to() const
{
    return std::min(m_end, quint64(std::max(0.0, std::ceil(m_from + m_width * m_scale))));
}

quint64 RulerGeometry::offsetAt(double x) const
{
    return quint64(std::max(0.0, std::floor(m_from + x * m_scale)));
}

void RulerGeometry::setWidth(double width)
{
    const bool following = isAtEnd();
    m_width = std::max(1.0, width);
    clamp();
    if (following)
        showEnd();
}

void RulerGeometry::setStream(quint64 begin, quint64 end)
{
    m_begin = begin;
    m_end = std::max(begin, end);
    clamp();
}

/// A little room behind the end shows that it is the end.
void RulerGeometry::clamp()
{
    const double all = double(m_end - m_begin);
    const double most = std::max(leastScale, all * 1.05 / m_width);
    m_scale = std::clamp(m_scale, leastScale, std::max(most, leastScale));
    const double last = double(m_begin) + std::max(0.0, all - m_width * m_scale * (1 - roomBehind));
    m_from = std::clamp(m_from, double(m_begin), std::max(double(m_begin), last));
}

quint64 RulerGeometry::lastPosition() const
{
    const double last = double(m_end - m_begin) - m_width * m_scale * (1 - roomBehind);
    return quint64(std::max(0.0, std::ceil(last)));
}

void RulerGeometry::setPosition(quint64 position)
{
    m_from = double(m_begin) + double(position);
    clamp();
}

void RulerGeometry::zoom(double factor, double x)
{
    const double at = m_from + x * m_scale;
    m_scale *= factor;
    clamp();
    m_from = at - x * m_scale;
    clamp();
}

void RulerGeometry::setScale(double bytesPerPixel)
{
    m_scale = bytesPerPixel;
    clamp();
}

void RulerGeometry::pan(double pixels)
{
    m_from += pixels * m_scale;
    clamp();
}

void RulerGeometry::reveal(quint64 from, quint64 to)
{
    const double shown = m_width * m_scale;
    const double margin = shown * 0.05;
    if (double(from) >= m_from && double(to) <= m_from + shown)
        return;
    if (double(from) < m_from || double(to - from) + margin > shown)
        m_from = double(from) - margin;
    else
        m_from = double(to) + margin - shown;
    clamp();
}

void RulerGeometry::showAll()
{
    m_scale = double(m_end - m_begin) * 1.05 / m_width;
    m_from = double(m_begin);
    clamp();
}

void RulerGeometry::showEnd()
{
    m_from = double(m_end);
    clamp();
}

bool RulerGeometry::isAtEnd() const
{
    return m_from + m_width * m_scale >= double(m_end);
}

std::vector<RulerSpan> rulerSpans(const netcore::PlaceList &places, netcore::Direction direction,
                                  const RulerGeometry &geometry)
{
    std::vector<RulerSpan> spans;
    auto mark = places.nextMarked(direction, places.first());
    for (auto at = places.find(direction, geometry.from()); at;) {
        const netcore::Place place = places.at(*at);
        RulerSpan span{.left = geometry.xOf(place.offset),
                       .right = geometry.xOf(place.end()),
                       .first = *at,
                       .last = *at};
        if (span.left > geometry.width())
            break;
        auto next = places.next(direction, *at + 1);
        if (span.right - span.left < leastBox) {
            next = places.find(direction, std::max(place.end(), geometry.offsetAt(span.left + leastBox)));
            span.last = places.previous(direction, next ? *next : places.end()).value_or(*at);
            span.right = std::max(span.left + leastBox, geometry.xOf(places.at(span.last).end()));
        }
        if (mark && *mark < span.first)
            mark = places.nextMarked(direction, span.first);
        span.marked = mark && *mark <= span.last;
        spans.push_back(span);
        at = next && *next > span.last ? next : std::nullopt;
    }
    return spans;
}

} // namespace widgets
