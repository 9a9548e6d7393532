#pragma once

#include "netcore/frames/framediff.h"

#include <optional>

namespace netcore {

/// The cheapest way to make right of left by changing, taking away and putting in bytes; nothing where it
/// would take too much work. What framediff.h says of limits.
///
/// Thread   any thread
std::optional<std::vector<DifferentBytes>> alignBytes(QByteArrayView left, QByteArrayView right);

} // namespace netcore
