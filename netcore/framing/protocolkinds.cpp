#include "netcore/framing/framerkind.h"

#include "netcore/framing/headerframer.h"
#include "netcore/framing/http1framer.h"
#include "netcore/framing/idleframer.h"
#include "netcore/framing/jsonframer.h"
#include "netcore/framing/modbusrtuframer.h"
#include "netcore/framing/mqttframer.h"
#include "netcore/framing/nmeaframer.h"
#include "netcore/framing/regexframer.h"
#include "netcore/framing/sizeokframer.h"
#include "netcore/framing/templateframing.h"
#include "netcore/framing/websocketframer.h"

namespace netcore {

namespace {

constexpr qint64 longestPauseMs = 3'600'000;

MadeFramer makeIdleFramer(SpecReader &spec, const FramingLimits &limits)
{
    SpecArgument gap = spec.takeWord();
    if (gap.text.endsWith(QLatin1String("ms")) && !gap.quoted)
        gap.text = gap.text.chopped(2).trimmed();
    const Result<qint64> ms = numberOf(gap, 1, longestPauseMs);
    if (!ms)
        return refused(ms.error());
    return std::make_unique<IdleFramer>(*ms * 1'000'000, limits);
}

MadeFramer makeJsonFramer(SpecReader &spec, const FramingLimits &limits)
{
    return std::make_unique<JsonFramer>(spec.takeFlag(u"lines"), limits);
}

MadeFramer makeRegexFramer(SpecReader &spec, const FramingLimits &limits)
{
    const SpecArgument pattern = spec.takeWord();
    if (!pattern.quoted)
        return refused(
            NetError::invalid(NETCORE_REASON("a pattern in single quotes is expected, e.g. regex('\\r?\\n')"),
                              pattern.position));
    const Result<qint64> window =
        numberOf(spec.takeNamed(u"window"), 1, RegexFramer::largestWindow, RegexFramer::usualWindow);
    if (!window)
        return refused(window.error());
    // Escapes are the pattern's own: only \' stands for a quote.
    QString text = pattern.text;
    text.replace(QLatin1String("\\'"), QLatin1String("'"));
    return RegexFramer::make(text.toUtf8(), *window, pattern.position + 1, limits);
}

MadeFramer makeSizeOkFramer(SpecReader &spec, const FramingLimits &limits)
{
    using Role = SizeOkFramer::Role;
    const bool sender = spec.takeFlag(u"sender");
    const Role role = sender ? Role::Sender : spec.takeFlag(u"receiver") ? Role::Receiver : Role::ByFirstByte;
    const SpecArgument argument = spec.takeNamed(u"end");
    const Result<QByteArray> end = argument.given ? bytesOf(argument) : QByteArray();
    if (!end)
        return refused(end.error());
    const bool isDigit = !end->isEmpty() && end->front() >= '0' && end->front() <= '9';
    if (isDigit || end->size() > SizeOkFramer::longestEnd)
        return refused(NetError::invalid(
            NETCORE_REASON("what ends the size has at most 16 bytes, the first of which is no digit"),
            argument.position));
    return std::make_unique<SizeOkFramer>(role, *end, limits);
}

MadeFramer makeMbapFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<HeaderFramer>(mbapShape(), limits);
}

MadeFramer makeModbusRtuFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<ModbusRtuFramer>(limits);
}

MadeFramer makeTpktFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<HeaderFramer>(tpktShape(), limits);
}

MadeFramer makeDnsTcpFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<HeaderFramer>(dnsTcpShape(), limits);
}

MadeFramer makeHttp1Framer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<Http1Framer>(limits);
}

MadeFramer makeMqttFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<MqttFramer>(limits);
}

MadeFramer makeWebSocketFramer(SpecReader &spec, const FramingLimits &limits)
{
    return std::make_unique<WebSocketFramer>(spec.takeFlag(u"client"), limits);
}

MadeFramer makeNmeaFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<NmeaFramer>(limits);
}

MadeFramer makeTemplateFramer(SpecReader &spec, const FramingLimits &limits)
{
    Result<HeaderShape> shape = readTemplate(spec);
    if (!shape)
        return refused(shape.error());
    return std::make_unique<HeaderFramer>(std::move(*shape), limits);
}

} // namespace

/// The framings that know a protocol.
std::vector<FramerKind> protocolKinds()
{
    return {
        {"idle", makeIdleFramer, {{"idle(20ms)", NETCORE_REASON("frames that a pause of so long ends")}}},
        {"json",
         makeJsonFramer,
         {{"json", NETCORE_REASON("JSON values, one after another")},
          {"json(lines)", NETCORE_REASON("one JSON value a line (NDJSON)")}}},
        {"regex",
         makeRegexFramer,
         {{"regex('\\r?\\n')", NETCORE_REASON("frames that end where this pattern matches")}}},
        {"size-ok",
         makeSizeOkFramer,
         {{"size-ok", NETCORE_REASON("a decimal size, \"ok\" from the other side, then so many bytes")},
          {"size-ok(end=0A)", NETCORE_REASON("the same, with bytes that end the size")}}},
        {"mbap", makeMbapFramer, {{"mbap", NETCORE_REASON("Modbus TCP messages")}}},
        {"modbus-rtu",
         makeModbusRtuFramer,
         {{"modbus-rtu", NETCORE_REASON("Modbus RTU: length by function code, CRC-16")}}},
        {"tpkt", makeTpktFramer, {{"tpkt", NETCORE_REASON("TPKT packets: ISO transport over TCP, S7, RDP")}}},
        {"dns-tcp", makeDnsTcpFramer, {{"dns-tcp", NETCORE_REASON("DNS messages over TCP")}}},
        {"http1", makeHttp1Framer, {{"http1", NETCORE_REASON("HTTP/1 messages, head and body")}}},
        {"mqtt", makeMqttFramer, {{"mqtt", NETCORE_REASON("MQTT control packets")}}},
        {"websocket",
         makeWebSocketFramer,
         {{"websocket", NETCORE_REASON("WebSocket frames after the HTTP head; masks undone")},
          {"websocket(client)", NETCORE_REASON("the same; what is sent is masked, as a client must")}}},
        {"nmea", makeNmeaFramer, {{"nmea", NETCORE_REASON("NMEA 0183 sentences: $…*hh and CR LF")}}},
        {"template",
         makeTemplateFramer,
         {{"template('\\xAA\\x55', type:u8, len:u16be)",
           NETCORE_REASON("a header of these fields, one of which is the payload's length")}}},
    };
}

} // namespace netcore
