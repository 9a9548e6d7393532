#pragma once

#include <QtCore/QtGlobal>

#include <algorithm>

namespace models {

/// Maps a scroll bar's int onto positions of any 64-bit range: one to one while it fits, scaled beyond.
///
/// Thread   plain value, any thread
class ScrollScale
{
public:
    static constexpr int most = 1 << 30;

    explicit ScrollScale(quint64 last = 0) : m_last(last) {}

    quint64 last() const { return m_last; }
    int maximum() const { return int(std::min<quint64>(m_last, quint64(most))); }
    bool isScaled() const { return m_last > quint64(most); }
    int valueOf(quint64 position) const
    {
        const quint64 p = std::min(position, m_last);
        return isScaled() ? int(double(p) / double(m_last) * double(most)) : int(p);
    }
    quint64 positionOf(int value) const
    {
        if (value >= maximum())
            return m_last;
        const quint64 v = quint64(std::max(value, 0));
        return isScaled() ? std::min(m_last, quint64(double(v) / double(most) * double(m_last))) : v;
    }

private:
    quint64 m_last;
};

} // namespace models
