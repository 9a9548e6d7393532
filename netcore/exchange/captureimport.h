#pragma once

#include "netcore/exchange/conversationfacts.h"

#include <vector>

namespace netcore {

/// What became of a capture.
struct ImportOutcome
{
    quint64 packets = 0;
    quint64 connections = 0;
    quint64 payloadBytes = 0;
    quint64 missingBytes = 0;        // of streams; each gap is a Notice where it is
    quint64 otherPackets = 0;        // no TCP or UDP over IP: not imported
    quint64 fragments = 0;           // parts of IP datagrams
    quint64 joinedDatagrams = 0;     // that were put together of them
    quint64 incompleteDatagrams = 0; // of which the capture misses a part: not imported
    quint64 refusedDatagrams = 0;    // whose parts contradict each other: not imported
    quint64 cutPackets = 0;          // captured in part only
    quint64 notes = 0;               // comments of packets, sections and statistics (pcapng)
    bool damaged = false;            // the capture cannot be read to its end; what came before it is here
};

/// Makes a recording of ours (.sockrec) from a capture (pcap, pcapng), to be opened like any saved one.
///
/// Streams      TCP put together: out of order, sent again, overlapping; a chunk for each segment, at the
/// time
///              at which its bytes were complete. What the capture missed is a Notice `missing-segment`
/// Fragments    IP datagrams put together (fragmentassembly.h), at the time of the part that completed them
/// Direction    outbound is what this machine sent, where the capture tells (Linux cooked; our own exports),
///              else what the side sent that opened the conversation
/// Notes        comments of packets (pcapng), each behind what its packet carried; those of sections and
///              statistics without a connection
/// Link layers  Ethernet with VLAN tags, Linux cooked (SLL, SLL2), loopback (NULL, LOOP), raw IP
/// Limits       at most 64 MiB wait for missing segments, at most 262,144 conversations are open at a time
/// Atomic       as exportRecording()
/// Errors       the file's errno; Damaged where it is no capture; Unsupported for another link layer;
/// Cancelled Thread       any, blocking
Result<ImportOutcome> importCapture(const QString &capture, const QString &recording,
                                    const ExchangeProgress &progress = {});

/// One conversation of a capture.
struct CaptureConversation
{
    ConnectionId id = ConnectionId::None; // in the order in which they begin; the same in an import
    ConversationFacts facts;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    quint64 piecesIn = 0; // chunks or datagrams
    quint64 piecesOut = 0;
};
Result<std::vector<CaptureConversation>> conversationsOf(const QString &capture,
                                                         const ExchangeProgress &progress = {});

/// A chunk or datagram of a capture.
struct CapturePiece
{
    Direction direction = Direction::None;
    WallNs at = 0;
    QByteArray bytes;
};
/// What passed in one conversation, at most `mostBytes` of it (then LimitExceeded).
Result<std::vector<CapturePiece>> piecesOf(const QString &capture, ConnectionId conversation,
                                           quint64 mostBytes = 256u << 20,
                                           const ExchangeProgress &progress = {});

} // namespace netcore
