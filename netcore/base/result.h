#pragma once

#include "netcore/base/neterror.h"

#include <tl/expected.hpp>

namespace netcore {

/// What a call that can be refused returns. Only what std::expected also offers is used.
template <class T>
using Result = tl::expected<T, NetError>;

/// Makes the refusing half of a Result: `return refused(NetError::fromErrno(EINVAL, "bind"));`
inline tl::unexpected<NetError> refused(NetError error)
{
    return tl::unexpected<NetError>(error);
}

} // namespace netcore
