// Hex as people paste it: refused with a place in it, or bytes that come back from their own hex.

#include "netcore/payload/hex.h"
#include "tests/fuzz/fuzztarget.h"

using namespace netcore;

void fuzzHexPaste(QByteArrayView bytes)
{
    if (bytes.size() > 64 << 10)
        return;
    const QString text = QString::fromUtf8(bytes);
    const Result<QByteArray> parsed = hex::parse(text);
    if (!parsed) {
        FUZZ_REQUIRE(parsed.error().reason[0] != '\0');
        FUZZ_REQUIRE(parsed.error().position <= text.size());
    } else {
        FUZZ_REQUIRE(hex::parse(hex::format(*parsed)) == *parsed);
    }
    const Result<QByteArray> back = hex::parse(hex::format(bytes));
    FUZZ_REQUIRE(back && *back == bytes);
}
