#pragma once

#include "netcore/recording/record.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QJsonObject>

namespace netcore {

/// The words by which records are named in files that other programs read. They do not change.
///
/// Thread   pure functions

/// What an export of ours says of itself; an import does not take it for a note.
inline constexpr const char *ourSectionComment =
    "Exported by Socketarium from a recording of its system calls. Payloads, times and boundaries are "
    "recorded; "
    "Ethernet, IP, TCP and UDP headers, handshakes and acknowledgements are synthesised.";
const char *recordKindName(RecordKind kind);    // "chunk", "connection opened", …
const char *directionName(Direction direction); // "in", "out", "none"
QByteArray isoTime(WallNs at);                  // "2026-11-21T08:00:01.204361512Z"
/// What a record that is no data says, in one line without control characters.
QByteArray eventDetail(RecordKind kind, const QByteArray &payload);
/// One line, ASCII only: everything beyond is \uXXXX, so that no terminal acts on it.
QByteArray asciiJsonLine(const QJsonObject &object);
/// A cell of a table (RFC 4180), quoted where needed. A spreadsheet would run what begins with = + - @, a tab
/// or a carriage return: such text gets a leading apostrophe (faults row 62).
QByteArray csvCell(QByteArrayView text);

} // namespace netcore
