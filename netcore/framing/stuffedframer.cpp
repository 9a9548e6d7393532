#include "netcore/framing/stuffedframer.h"

#include "netcore/framing/bytescan.h"
#include "netcore/framing/framingspec.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr quint64 mostFlags = 60'000; // of one header, whose length has 16 bits

QByteArray leastFirst(quint64 value, int bytes)
{
    QByteArray text;
    for (int i = 0; i < bytes; ++i)
        text += char((value >> (8 * i)) & 0xFF);
    return text;
}

} // namespace

Stuffing Stuffing::slip()
{
    Stuffing stuffing{.flag = '\xC0', .escape = '\xDB'};
    stuffing.meaning.fill(-1);
    stuffing.meaning[0xDC] = 0xC0;
    stuffing.meaning[0xDD] = 0xDB;
    return stuffing;
}

Stuffing Stuffing::hdlc()
{
    Stuffing stuffing{.flag = '\x7E', .escape = '\x7D'};
    for (int byte = 0; byte < 256; ++byte)
        stuffing.meaning[size_t(byte)] = qint16(byte ^ 0x20);
    stuffing.meaning[0x7E] = -1;
    stuffing.meaning[0x7D] = -1; // a sender escapes once
    return stuffing;
}

StuffedFramer::StuffedFramer(const Stuffing &stuffing, std::optional<Checksum> check,
                             const FramingLimits &limits)
    : SteppedFramer(limits), m_stuffing(stuffing), m_check(std::move(check))
{
    // Over a message and its own check a CRC always has the same value.
    if (m_check)
        m_residue = m_check->of(leastFirst(m_check->of({}), m_check->bytes()));
}

void StuffedFramer::begin(bool)
{
    m_flags = 0;
    m_data = 0;
    m_inside = false;
    m_escaped = false;
    m_badEscape = false;
    if (m_check)
        m_check->reset();
}

void StuffedFramer::addToCheck(QByteArrayView bytes)
{
    m_data += quint64(bytes.size());
    if (m_check)
        m_check->add(bytes);
}

qsizetype StuffedFramer::withoutMeaning(QByteArrayView bytes)
{
    if (m_escaped)
        return 0;
    const char *const end = bytes.data() + bytes.size();
    const qsizetype plain = findEither(bytes.data(), end, m_stuffing.flag, m_stuffing.escape) - bytes.data();
    addToCheck(bytes.first(plain));
    m_inside = m_inside || plain > 0;
    return plain;
}

/// The flag after sound data; nothing where there is none in these bytes or the data is wrong.
const char *StuffedFramer::endOfData(const char *at, const char *end) const
{
    for (;;) {
        at = findEither(at, end, m_stuffing.flag, m_stuffing.escape);
        if (at == end || *at == m_stuffing.flag)
            return at == end ? nullptr : at;
        if (end - at < 2 || m_stuffing.meaning[uchar(at[1])] < 0)
            return nullptr;
        at += 2;
    }
}

qsizetype StuffedFramer::wholeFrames(QByteArrayView bytes, quint64 offset, std::vector<Frame> &frames)
{
    if (m_check)
        return 0;
    const char *const begin = bytes.data();
    const char *at = begin;
    for (;;) {
        // No look beyond the limit: what is looked at in vain would be looked at again.
        const char *const end = at + std::min<qsizetype>(begin + bytes.size() - at, qsizetype(maxFrame()));
        const char *const mostData = at + std::min<qsizetype>(end - at, qsizetype(mostFlags) - 1);
        const char *data = at;
        while (data < mostData && *data == m_stuffing.flag)
            ++data;
        const char *const flag = data < mostData ? endOfData(data, end) : nullptr;
        if (!flag)
            return at - begin;
        frames.push_back({.offset = offset + quint64(at - begin),
                          .length = quint32(flag + 1 - at),
                          .headerLength = quint16(data - at),
                          .trailerLength = 1});
        at = flag + 1;
    }
}

void StuffedFramer::step(uchar byte)
{
    if (m_escaped) {
        m_escaped = false;
        const qint16 meaning = m_stuffing.meaning[byte];
        m_badEscape = m_badEscape || meaning < 0;
        if (char(byte) == m_stuffing.flag)
            return fail(FrameFault::BadEscape);
        const char data = char(meaning);
        return addToCheck(QByteArrayView(&data, 1));
    }
    if (char(byte) == m_stuffing.escape) {
        m_escaped = true;
        m_inside = true;
        return;
    }
    if (m_inside)
        return endFrame();
    if (++m_flags == std::min<quint64>(mostFlags, maxFrame()))
        fail(FrameFault::Unframed);
}

void StuffedFramer::endFrame()
{
    if (m_badEscape)
        return fail(FrameFault::BadEscape);
    if (m_check && m_data < quint64(m_check->bytes()))
        return fail(FrameFault::Malformed);
    if (m_check && m_check->value() != m_residue)
        return failCheck(m_flags, 1);
    complete(m_flags, 1);
}

QByteArray StuffedFramer::unstuffed(QByteArrayView stuffed) const
{
    QByteArray data;
    data.reserve(stuffed.size());
    const char *at = stuffed.data();
    const char *const end = at + stuffed.size();
    while (at < end) {
        const char *const escape = findByte(at, end, m_stuffing.escape);
        data.append(at, escape - at);
        at = escape;
        if (end - at >= 2)
            data += char(m_stuffing.meaning[uchar(at[1])]);
        at += std::min<qsizetype>(2, end - at);
    }
    return data;
}

QByteArray StuffedFramer::withCheck(QByteArrayView payload) const
{
    return m_check ? payload.toByteArray() + leastFirst(m_check->of(payload), m_check->bytes())
                   : payload.toByteArray();
}

Result<QByteArray> StuffedFramer::encode(QByteArrayView payload) const
{
    if (payload.isEmpty() && !m_check)
        return refused(NetError::invalid(NETCORE_REASON("this framing has no empty frame")));
    std::array<qint16, 256> written;
    written.fill(-1);
    for (int byte = 0; byte < 256; ++byte) {
        const qint16 meaning = m_stuffing.meaning[size_t(byte)];
        if (meaning >= 0 && (char(meaning) == m_stuffing.flag || char(meaning) == m_stuffing.escape))
            written[size_t(meaning)] = qint16(byte);
    }
    QByteArray wire(1, m_stuffing.flag);
    for (const char byte : withCheck(payload)) {
        const qint16 code = written[uchar(byte)];
        if (code >= 0)
            wire += m_stuffing.escape;
        wire += code >= 0 ? char(code) : byte;
    }
    wire += m_stuffing.flag;
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

QByteArray StuffedFramer::decode(const Frame &frame, QByteArrayView wire) const
{
    if (frame.fault != FrameFault::None && frame.fault != FrameFault::BadCheck)
        return wire.toByteArray();
    const QByteArray data =
        unstuffed(wire.sliced(frame.headerLength, wire.size() - frame.headerLength - frame.trailerLength));
    return m_check ? data.chopped(m_check->bytes()) : data;
}

FaultDetail StuffedFramer::explain(const Frame &frame, QByteArrayView wire) const
{
    FaultDetail detail = Framer::explain(frame, wire);
    if (frame.fault == FrameFault::Malformed)
        detail.reason = NETCORE_REASON("the frame is too short for its checksum");
    if (frame.fault != FrameFault::BadCheck || !m_check)
        return detail;
    const QByteArray data =
        unstuffed(wire.sliced(frame.headerLength, wire.size() - frame.headerLength - frame.trailerLength));
    detail.checkBits = m_check->bits();
    detail.wanted = m_check->of(QByteArrayView(data).chopped(m_check->bytes()));
    detail.got = 0;
    for (qsizetype i = data.size() - 1; i >= data.size() - m_check->bytes(); --i)
        detail.got = detail.got << 8 | uchar(data[i]);
    return detail;
}

MadeFramer makeSlipFramer(SpecReader &, const FramingLimits &limits)
{
    return std::make_unique<StuffedFramer>(Stuffing::slip(), std::nullopt, limits);
}

MadeFramer makeHdlcFramer(SpecReader &spec, const FramingLimits &limits)
{
    std::optional<Checksum> check = *Checksum::make(u"crc16-ibm-sdlc");
    const SpecArgument kind = spec.takeWord();
    if (kind.text == QLatin1String("fcs32"))
        check = *Checksum::make(u"crc32-iso-hdlc");
    else if (kind.text == QLatin1String("nofcs"))
        check.reset();
    else if (kind.given && kind.text != QLatin1String("fcs16"))
        return refused(
            NetError::invalid(NETCORE_REASON("the check must be fcs16, fcs32 or nofcs"), kind.position));
    return std::make_unique<StuffedFramer>(Stuffing::hdlc(), std::move(check), limits);
}

} // namespace netcore
