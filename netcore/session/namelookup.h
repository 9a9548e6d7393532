#pragma once

#include "netcore/address/endpointspec.h"
#include "netcore/address/socketaddress.h"

#include <QtCore/QList>
#include <QtCore/QObject>

#include <functional>

namespace netcore {

using LookedUp = std::function<void(const Result<QList<SocketAddress>> &)>;

/// The addresses that a spec names, in the order in which to try them: a Unix path, an address, or what the
/// resolver says of the name.
///
/// Loopback   no host, or "localhost", is 127.0.0.1 and ::1, without asking anybody (faults row 66)
/// Thread     the resolver works elsewhere; the answer comes on the caller's thread, at once where
///            nothing has to be asked, and never after `context` is gone
/// Errors     NameNotFound, ResolverFailed; TimedOut after 5 s (faults row 39)
void lookUp(const EndpointSpec &spec, QObject *context, LookedUp lookedUp);

} // namespace netcore
