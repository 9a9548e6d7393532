#pragma once

#include <QtCore/QtGlobal>

#include <cstddef>

namespace netcore {

/// CRC32C (Castagnoli) of bytes; `before` continues an earlier result, so that
/// crc32c(b, n, crc32c(a, m)) is the checksum of a followed by b.
///
/// Thread   pure; uses the processor's own instruction where it has one
/// Source   RFC 3720 B.4 (known answers), polynomial 0x1EDC6F41 reflected
quint32 crc32c(const void *bytes, std::size_t length, quint32 before = 0);

/// The same from tables alone: what runs where there is no instruction, and what tests compare with.
quint32 crc32cByTable(const void *bytes, std::size_t length, quint32 before = 0);

} // namespace netcore
