// libFuzzer's face of the targets; FUZZ_TARGET names the one to run. See run.sh.

#include "tests/fuzz/fuzztarget.h"

#include <cstdint>
#include <cstring>

namespace {

const FuzzTarget *chosen = nullptr;

}

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    const char *const name = std::getenv("FUZZ_TARGET");
    for (const FuzzTarget &target : fuzzTargets()) {
        if (name && std::strcmp(name, target.name) == 0)
            chosen = &target;
    }
    if (chosen)
        return 0;
    std::fputs("FUZZ_TARGET must be one of:\n", stderr);
    for (const FuzzTarget &target : fuzzTargets())
        std::fprintf(stderr, "  %s\n", target.name);
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    chosen->run(QByteArrayView(data, qsizetype(size)));
    return 0;
}
