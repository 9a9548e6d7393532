#include "netcore/framing/framer.h"

#include "netcore/framing/delimframer.h"
#include "netcore/framing/fixedframer.h"
#include "netcore/framing/framingspec.h"
#include "netcore/framing/lengthframer.h"
#include "netcore/framing/rawframer.h"

namespace netcore {

QByteArray Framer::decode(const Frame &frame, QByteArrayView wire) const
{
    Q_ASSERT(wire.size() == qsizetype(frame.length));
    if (frame.fault != FrameFault::None)
        return wire.toByteArray();
    return wire.sliced(frame.headerLength, wire.size() - frame.headerLength - frame.trailerLength)
        .toByteArray();
}

namespace {

using MadeFramer = Result<std::unique_ptr<Framer>>;

MadeFramer makeLine(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument ending = spec.takeWord();
    if (ending.text.isEmpty())
        return std::make_unique<DelimFramer>("\n", limits, '\r');
    if (ending.text == QLatin1String("lf"))
        return std::make_unique<DelimFramer>("\n", limits);
    if (ending.text == QLatin1String("crlf"))
        return std::make_unique<DelimFramer>("\r\n", limits);
    if (ending.text == QLatin1String("cr"))
        return std::make_unique<DelimFramer>("\r", limits);
    return refused(
        NetError::invalid(NETCORE_REASON("the line ending must be lf, crlf or cr"), ending.position));
}

MadeFramer makeDelim(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument argument = spec.takeWord();
    const Result<QByteArray> delimiter = bytesOf(argument);
    if (!delimiter)
        return refused(delimiter.error());
    if (delimiter->isEmpty())
        return refused(
            NetError::invalid(NETCORE_REASON("the delimiter must not be empty"), argument.position));
    if (delimiter->size() > DelimFramer::longestDelimiter)
        return refused(
            NetError::invalid(NETCORE_REASON("the delimiter is longer than 4,096 bytes"), argument.position));
    return std::make_unique<DelimFramer>(*delimiter, limits);
}

MadeFramer makeFixed(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument argument = spec.takeWord();
    const Result<qint64> size = numberOf(argument, 1, limits.maxFrame);
    if (!size)
        return refused(size.error());
    return std::make_unique<FixedFramer>(quint32(*size));
}

MadeFramer makeLength(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument type = spec.takeWord();
    LengthField field;
    if (!readLengthType(type.text, field))
        return refused(NetError::invalid(
            NETCORE_REASON("the length type must be u8, u16, u24, u32 or u64 with be or le, e.g. u16be"),
            type.position));
    const Result<qint64> at = numberOf(spec.takeNamed(u"at"), 0, LengthFramer::largestAt, 0);
    const Result<qint64> plus = numberOf(spec.takeNamed(u"plus"), -qint64(1 << 30), 1 << 30, 0);
    if (!at)
        return refused(at.error());
    if (!plus)
        return refused(plus.error());
    field.at = quint16(*at);
    field.plus = *plus;
    if (spec.takeFlag(u"incl"))
        field.plus -= field.at + field.width;
    return std::make_unique<LengthFramer>(field, limits);
}

MadeFramer makeNamed(SpecReader &spec, const FramingLimits &limits)
{
    const QString &name = spec.name();
    if (name == QLatin1String("raw"))
        return std::make_unique<RawFramer>(limits);
    if (name == QLatin1String("line"))
        return makeLine(spec, limits);
    if (name == QLatin1String("delim"))
        return makeDelim(spec, limits);
    if (name == QLatin1String("fixed"))
        return makeFixed(spec, limits);
    if (name == QLatin1String("len"))
        return makeLength(spec, limits);
    return refused(NetError::invalid(
        NETCORE_REASON("no such framing; there are raw, line, delim, fixed and len"), spec.namePosition()));
}

} // namespace

MadeFramer makeFramer(QStringView text, const FramingLimits &limits)
{
    Q_ASSERT(limits.maxFrame > 0 && limits.maxFrame <= FramingLimits::hardMaxFrame);
    Result<SpecReader> spec = SpecReader::parse(text);
    if (!spec)
        return refused(spec.error());
    MadeFramer framer = makeNamed(*spec, limits);
    if (!framer)
        return framer;
    if (const std::optional<qsizetype> unused = spec->unusedPosition())
        return refused(
            NetError::invalid(NETCORE_REASON("this framing does not take this argument"), *unused));
    return framer;
}

const std::vector<FramingExample> &framingExamples()
{
    static const std::vector<FramingExample> examples = {
        {"raw", NETCORE_REASON("no frames: what one read returned")},
        {"line", NETCORE_REASON("lines that end with LF or CR LF")},
        {"line(crlf)", NETCORE_REASON("lines that end with CR LF only")},
        {"delim(00)", NETCORE_REASON("frames that end with these bytes, in hex")},
        {"delim('END')", NETCORE_REASON("frames that end with this text")},
        {"fixed(16)", NETCORE_REASON("frames of 16 bytes")},
        {"len(u16be)", NETCORE_REASON("a length of 2 bytes, then so many bytes")},
        {"len(u32le, incl)", NETCORE_REASON("a length of 4 bytes that counts itself")},
        {"len(u16be, at=4)", NETCORE_REASON("4 bytes, a length of 2 bytes, then so many bytes")},
    };
    return examples;
}

} // namespace netcore
