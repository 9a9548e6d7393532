#pragma once

#include "netcore/base/neterror.h"

#include <tl/expected.hpp>

#include <utility>

namespace netcore {

/// What a call that can be refused returns. Only what std::expected also offers is used. `E` is another type
/// only where a NetError cannot say it (a place in a file).
template <class T, class E = NetError>
using Result = tl::expected<T, E>;

/// Makes the refusing half of a Result: `return refused(NetError::fromErrno(EINVAL, "bind"));`
inline tl::unexpected<NetError> refused(NetError error)
{
    return tl::unexpected<NetError>(error);
}

/// The same for a text that is wrong at `position` (a count of its characters).
inline tl::unexpected<NetError> wrong(const char *reason, qsizetype position)
{
    return refused(NetError::invalid(reason, position));
}

template <class E>
tl::unexpected<E> refusedWith(E error)
{
    return tl::unexpected<E>(std::move(error));
}

} // namespace netcore
