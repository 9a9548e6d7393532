#pragma once

#include "netcore/base/clock.h"
#include "netcore/recording/record.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace netcore {

/// A part of the payload of one record.
struct PayloadSpan
{
    RowNumber row = 0;
    quint32 from = 0;
    quint32 length = 0;

    bool operator==(const PayloadSpan &) const = default;
};

/// One field of a protocol tree, as Wireshark calls it, with the recorded bytes that it was read from.
struct DissectedField
{
    enum class Bytes : quint8 {
        None,      // it was read from no bytes: computed, or a heading
        Linked,    // spans, which hold exactly what tshark says that it read
        Elsewhere, // bytes of decoded or decrypted data, or such as tshark does not place
    };

    QString name;  // "http.host"; empty for a line of text
    QString label; // a text of the peer's, in part: only through models::plain()
    QString show;  // the value alone; the same
    std::vector<PayloadSpan> spans;
    std::optional<RowNumber> pointsTo; // the record of the packet that tshark names by its number here
    quint64 length = 0;                // bytes, linked or not
    int parent = -1;                   // its place in DissectedPacket::fields
    int firstChild = 0;                // children follow one another
    int children = 0;
    int position = 0; // among its siblings
    Bytes bytes = Bytes::None;
    bool isFault = false; // a malformed packet, or an expert's warning or error
};

/// What tshark makes of the packet that stands for one chunk, datagram, or piece of a long chunk.
struct DissectedPacket
{
    RowNumber row = 0;
    quint32 from = 0;   // in the record's payload
    quint32 length = 0; // 0 for an empty datagram
    SteadyNs time = 0;
    ConnectionId connection = ConnectionId::None;
    Direction direction = Direction::None;
    QString title;                        // its protocols; empty where there is none above TCP or UDP
    std::optional<RowNumber> continuedIn; // the record with which its message is complete
    std::vector<DissectedField> fields;   // the first `tops` are the roots; headers of ours are left out
    int tops = 0;
    quint64 dropped = 0; // nodes beyond the limits
};

} // namespace netcore
