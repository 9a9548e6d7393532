#include "netcore/dissect/dissectselection.h"

namespace netcore {

namespace {

bool isNeeded(RecordKind kind)
{
    return kind == RecordKind::ConnectionOpened || kind == RecordKind::ConnectionClosed ||
           kind == RecordKind::SessionOpened;
}

/// The rows to be written. False where `progress` ended it.
bool chooseRows(const RecordingReader &reader, const ExportRange &range, const DissectLimits &limits,
                const ExchangeProgress &progress, RowSet &rows, DissectCapture &capture)
{
    RangeWalk walk(reader, range);
    RowNumber row = 0;
    Record record;
    quint64 bytes = 0;
    while (walk.next(row, record)) {
        if (progress && !progress(walk.done(), walk.total()))
            return false;
        if (!record.isData() && !isNeeded(record.kind))
            continue;
        if (record.isData()) {
            bytes += record.length;
            const bool isFull = capture.records >= limits.records || bytes > limits.bytes;
            if (isFull && capture.records > 0) {
                capture.next = row;
                return true;
            }
            ++capture.records;
        }
        rows.add(row);
    }
    return true;
}

} // namespace

Result<std::shared_ptr<DissectCapture>> captureFor(const std::shared_ptr<const RecordingStore> &store,
                                                   const ExportRange &range, const DissectLimits &limits,
                                                   const ExchangeProgress &progress)
{
    auto capture = std::make_shared<DissectCapture>();
    ExportRange chosen;
    chosen.rows.emplace();
    if (!chooseRows(RecordingReader(store), range, limits, progress, *chosen.rows, *capture))
        return refused(NetError::of(ErrorKind::Cancelled, "export"));
    if (capture->records == 0)
        return refused(NetError::of(ErrorKind::NotFound, "export",
                                    NETCORE_REASON("there is no chunk and no datagram to decode")));
    capture->folder = std::make_unique<QTemporaryDir>();
    if (!capture->folder->isValid())
        return refused(NetError::of(ErrorKind::InputOutput, "mkdtemp",
                                    NETCORE_REASON("no temporary folder can be made for the capture")));
    capture->file = capture->folder->filePath(QStringLiteral("selection.pcapng"));
    const auto written = exportPackets(store, chosen, capture->file, capture->places, progress);
    if (!written)
        return refused(written.error());
    for (const PacketPlace &place : capture->places)
        (place.isUdp ? capture->carriers.udp : capture->carriers.tcp) = true;
    return capture;
}

} // namespace netcore
