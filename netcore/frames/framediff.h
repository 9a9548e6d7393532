#pragma once

#include <QtCore/QByteArrayView>

#include <vector>

namespace netcore {

/// Bytes that differ: left has [left, left + leftLength) where right has [right, right + rightLength). One of
/// them may be empty: the bytes are only in the other.
struct DifferentBytes
{
    qsizetype left = 0;
    qsizetype leftLength = 0;
    qsizetype right = 0;
    qsizetype rightLength = 0;

    /// The places that it takes where both are drawn below each other.
    qsizetype places() const { return leftLength > rightLength ? leftLength : rightLength; }
    bool operator==(const DifferentBytes &) const = default;
};

struct FrameComparison
{
    std::vector<DifferentBytes> differences; // ascending; what lies between two of them is equal
    bool aligned = true;                     // false: byte n was compared with byte n
};

/// Where two frames differ. Bytes that one has more are found, so that what follows them is compared with its
/// like; a value that changed in place stays in place.
///
/// Limits   frames that differ in more than 4 KiB, counted without their equal ends, or of very different
///          length, are compared byte n with byte n: O(n). Else O(n × (512 + difference of the lengths))
/// Thread   any thread
/// Source   O. Gotoh, An Improved Algorithm for Matching Biological Sequences, 1982 (gaps cost to be opened)
FrameComparison compareFrames(QByteArrayView left, QByteArrayView right);

} // namespace netcore
