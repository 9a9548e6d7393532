#include "netcore/framing/framer.h"

#include "netcore/framing/framerkind.h"
#include "netcore/framing/framingspec.h"
#include "netcore/framing/pipedframer.h"

namespace netcore {

const char *faultReason(FrameFault fault)
{
    switch (fault) {
    case FrameFault::None: return "";
    case FrameFault::TooLong: return NETCORE_REASON("the frame is longer than the limit");
    case FrameFault::BadLength: return NETCORE_REASON("the length declared cannot be");
    case FrameFault::Unterminated: return NETCORE_REASON("the stream ended before the frame did");
    case FrameFault::BadCheck: return NETCORE_REASON("the checksum differs");
    case FrameFault::BadEscape: return NETCORE_REASON("this escape does not exist");
    case FrameFault::Unframed: return NETCORE_REASON("these bytes belong to no frame");
    case FrameFault::Malformed: return NETCORE_REASON("this framing does not allow these bytes here");
    case FrameFault::TooCostly: return NETCORE_REASON("this framing has used up its time");
    case FrameFault::BadInner: return NETCORE_REASON("the payload is no frame of the next stage");
    }
    Q_UNREACHABLE();
}

QByteArray Framer::decode(const Frame &frame, QByteArrayView wire) const
{
    Q_ASSERT(wire.size() == qsizetype(frame.length));
    if (frame.fault != FrameFault::None && frame.fault != FrameFault::BadCheck)
        return wire.toByteArray();
    return wire.sliced(frame.headerLength, wire.size() - frame.headerLength - frame.trailerLength)
        .toByteArray();
}

FaultDetail Framer::explain(const Frame &frame, QByteArrayView wire) const
{
    Q_ASSERT(wire.size() == qsizetype(frame.length));
    return {.reason = faultReason(frame.fault), .got = frame.declared};
}

MadeFramer makeFramer(QStringView text, const FramingLimits &limits)
{
    Q_ASSERT(limits.maxFrame > 0 && limits.maxFrame <= FramingLimits::hardMaxFrame);
    Result<std::vector<SpecReader>> parts = SpecReader::parse(text);
    if (!parts)
        return refused(parts.error());
    if (parts->size() == 1)
        return makeNamedFramer(parts->front(), limits);
    return makePipedFramer(*parts, limits);
}

const std::vector<FramingExample> &framingExamples()
{
    static const std::vector<FramingExample> examples = [] {
        std::vector<FramingExample> all;
        for (const FramerKind &kind : framerKinds())
            all.insert(all.end(), kind.examples.begin(), kind.examples.end());
        return all;
    }();
    return examples;
}

} // namespace netcore
