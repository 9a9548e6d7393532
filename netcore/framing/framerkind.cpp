#include "netcore/framing/framerkind.h"

#include "netcore/framing/cobsframer.h"
#include "netcore/framing/delimframer.h"
#include "netcore/framing/fixedframer.h"
#include "netcore/framing/lengthframer.h"
#include "netcore/framing/netstringframer.h"
#include "netcore/framing/rawframer.h"
#include "netcore/framing/startendframer.h"
#include "netcore/framing/stuffedframer.h"
#include "netcore/framing/varintframer.h"

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
          {"line(crlf)", NETCORE_REASON("lines that end with CR LF only")},
          {"line(any)", NETCORE_REASON("lines that end with LF, CR LF or CR")}}},
        {"delim",
         makeDelimFramer,
         {{"delim(00)", NETCORE_REASON("frames that end with these bytes, in hex")},
          {"delim('END')", NETCORE_REASON("frames that end with this text")},
          {"delim('\\r\\n', keep)", NETCORE_REASON("frames that end with this text and keep it")}}},
        {"fixed", makeFixedFramer, {{"fixed(16)", NETCORE_REASON("frames of 16 bytes")}}},
        {"len",
         makeLengthFramer,
         {{"len(u16be)", NETCORE_REASON("a length of 2 bytes, then so many bytes")},
          {"len(u32le, incl)", NETCORE_REASON("a length of 4 bytes that counts itself")},
          {"len(u16be, at=4)", NETCORE_REASON("4 bytes, a length of 2 bytes, then so many bytes")},
          {"len(dec4)", NETCORE_REASON("a length of 4 decimal digits, then so many bytes")}}},
        {"varint",
         makeVarintFramer,
         {{"varint", NETCORE_REASON("a length in base 128, then so many bytes (protobuf)")}}},
        {"netstring", makeNetstringFramer, {{"netstring", NETCORE_REASON("netstrings: 5:hello,")}}},
        {"startend",
         makeStartEndFramer,
         {{"startend(02, 03)", NETCORE_REASON("frames between these two bytes")},
          {"startend(02, 03, esc=10)",
           NETCORE_REASON("the same, with an escape before such bytes in the data")},
          {"startend(dle)", NETCORE_REASON("DLE STX … DLE ETX, a DLE of the data stands twice")}}},
        {"slip", makeSlipFramer, {{"slip", NETCORE_REASON("SLIP: frames end with C0")}}},
        {"cobs", makeCobsFramer, {{"cobs", NETCORE_REASON("COBS: frames end with 00")}}},
        {"hdlc",
         makeHdlcFramer,
         {{"hdlc", NETCORE_REASON("HDLC as in PPP: flags 7E, byte stuffing, a check of 16 bits")},
          {"hdlc(fcs32)", NETCORE_REASON("the same, with a check of 32 bits")}}},
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
