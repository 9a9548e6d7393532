#pragma once

#include "netcore/exchange/exportrange.h"
#include "netcore/exchange/packetplace.h"

#include <QtCore/QStringList>

#include <memory>
#include <vector>

namespace netcore {

enum class ExportFormat : quint8 { HexDump, Raw, Text, Csv, JsonLines, CArray, Python, Pcapng };

/// How one format is named and offered.
struct ExportFormatEntry
{
    ExportFormat format;
    const char *name;    // "pcapng", for --format
    const char *suffix;  // of files, without a dot
    const char *purpose; // English, NETCORE_REASON
};
const std::vector<ExportFormatEntry> &exportFormats();
std::optional<ExportFormat> exportFormatNamed(QStringView name);

/// What was written.
struct ExportOutcome
{
    quint64 records = 0;
    quint64 payloadBytes = 0;
    quint64 unreadable = 0; // rows of the range that were overwritten or are damaged
    QStringList files;
};

/// Writes a part of a recording in the format of other programs, payloads included as they passed.
///
/// HexDump    the payloads of the range one after the other, as `hexdump -v -C` writes them
/// Raw        the payloads as they are; with both directions two files, `name.in.bin` and `name.out.bin` for
///            `name.bin`
/// Text       a heading line for each record, then the payload's lines with escapes
/// Csv        one line a record (RFC 4180); a cell that a spreadsheet would run gets an apostrophe (faults
/// row
///            62)
/// JsonLines  one object a record, ASCII only
/// CArray     one array for each chunk or datagram;  Python: a list of tuples
/// Pcapng     packets with synthesised Ethernet, IP, TCP and UDP headers, notes as comments; see README.md
/// Atomic     the file appears when it is whole, mode 0600; a refused or cancelled export leaves nothing
/// Errors     the file's errno; Cancelled where `progress` returned false; LimitExceeded where a payload has
///            no place in the format
/// Thread     any, blocking
Result<ExportOutcome> exportRecording(const std::shared_ptr<const RecordingStore> &store, ExportFormat format,
                                      const ExportRange &range, const QString &file,
                                      const ExchangeProgress &progress = {});

/// The same as Pcapng, and which recorded bytes each packet of the file carries.
Result<ExportOutcome> exportPackets(const std::shared_ptr<const RecordingStore> &store,
                                    const ExportRange &range, const QString &file,
                                    std::vector<PacketPlace> &places, const ExchangeProgress &progress = {});

} // namespace netcore
