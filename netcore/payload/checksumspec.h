#pragma once

#include "netcore/base/result.h"
#include "netcore/payload/crcparameters.h"
#include "netcore/payload/runningsum.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <variant>

namespace netcore {

/// What a checksum spec names: `sum8`, `crc16-modbus`, `crc(16, poly=1021, init=ffff, refin, refout,
/// xorout=0)`.
using ChecksumAlgorithm = std::variant<SumKind, CrcParameters>;

/// Numbers of a CRC by hand are hex, with or without 0x; its width is decimal.
///
/// Errors   NetError{InvalidArgument} with the position
Result<ChecksumAlgorithm> parseChecksum(QStringView spec);

} // namespace netcore
