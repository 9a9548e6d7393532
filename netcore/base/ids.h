#pragma once

#include <QtCore/QtGlobal>

namespace netcore {

/// Names one session (what the user opened) within one engine and its recording. 0 is none.
enum class SessionId : quint32 { None = 0 };

/// Names one connection (a TCP or Unix peer, or one UDP conversation) within one engine and its recording.
/// Never reused while the recording lives. 0 is none (a record that belongs to no connection).
enum class ConnectionId : quint32 { None = 0 };

} // namespace netcore
