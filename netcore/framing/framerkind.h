#pragma once

#include "netcore/framing/framer.h"
#include "netcore/framing/framingspec.h"

#include <vector>

namespace netcore {

/// One framing that a spec can name.
///
/// A new framer is its file pair, whose header declares the `make` function, and its row in a table: of those
/// that know bytes only in framerkind.cpp, of those that know a protocol in protocolkinds.cpp.
struct FramerKind
{
    const char *name; // as it stands in a spec: "len"
    MadeFramer (*make)(SpecReader &spec, const FramingLimits &limits);
    /// What help, completion, the contract test and the fuzzers take: at least one, the plainest first.
    std::vector<FramingExample> examples;
};

/// Every framing, in the order in which help shows them.
const std::vector<FramerKind> &framerKinds();
std::vector<FramerKind> protocolKinds();

/// The framer that one part of a spec names; refuses arguments that it does not take.
MadeFramer makeNamedFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
