#pragma once

#include <QtCore/QByteArrayView>

#include <vector>

namespace netcore {

/// Bytes that differ: places [from, from + length) in both, or only in the longer one.
struct DifferentBytes
{
    qsizetype from = 0;
    qsizetype length = 0;

    bool operator==(const DifferentBytes &) const = default;
};

/// Where two frames differ, place by place: the same offset is the same field. What the longer one has more
/// is the last range.
///
/// Thread   any thread; O(n)
std::vector<DifferentBytes> differences(QByteArrayView left, QByteArrayView right);

} // namespace netcore
