// What a program in tshark's place might write: read whole or in pieces it gives the same packets within the
// limits, and what is linked is recorded.

#include "netcore/dissect/packetlinker.h"
#include "netcore/recording/recordingwriter.h"
#include "tests/fuzz/fuzztarget.h"

#include <QtCore/QStringDecoder>
#include <QtCore/QTemporaryDir>

using namespace netcore;

namespace {

/// Three chunks that stand for packets 1 to 3; made once.
struct Recorded
{
    Recorded()
    {
        RecordingOptions options;
        options.directory = folder.filePath(QStringLiteral("r"));
        options.keepFreeBytes = 0;
        auto made = RecordingWriter::create(options, clock);
        FUZZ_REQUIRE(made.has_value());
        writer = std::move(*made);
        for (const char *text :
             {"GET /a HTT", "P/1.1\r\nHost: x\r\n\r\nGET /b HTTP/", "1.1\r\nHost: x\r\n\r\n"}) {
            Record head;
            head.kind = RecordKind::Chunk;
            head.connection = ConnectionId(1);
            writer->append(head, QByteArrayView(text));
            PacketPlace place;
            place.row = places.size();
            place.isData = true;
            place.length = quint32(qstrlen(text));
            place.headers = 54;
            places.push_back(place);
        }
        writer->commit();
    }

    QTemporaryDir folder;
    SystemClock clock;
    std::unique_ptr<RecordingWriter> writer;
    std::vector<PacketPlace> places;
};

bool isUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    return !text.isNull() && !decoder.hasError();
}

bool readAll(QByteArrayView text, qsizetype piece, std::vector<PdmlPacket> &packets)
{
    PdmlReader reader([&](PdmlPacket &&packet) { packets.push_back(std::move(packet)); });
    for (qsizetype at = 0; at < text.size(); at += piece) {
        if (!reader.feed(text.sliced(at, std::min(piece, text.size() - at))))
            return false;
    }
    return reader.finish().has_value();
}

} // namespace

void fuzzPdml(QByteArrayView bytes)
{
    if (bytes.size() > 65536)
        return;
    static const Recorded recorded;
    std::vector<PdmlPacket> whole;
    std::vector<PdmlPacket> cut;
    const bool isWhole = readAll(bytes, 65536, whole);
    const bool isCut = readAll(bytes, 13, cut);
    // The same piece may hold the end and, behind it, what is no UTF-8.
    FUZZ_REQUIRE(isWhole == isCut || (isCut && !isUtf8(bytes)));
    // Text that is no UTF-8 is refused with the piece that it came in.
    FUZZ_REQUIRE(whole.size() == cut.size() || (!isWhole && whole.size() < cut.size()));
    const RecordingReader reader(recorded.writer->store());
    PacketLinker linker(recorded.writer->store(), recorded.places);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        FUZZ_REQUIRE(whole[i].nodes.size() == cut[i].nodes.size());
        FUZZ_REQUIRE(whole[i].nodes.size() <= PdmlLimits().nodes);
        const auto linked = linker.link(whole[i]);
        if (!linked)
            continue;
        for (const DissectedField &field : linked->fields) {
            quint64 length = 0;
            for (const PayloadSpan &span : field.spans) {
                Record record;
                FUZZ_REQUIRE(reader.read(span.row, record));
                FUZZ_REQUIRE(span.length > 0 && span.from + quint64(span.length) <= record.length);
                length += span.length;
            }
            FUZZ_REQUIRE(field.spans.empty() || length == field.length);
        }
    }
}
