// Captures of strangers (pcap, pcapng): none makes more bytes than it has, and what is imported opens again
// with the same bytes.

#include "netcore/exchange/captureimport.h"
#include "netcore/recording/recordingstore.h"
#include "tests/fuzz/scratchfile.h"

using namespace netcore;

namespace {

quint64 dataBytes(const std::shared_ptr<const RecordingStore> &store)
{
    const RecordingReader reader(store);
    quint64 total = 0;
    for (RowNumber row = store->firstRow(); row < store->rowCount(); ++row) {
        Record record;
        QByteArray payload;
        FUZZ_REQUIRE(reader.read(row, record) && reader.readPayload(record, payload));
        if (record.isData())
            total += quint64(payload.size());
    }
    return total;
}

} // namespace

void fuzzCapture(QByteArrayView bytes)
{
    static const ScratchFile capture("capture");
    capture.put(bytes);
    const auto list = conversationsOf(capture.path);
    const QString recording = capture.beside("imported.sockrec");
    const auto outcome = importCapture(capture.path, recording);
    FUZZ_REQUIRE(list.has_value() == outcome.has_value());
    if (!list) {
        FUZZ_REQUIRE(!QFile::exists(recording));
        return;
    }
    quint64 told = 0;
    for (const CaptureConversation &conversation : *list)
        told += conversation.bytesIn + conversation.bytesOut;
    FUZZ_REQUIRE(told <= quint64(bytes.size()));
    FUZZ_REQUIRE(told == outcome->payloadBytes);
    const auto store = RecordingStore::open(recording);
    FUZZ_REQUIRE(store.has_value());
    FUZZ_REQUIRE((*store)->tornBytes() == 0 && (*store)->damagedRows() == 0);
    FUZZ_REQUIRE(dataBytes(*store) == told);
    FUZZ_REQUIRE(QFile::remove(recording));
    if (list->empty())
        return;
    quint64 ofFirst = 0;
    const auto pieces = piecesOf(capture.path, list->front().id);
    FUZZ_REQUIRE(pieces.has_value());
    for (const CapturePiece &piece : *pieces)
        ofFirst += quint64(piece.bytes.size());
    FUZZ_REQUIRE(ofFirst == list->front().bytesIn + list->front().bytesOut);
}
