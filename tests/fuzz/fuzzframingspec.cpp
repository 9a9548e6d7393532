// The framing spec as text: refused with a place in it, or a framer that keeps the contract.

#include "netcore/framing/framer.h"
#include "tests/fuzz/fuzztarget.h"

using namespace netcore;

namespace {

void useFramer(Framer &framer)
{
    static constexpr char bytes[] = "4:ab,\r\n{\"a\":1}\xC0\x02z\x03\0\x10 line\n";
    const QByteArrayView stream(bytes, qsizetype(sizeof bytes) - 1);
    std::vector<Frame> frames;
    framer.feed(stream, 0, frames);
    framer.finish(frames);
    quint64 at = 0;
    for (const Frame &frame : frames) {
        FUZZ_REQUIRE(frame.offset == at && frame.length > 0);
        at += frame.length;
        const QByteArrayView wire = stream.sliced(qsizetype(frame.offset), frame.length);
        framer.decode(frame, wire);
        FUZZ_REQUIRE((framer.explain(frame, wire).reason[0] == '\0') == (frame.fault == FrameFault::None));
    }
    FUZZ_REQUIRE(at == quint64(stream.size()));
    (void)framer.encode("payload");
    (void)framer.encode({});
}

} // namespace

void fuzzFramingSpec(QByteArrayView bytes)
{
    if (bytes.size() > 4096)
        return;
    const QString spec = QString::fromUtf8(bytes);
    const Result<std::unique_ptr<Framer>> framer = makeFramer(spec);
    if (framer)
        return useFramer(**framer);
    FUZZ_REQUIRE(framer.error().reason[0] != '\0');
    FUZZ_REQUIRE(framer.error().position <= spec.size());
}
