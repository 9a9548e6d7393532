#include "tests/fuzz/fuzztarget.h"

void fuzzFramingSpec(QByteArrayView bytes);
void fuzzFramers(QByteArrayView bytes);
void fuzzHexPaste(QByteArrayView bytes);
void fuzzChecksumSpec(QByteArrayView bytes);

const std::vector<FuzzTarget> &fuzzTargets()
{
    static const std::vector<FuzzTarget> targets = {
        {"framing-spec", fuzzFramingSpec},
        {"framers", fuzzFramers},
        {"hex-paste", fuzzHexPaste},
        {"checksum-spec", fuzzChecksumSpec},
    };
    return targets;
}
