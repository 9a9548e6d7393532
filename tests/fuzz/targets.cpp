#include "tests/fuzz/fuzztarget.h"

void fuzzFramingSpec(QByteArrayView bytes);
void fuzzFramers(QByteArrayView bytes);
void fuzzHexPaste(QByteArrayView bytes);
void fuzzChecksumSpec(QByteArrayView bytes);
void fuzzCapture(QByteArrayView bytes);
void fuzzRecording(QByteArrayView bytes);
void fuzzPdml(QByteArrayView bytes);
void fuzzPayloadTemplate(QByteArrayView bytes);
#ifdef FUZZ_WORKSPACE // not where netcore is built alone
void fuzzPacketSender(QByteArrayView bytes);
#endif
void fuzzStructure(QByteArrayView bytes);

const std::vector<FuzzTarget> &fuzzTargets()
{
    static const std::vector<FuzzTarget> targets = {
        {"framing-spec", fuzzFramingSpec},
        {"framers", fuzzFramers},
        {"hex-paste", fuzzHexPaste},
        {"checksum-spec", fuzzChecksumSpec},
        {"payload-template", fuzzPayloadTemplate},
        {"capture", fuzzCapture},
        {"recording", fuzzRecording},
        {"pdml", fuzzPdml},
#ifdef FUZZ_WORKSPACE
        {"packet-sender", fuzzPacketSender},
#endif
        {"structure", fuzzStructure},
    };
    return targets;
}
