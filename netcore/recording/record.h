#pragma once

#include "netcore/base/clock.h"
#include "netcore/base/ids.h"

#include <QtCore/QByteArray>

namespace netcore {

using RowNumber = quint64; // 0 is the first record of a recording; never reused when old rows are overwritten

/// What a record tells. The numbers are part of the file format.
enum class RecordKind : quint8 {
    Padding = 0,       // never shown
    Chunk = 1,         // bytes of a stream: what one read returned, or what one send handed to the kernel
    Datagram = 2,      // one UDP datagram, whole; may be empty
    Call = 3,          // one system call: payload is CallRecord (callrecord.h)
    SessionOpened = 4, // payload: JSON, see README.md
    SessionClosed = 5,
    ConnectionOpened = 6,
    ConnectionClosed = 7,
    StateChanged = 8, // payload: one byte, ConnectionState
    Notice = 9,       // payload: JSON {"what": …}: drops, truncation, pauses, attempts
    Note = 10,        // payload: UTF-8 text of the user
};

enum class Direction : quint8 { None = 0, In = 1, Out = 2 };

/// In for Out and Out for In.
constexpr Direction opposite(Direction direction)
{
    return direction == Direction::In ? Direction::Out : Direction::In;
}

/// One row of the recording, without its payload.
///
/// Wire shape   32 bytes, little endian (README.md): time, kind|direction|flags|offset, length, connection,
/// two CRCs Units        time in ns since the recording began (steady); offset in the logical payload stream;
/// length in bytes Limits       length ≤ maxPayload; offset < 2^48 Thread       plain value, any thread
struct Record
{
    static constexpr quint32 maxPayload = 16u << 20;

    enum Flag : quint8 {
        NoFlag = 0,
        Truncated = 1, // the kernel cut this datagram (MSG_TRUNC)
        Failed = 2,    // a Call whose errno is not 0
        Refusal = 4,   // a Notice that a person should see
    };

    SteadyNs time = 0;
    RecordKind kind = RecordKind::Padding;
    Direction direction = Direction::None;
    quint8 flags = NoFlag;
    quint64 offset = 0;
    quint32 length = 0;
    ConnectionId connection = ConnectionId::None;
    quint32 payloadCrc = 0; // CRC32C of the payload; filled in by the writer

    bool isData() const { return kind == RecordKind::Chunk || kind == RecordKind::Datagram; }
};

} // namespace netcore
