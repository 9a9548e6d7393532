// A checksum as text: refused with a place in it, or the same value for every cut.

#include "netcore/payload/checksum.h"
#include "tests/fuzz/fuzztarget.h"

using namespace netcore;

void fuzzChecksumSpec(QByteArrayView bytes)
{
    if (bytes.size() > 4096)
        return;
    const QString spec = QString::fromUtf8(bytes);
    Result<Checksum> checksum = Checksum::make(spec);
    if (!checksum) {
        FUZZ_REQUIRE(checksum.error().position >= 0 && checksum.error().position <= spec.size());
        return;
    }
    FUZZ_REQUIRE(checksum->bits() >= 1 && checksum->bits() <= 64);
    const quint64 value = checksum->of(bytes);
    FUZZ_REQUIRE(checksum->bits() == 64 || value >> checksum->bits() == 0);
    for (const char byte : bytes)
        checksum->add(QByteArrayView(&byte, 1));
    FUZZ_REQUIRE(checksum->value() == value);
}
