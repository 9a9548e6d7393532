#include "netcore/framing/headerframer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace netcore {

HeaderFramer::HeaderFramer(HeaderShape shape, const FramingLimits &limits)
    : m_shape(std::move(shape)), m_maxFrame(limits.maxFrame)
{
    Q_ASSERT(m_shape.size > 0 && m_shape.size <= largestHeader);
}

void HeaderFramer::cut(std::vector<Frame> &frames, quint64 length, FrameFault fault, quint64 declared)
{
    for (; length > 0;
         m_start += std::min<quint64>(length, m_maxFrame), length -= std::min<quint64>(length, m_maxFrame))
        frames.push_back({.offset = m_start,
                          .length = quint32(std::min<quint64>(length, m_maxFrame)),
                          .fault = fault,
                          .declared = declared});
}

/// The kept bytes are no header: its first byte joins the rubbish before it.
void HeaderFramer::slide(std::vector<Frame> &frames)
{
    std::memmove(m_header, m_header + 1, size_t(--m_kept));
    if (m_end - m_start - quint64(m_kept) == m_maxFrame)
        cut(frames, m_maxFrame, FrameFault::Malformed);
}

void HeaderFramer::refuseHeader(std::vector<Frame> &frames, FrameFault fault, quint64 declared)
{
    cut(frames, m_end - m_start - m_shape.size, FrameFault::Malformed);
    cut(frames, m_shape.size, fault, declared);
    m_kept = 0;
    m_lost = !m_shape.resynchronises;
}

void HeaderFramer::headerComplete(std::vector<Frame> &frames)
{
    const HeaderShape::Verdict verdict = m_shape.judge(m_header);
    if (!verdict.plausible && m_shape.resynchronises)
        return slide(frames);
    if (!verdict.plausible)
        return refuseHeader(frames, FrameFault::BadLength, verdict.rest);
    if (verdict.rest > m_maxFrame || verdict.rest + m_shape.size > m_maxFrame)
        return refuseHeader(frames, FrameFault::TooLong, verdict.rest);
    cut(frames, m_end - m_start - m_shape.size, FrameFault::Malformed);
    m_kept = 0;
    m_rest = verdict.rest;
    m_inBody = true;
    if (m_rest == 0)
        bodyComplete(frames);
}

void HeaderFramer::bodyComplete(std::vector<Frame> &frames)
{
    frames.push_back({.offset = m_start,
                      .length = quint32(m_end - m_start),
                      .headerLength = m_shape.stripped ? m_shape.size : quint16(0),
                      .trailerLength = m_shape.stripped ? m_shape.trailer : quint16(0)});
    m_start = m_end;
    m_inBody = false;
}

void HeaderFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    const uchar *at = reinterpret_cast<const uchar *>(bytes.data());
    const uchar *const end = at + bytes.size();
    while (at < end && !m_lost) {
        if (m_inBody) {
            const quint64 passed = std::min<quint64>(m_rest, quint64(end - at));
            at += passed;
            m_end += passed;
            m_rest -= passed;
            if (m_rest == 0)
                bodyComplete(frames);
            continue;
        }
        m_header[m_kept++] = *at++;
        ++m_end;
        if (m_kept == m_shape.size)
            headerComplete(frames);
    }
    m_end += quint64(end - at);
    if (m_lost)
        cut(frames, (m_end - m_start) / m_maxFrame * m_maxFrame, FrameFault::Unframed);
}

void HeaderFramer::finish(std::vector<Frame> &frames)
{
    const bool slid = !m_inBody && m_end - m_start > quint64(m_kept);
    if (m_lost)
        cut(frames, m_end - m_start, FrameFault::Unframed);
    if (slid)
        cut(frames, m_end - m_start - quint64(m_kept), FrameFault::Malformed);
    cut(frames, m_end - m_start, FrameFault::Unterminated);
    m_inBody = m_lost = false;
    m_kept = 0;
}

void HeaderFramer::reset()
{
    m_start = m_end = 0;
    m_inBody = m_lost = false;
    m_kept = 0;
}

Result<QByteArray> HeaderFramer::encode(QByteArrayView payload) const
{
    QByteArray wire;
    if (m_shape.makeHeader) {
        const Result<QByteArray> header = m_shape.makeHeader(payload);
        if (!header)
            return header;
        wire = *header;
    }
    wire += payload;
    const auto *bytes = reinterpret_cast<const uchar *>(wire.constData());
    const HeaderShape::Verdict verdict =
        wire.size() < m_shape.size ? HeaderShape::Verdict{} : m_shape.judge(bytes);
    if (!verdict.plausible || verdict.rest != quint64(wire.size() - m_shape.size))
        return refused(NetError::invalid(m_shape.refusal));
    if (wire.size() > qsizetype(m_maxFrame))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

namespace {

quint32 u16At(const uchar *bytes)
{
    return quint32(bytes[0]) << 8 | bytes[1];
}

QByteArray u16Bytes(qsizetype value)
{
    return QByteArray(1, char(value >> 8)) + char(value & 0xFF);
}

} // namespace

/// MODBUS Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3: transaction, protocol 0, length of what
/// follows (unit and PDU, at most 254), unit.
HeaderShape mbapShape()
{
    HeaderShape shape;
    shape.size = 7;
    shape.stripped = false;
    shape.judge = [](const uchar *header) {
        const quint32 declared = u16At(header + 4);
        const bool plausible = u16At(header + 2) == 0 && declared >= 2 && declared <= 254;
        return HeaderShape::Verdict{plausible, plausible ? declared - 1 : 0};
    };
    shape.refusal =
        NETCORE_REASON("the payload is not one whole Modbus TCP message: transaction (2 bytes), protocol "
                       "0 (2), length of the rest (2), unit, function, data");
    return shape;
}

/// RFC 1006 s.6: version 3, reserved 0, length of the whole packet (7 to 65,535).
HeaderShape tpktShape()
{
    HeaderShape shape;
    shape.size = 4;
    shape.judge = [](const uchar *header) {
        const quint32 declared = u16At(header + 2);
        const bool plausible = header[0] == 3 && header[1] == 0 && declared >= 7;
        return HeaderShape::Verdict{plausible, plausible ? declared - 4 : 0};
    };
    shape.refusal = NETCORE_REASON("a TPKT holds 3 to 65,531 bytes");
    shape.makeHeader = [refusal = shape.refusal](QByteArrayView payload) -> Result<QByteArray> {
        if (payload.size() > 0xFFFF - 4)
            return refused(NetError::invalid(refusal));
        return QByteArray("\3\0", 2) + u16Bytes(payload.size() + 4);
    };
    return shape;
}

/// RFC 1035 s.4.2.2: the length of the message, whose own header has 12 bytes (s.4.1.1).
HeaderShape dnsTcpShape()
{
    HeaderShape shape;
    shape.size = 2;
    shape.resynchronises = false;
    shape.judge = [](const uchar *header) {
        const quint32 declared = u16At(header);
        return HeaderShape::Verdict{declared >= 12, declared};
    };
    shape.refusal = NETCORE_REASON("a DNS message has 12 to 65,535 bytes");
    shape.makeHeader = [refusal = shape.refusal](QByteArrayView payload) -> Result<QByteArray> {
        if (payload.size() > 0xFFFF)
            return refused(NetError::invalid(refusal));
        return u16Bytes(payload.size());
    };
    return shape;
}

} // namespace netcore
