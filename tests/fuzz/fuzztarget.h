#pragma once

#include <QtCore/QByteArrayView>

#include <cstdio>
#include <cstdlib>
#include <vector>

/// A function that takes any bytes and ends the program where a promise is broken.
///
/// To add one: a file fuzz<name>.cpp with one function of this form, its declaration and its row in
/// targets.cpp, its file (and the library that it needs) in CMakeLists.txt, and a few small inputs in
/// corpus/<name>/.
struct FuzzTarget
{
    const char *name; // of its folder under corpus/, and for run.sh
    void (*run)(QByteArrayView bytes);
};
const std::vector<FuzzTarget> &fuzzTargets();

/// A promise, in every build.
#define FUZZ_REQUIRE(condition)                                                                              \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                     \
            std::abort();                                                                                    \
        }                                                                                                    \
    } while (false)
