// A structure's text, a NUL, and a frame: refused with a place in the text, or read within the frame and the
// limits; what is built reads back.

#include "netcore/structure/structure.h"
#include "tests/fuzz/fuzztarget.h"

using namespace netcore;

void fuzzStructure(QByteArrayView bytes)
{
    if (bytes.size() > 8192)
        return;
    const qsizetype end = bytes.indexOf('\0');
    const QByteArray frame = end < 0 ? QByteArray() : bytes.sliced(end + 1).toByteArray();
    const QString text = QString::fromUtf8(end < 0 ? bytes : bytes.first(end));
    const auto structure = Structure::parse(text);
    if (!structure) {
        const StructureProblem &problem = structure.error();
        FUZZ_REQUIRE(problem.reason && problem.reason[0] != '\0');
        FUZZ_REQUIRE(problem.position >= 0 && problem.position <= text.size());
        FUZZ_REQUIRE(problem.line >= 1 && problem.column >= 1);
        return;
    }
    const auto inFrame = [](const std::vector<FieldValue> &values, qsizetype size) {
        FUZZ_REQUIRE(values.size() <= 10'000);
        for (const FieldValue &value : values)
            FUZZ_REQUIRE(value.bit + value.bits <= quint64(size) * 8);
    };
    inFrame(structure->read(frame), frame.size());
    const auto built = structure->build({});
    if (!built)
        return;
    const std::vector<FieldValue> values = structure->read(*built);
    inFrame(values, built->size());
    for (const FieldValue &value : values)
        FUZZ_REQUIRE(!value.fault);
}
