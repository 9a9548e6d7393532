#pragma once

#include "netcore/payload/crcparameters.h"

#include <vector>

namespace netcore {

/// A CRC that has a name.
struct NamedCrc
{
    const char *name;    // "crc16-modbus"
    const char *aliases; // other names in use, separated by blanks
    CrcParameters parameters;
    quint64 check; // over "123456789", as the source states it
};

/// Source   Greg Cook, "Catalogue of parametrised CRC algorithms" (reveng.sourceforge.io/crc-catalogue): its
/// CRC-16/MODBUS
///          is crc16-modbus here
const std::vector<NamedCrc> &crcCatalogue();

} // namespace netcore
