#pragma once

#include "netcore/session/responder.h"

namespace netcore {

/// Makes a built-in responder from its spec (responderspec.h). It is a ResponderFactory.
///
/// echo      the same bytes back
/// upper     ASCII letters in upper case, all other bytes as they are; upper(unicode) by Unicode's rules of
///           UTF-8 text, where bytes that are no UTF-8 stay as they are. A character that is cut by a chunk's
///           end waits for its rest.
/// discard   nothing
/// fixed     always this reply
/// chat      to the session's other connections
/// listing   numbered lines that name the request
/// size-ok   the size of such a listing, and the lines once the peer has said "ok" (sizeok.h)
/// say-ok    "ok" to each size, nothing to the data that follows it
/// Errors    those of ResponderSpec::parse
/// Thread    any; the responder then belongs to one thread
Result<std::unique_ptr<Responder>> makeResponder(const QString &spec);

} // namespace netcore
