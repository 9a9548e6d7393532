#include "netcore/frames/framediff.h"

#include "netcore/frames/framealign.h"

#include <algorithm>

namespace netcore {

namespace {

std::vector<DifferentBytes> placeByPlace(QByteArrayView left, QByteArrayView right)
{
    std::vector<DifferentBytes> ranges;
    const qsizetype all = std::max(left.size(), right.size());
    for (qsizetype at = 0; at < all; ++at) {
        const bool inLeft = at < left.size();
        const bool inRight = at < right.size();
        if (inLeft && inRight && left[at] == right[at])
            continue;
        if (ranges.empty() || ranges.back().left + ranges.back().places() != at)
            ranges.push_back({at, 0, at, 0});
        ranges.back().leftLength += inLeft;
        ranges.back().rightLength += inRight;
    }
    // Where one has ended, its part of the last range is at its end.
    if (!ranges.empty()) {
        ranges.back().left = std::min(ranges.back().left, left.size());
        ranges.back().right = std::min(ranges.back().right, right.size());
    }
    return ranges;
}

} // namespace

FrameComparison compareFrames(QByteArrayView left, QByteArrayView right)
{
    const auto begin = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    const qsizetype before = begin.first - left.begin();
    const QByteArrayView leftRest = left.sliced(before);
    const QByteArrayView rightRest = right.sliced(before);
    const auto end = std::mismatch(leftRest.rbegin(), leftRest.rend(), rightRest.rbegin(), rightRest.rend());
    const qsizetype behind = end.first - leftRest.rbegin();
    auto aligned = alignBytes(leftRest.chopped(behind), rightRest.chopped(behind));
    if (!aligned)
        return {placeByPlace(left, right), false};
    for (DifferentBytes &range : *aligned) {
        range.left += before;
        range.right += before;
    }
    return {std::move(*aligned), true};
}

} // namespace netcore
