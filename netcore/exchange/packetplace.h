#pragma once

#include "netcore/recording/record.h"

namespace netcore {

/// Which recorded bytes an exported packet carries. The n-th packet of the file (from 1) has the n-th place.
struct PacketPlace
{
    RowNumber row = 0;
    bool isData = false; // a chunk or datagram; otherwise a handshake, an acknowledgement, an end
    bool isUdp = false;  // else TCP
    quint32 from = 0;    // in the record's payload
    quint32 length = 0;  // 0 without payload, and for an empty datagram
    quint32 headers = 0; // synthesised bytes before it
};

} // namespace netcore
