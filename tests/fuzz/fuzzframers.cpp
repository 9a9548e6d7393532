// Every framing on any stream: the first byte chooses the spec, the second the limit, the third the cuts.

#include "netcore/framing/framer.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>
#include <string>

using namespace netcore;

namespace {

using Frames = std::vector<Frame>;

const std::vector<std::string> &specs()
{
    static const std::vector<std::string> all = [] {
        std::vector<std::string> list;
        for (const FramingExample &example : framingExamples())
            list.emplace_back(example.spec);
        for (const char *more :
             {"delim('AAAB')", "len(u64le, incl)", "len(hex2, at=1, plus=-3)",
              "startend('<', '>', esc='=', xor=20)", "hdlc(nofcs)", "line | crc(sum8, last hex)",
              "len(u8) | crc(crc16-modbus, last 2 le)", "len(u8, at=1) | crc(xor8, whole)",
              "slip | crc(crc32, first, over=4..-1)", "len(u8) | slip | cobs | varint", "cobs | json"})
            list.emplace_back(more);
        return list;
    }();
    return all;
}

bool isTimed(const Frames &frames)
{
    return std::any_of(frames.begin(), frames.end(),
                       [](const Frame &f) { return f.fault == FrameFault::TooCostly; });
}

/// In pieces of up to `most` bytes, of sizes that follow from `seed`.
Frames cut(Framer &framer, QByteArrayView stream, unsigned most, unsigned seed)
{
    Frames frames;
    framer.reset();
    while (!stream.isEmpty()) {
        seed = seed * 1103515245u + 12345u;
        const qsizetype piece = std::min<qsizetype>(stream.size(), 1 + (seed >> 16) % most);
        framer.feed(stream.first(piece), 0, frames);
        stream = stream.sliced(piece);
    }
    FUZZ_REQUIRE(framer.pending() <= FramingLimits::hardMaxFrame);
    framer.finish(frames);
    return frames;
}

void checkFrames(const Framer &framer, const Frames &frames, QByteArrayView stream)
{
    quint64 at = 0;
    for (const Frame &frame : frames) {
        FUZZ_REQUIRE(frame.offset == at && frame.length > 0);
        at += frame.length;
        FUZZ_REQUIRE(at <= quint64(stream.size()));
        FUZZ_REQUIRE(quint64(frame.headerLength) + frame.trailerLength <= frame.length);
        const QByteArrayView wire = stream.sliced(qsizetype(frame.offset), frame.length);
        framer.decode(frame, wire);
        FUZZ_REQUIRE((framer.explain(frame, wire).reason[0] == '\0') == (frame.fault == FrameFault::None));
    }
    FUZZ_REQUIRE(at == quint64(stream.size()));
}

/// What is encoded, is cut and decoded to the same; or it is refused.
void checkRoundTrip(Framer &framer, QByteArrayView payload)
{
    const Result<QByteArray> wire = framer.encode(payload);
    if (!wire)
        return;
    const Frames frames = cut(framer, *wire, 5, 1);
    if (isTimed(frames) || (wire->isEmpty() && payload.isEmpty()))
        return;
    QByteArray joined;
    for (const Frame &frame : frames) {
        FUZZ_REQUIRE(frame.fault == FrameFault::None);
        joined += framer.decode(frame, QByteArrayView(*wire).sliced(qsizetype(frame.offset), frame.length));
    }
    FUZZ_REQUIRE(joined == payload);
}

} // namespace

void fuzzFramers(QByteArrayView bytes)
{
    if (bytes.size() < 3)
        return;
    const std::string &spec = specs()[uchar(bytes[0]) % specs().size()];
    const quint32 maxFrame = bytes[1] == 0 ? 16u << 20 : uchar(bytes[1]);
    const QByteArrayView stream = bytes.sliced(3);
    const Result<std::unique_ptr<Framer>> made =
        makeFramer(QString::fromStdString(spec), FramingLimits{.maxFrame = maxFrame});
    if (!made) // fixed(16) where less is allowed
        return;
    Framer &framer = **made;
    const Frames whole = cut(framer, stream, ~0u, 0);
    checkFrames(framer, whole, stream);
    const Frames single = cut(framer, stream, 1, 0);
    const Frames random = cut(framer, stream, 9, uchar(bytes[2]));
    FUZZ_REQUIRE(isTimed(whole) || isTimed(single) || isTimed(random) ||
                 (single == whole && random == whole));
    checkRoundTrip(framer, stream);
}
