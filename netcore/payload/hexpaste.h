#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace netcore::hex {

/// Reads a whole dump with offsets and text column, as xxd, `hexdump -C` and Wireshark print it.
/// Nothing where the text is no dump: its first line has no offset, or the offsets do not fit what stands
/// between them.
///
/// Errors   a '*' line (repeated lines left out) and a line with fewer bytes than the next offset says are
/// refused
std::optional<Result<QByteArray>> parseDump(QStringView text);

} // namespace netcore::hex
