#pragma once

#include "netcore/exchange/conversationfacts.h"
#include "netcore/exchange/outputbuffer.h"
#include "netcore/exchange/packetplace.h"
#include "netcore/exchange/recordingexport.h"

namespace netcore {

/// One record on its way out. Valid during the call only.
struct ExportedRecord
{
    RowNumber row;
    const Record &record;
    QByteArrayView payload;
};

/// What every exporter knows of the range.
struct ExportContext
{
    WallNs startedAt = 0;
    RangeFacts facts;                           // empty for formats that do not ask for them
    std::vector<PacketPlace> *places = nullptr; // Pcapng tells here what each packet carries
};

/// Writes records in one format, in the order given.
///
/// Thread   one thread
class RecordExporter
{
public:
    virtual ~RecordExporter() = default;
    virtual void begin() {}
    /// Data, and where takesEvents() every other record too.
    virtual void take(const ExportedRecord &record) = 0;
    virtual void finish() {}
};

bool wantsFacts(ExportFormat format);
bool takesEvents(ExportFormat format); // records that are no data
std::unique_ptr<RecordExporter> makeExporter(ExportFormat format, const ExportContext &context,
                                             OutputBuffer &out);

// One for each room of formats; makeExporter() chooses.
std::unique_ptr<RecordExporter> makePcapngExporter(const ExportContext &context, OutputBuffer &out);
std::unique_ptr<RecordExporter> makeBytesExporter(ExportFormat format, OutputBuffer &out); // HexDump, Raw
std::unique_ptr<RecordExporter> makeTableExporter(ExportFormat format, const ExportContext &context,
                                                  OutputBuffer &out); // Text, Csv, JsonLines
std::unique_ptr<RecordExporter> makeSourceExporter(ExportFormat format, const ExportContext &context,
                                                   OutputBuffer &out); // CArray, Python

} // namespace netcore
