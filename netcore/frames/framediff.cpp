#include "netcore/frames/framediff.h"

#include <algorithm>

namespace netcore {

std::vector<DifferentBytes> differences(QByteArrayView left, QByteArrayView right)
{
    std::vector<DifferentBytes> ranges;
    const qsizetype shared = std::min(left.size(), right.size());
    const qsizetype all = std::max(left.size(), right.size());
    for (qsizetype at = 0; at < all; ++at) {
        if (at < shared && left[at] == right[at])
            continue;
        if (!ranges.empty() && ranges.back().from + ranges.back().length == at)
            ++ranges.back().length;
        else
            ranges.push_back({at, 1});
    }
    return ranges;
}

} // namespace netcore
