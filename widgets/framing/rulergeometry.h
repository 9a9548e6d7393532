#pragma once

#include "netcore/frames/placelist.h"

#include <vector>

namespace widgets {

/// Which bytes of a stream a ruler shows, and where.
///
/// Units    offsets in bytes of the stream; x in px from the ruler's left end
/// Thread   plain value
class RulerGeometry
{
public:
    static constexpr double leastScale = 1.0 / 32; // bytes a px: 32 px a byte

    double bytesPerPixel() const { return m_scale; }
    double width() const { return m_width; }
    quint64 from() const;
    quint64 to() const;
    double xOf(quint64 offset) const { return (double(offset) - m_from) / m_scale; }
    quint64 offsetAt(double x) const;

    void setWidth(double width);
    /// The stream's bytes [begin, end); what is shown stays, as far as there are bytes.
    void setStream(quint64 begin, quint64 end);
    quint64 streamBegin() const { return m_begin; }
    quint64 streamEnd() const { return m_end; }
    /// How far the view can be moved from the stream's beginning; 0 where all of it is in view.
    quint64 lastPosition() const;
    quint64 position() const { return from() - m_begin; }
    void setPosition(quint64 position);
    /// factor > 1 shows more bytes; the byte at `x` stays where it is.
    void zoom(double factor, double x);
    void setScale(double bytesPerPixel);
    void pan(double pixels);
    /// Moves as little as brings [from, to) into view; where it is wider than the view, its beginning.
    void reveal(quint64 from, quint64 to);
    void showAll();
    void showEnd();
    bool isAtEnd() const;

private:
    void clamp();

    double m_scale = 1;
    double m_from = 0;
    double m_width = 1;
    quint64 m_begin = 0;
    quint64 m_end = 0;
};

/// One box on a ruler: a place, or several that are too narrow to be told apart.
struct RulerSpan
{
    double left = 0;
    double right = 0;
    quint64 first = 0; // positions in the list
    quint64 last = 0;
    bool marked = false; // one of them is

    bool isSingle() const { return first == last; }
};

/// The boxes of one stream that are in view; O(width × log places), whatever their number.
std::vector<RulerSpan> rulerSpans(const netcore::PlaceList &places, netcore::Direction direction,
                                  const RulerGeometry &geometry);

} // namespace widgets
