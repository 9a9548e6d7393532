#include "netcore/framing/framerkind.h"

#include "netcore/framing/delimframer.h"
#include "netcore/framing/fixedframer.h"
#include "netcore/framing/lengthframer.h"
#include "netcore/framing/rawframer.h"

#include <algorithm>

namespace netcore {

namespace {

std::vector<FramerKind> plainKinds()
{
    return {
        {"raw", makeRawFramer, {{"raw", NETCORE_REASON("no frames: what one read returned")}}},
        {"line",
         makeLineFramer,
         {{"line", NETCORE_REASON("lines that end with LF or CR LF")},
          {"line(crlf)", NETCORE_REASON("lines that end with CR LF only")}}},
        {"delim",
         makeDelimFramer,
         {{"delim(00)", NETCORE_REASON("frames that end with these bytes, in hex")},
          {"delim('END')", NETCORE_REASON("frames that end with this text")}}},
        {"fixed", makeFixedFramer, {{"fixed(16)", NETCORE_REASON("frames of 16 bytes")}}},
        {"len",
         makeLengthFramer,
         {{"len(u16be)", NETCORE_REASON("a length of 2 bytes, then so many bytes")},
          {"len(u32le, incl)", NETCORE_REASON("a length of 4 bytes that counts itself")},
          {"len(u16be, at=4)", NETCORE_REASON("4 bytes, a length of 2 bytes, then so many bytes")}}},
    };
}

std::vector<FramerKind> allKinds()
{
    std::vector<FramerKind> kinds = plainKinds();
    for (FramerKind &kind : protocolKinds())
        kinds.push_back(std::move(kind));
    return kinds;
}

} // namespace

const std::vector<FramerKind> &framerKinds()
{
    static const std::vector<FramerKind> kinds = allKinds();
    return kinds;
}

MadeFramer makeNamedFramer(SpecReader &spec, const FramingLimits &limits)
{
    const std::vector<FramerKind> &kinds = framerKinds();
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const FramerKind &k) { return spec.name() == QLatin1String(k.name); });
    if (kind == kinds.end())
        return refused(
            NetError::invalid(NETCORE_REASON("there is no framing of this name"), spec.namePosition()));
    MadeFramer framer = kind->make(spec, limits);
    if (!framer)
        return framer;
    if (const std::optional<qsizetype> unused = spec.unusedPosition())
        return refused(
            NetError::invalid(NETCORE_REASON("this framing does not take this argument"), *unused));
    return framer;
}

} // namespace netcore
