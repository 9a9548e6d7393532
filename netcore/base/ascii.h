#pragma once

#include <QtCore/QtGlobal>

namespace netcore {

/// '0' to '9', whatever the locale.
constexpr bool isDigit(uchar byte)
{
    return byte >= '0' && byte <= '9';
}

} // namespace netcore
