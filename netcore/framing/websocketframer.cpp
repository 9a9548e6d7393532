#include "netcore/framing/websocketframer.h"

#include <QtCore/QRandomGenerator>

namespace netcore {

namespace {

constexpr int keyLength = 4;

bool isAllowed(uchar first, uchar second)
{
    const int opcode = first & 0x0F;
    const bool isControl = opcode & 0x08;
    if ((first & 0x30) || (opcode & 0x07) > 2)
        return false;
    return !isControl || ((first & 0x80) && (second & 0x7F) <= 125);
}

int headerLength(uchar second)
{
    const int size = second & 0x7F;
    return 2 + (size == 126 ? 2 : size == 127 ? 8 : 0) + (second & 0x80 ? keyLength : 0);
}

void applyKey(QByteArray &payload, QByteArrayView key)
{
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = char(payload[i] ^ key[i % keyLength]);
}

QByteArray headerFor(bool isText, bool masked, quint64 size)
{
    QByteArray header(1, char(isText ? 0x81 : 0x82));
    const int width = size <= 125 ? 0 : size <= 0xFFFF ? 2 : 8;
    const int small = width == 0 ? int(size) : width == 2 ? 126 : 127;
    header += char(small | (masked ? 0x80 : 0));
    for (int i = width - 1; i >= 0; --i)
        header += char((size >> (8 * i)) & 0xFF);
    return header;
}

} // namespace

WebSocketFramer::WebSocketFramer(bool client, const FramingLimits &limits)
    : SteppedFramer(limits), m_client(client)
{
}

void WebSocketFramer::begin(bool ofStream)
{
    m_first = ofStream;
    m_inMessage = m_inMessage && !ofStream;
    m_inHead = false;
    m_headEnd = 0;
    m_have = 0;
    m_need = 2;
}

void WebSocketFramer::step(uchar byte)
{
    if (m_first)
        m_inHead = byte == 'G' || byte == 'H'; // as a first byte, both have reserved bits set
    m_first = false;
    if (m_inHead)
        return inHead(byte);
    m_header[m_have++] = byte;
    if (m_have == 2) {
        if (!isAllowed(m_header[0], m_header[1]))
            return lose(FrameFault::Malformed);
        m_need = headerLength(m_header[1]);
    }
    if (m_have == m_need)
        headerComplete();
}

/// RFC 6455 s.5.4: a message begins with text or bytes, goes on with continuations and ends with FIN; control
/// frames may stand between them.
bool WebSocketFramer::isInOrder() const
{
    const int opcode = m_header[0] & 0x0F;
    return opcode & 0x08 || (opcode == 0) == m_inMessage;
}

void WebSocketFramer::skipped()
{
    const bool isControl = m_header[0] & 0x08;
    const bool isContinuation = (m_header[0] & 0x0F) == 0;
    const bool inOrder = isInOrder();
    if (!isControl && (inOrder || !isContinuation))
        m_inMessage = !(m_header[0] & 0x80);
    if (inOrder)
        complete(quint64(m_need));
    else
        endBefore(FrameFault::Malformed, 0, 0);
}

void WebSocketFramer::inHead(uchar byte)
{
    const bool matches = byte == uchar("\r\n\r\n"[m_headEnd]);
    m_headEnd = matches ? m_headEnd + 1 : byte == '\r' ? 1 : 0;
    if (m_headEnd == 4)
        complete();
}

void WebSocketFramer::headerComplete()
{
    quint64 size = m_header[1] & 0x7F;
    const int width = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (width > 0)
        size = 0;
    for (int i = 0; i < width; ++i)
        size = size << 8 | m_header[2 + i];
    const bool isShortest = width == 0 || (width == 2 ? size > 125 : size > 0xFFFF && !(size >> 63));
    if (!isShortest)
        return lose(FrameFault::BadLength, size);
    skip(size);
}

Result<QByteArray> WebSocketFramer::encode(QByteArrayView payload) const
{
    QByteArray wire = headerFor(payload.isValidUtf8(), m_client, quint64(payload.size()));
    QByteArray body = payload.toByteArray();
    if (m_client) {
        const quint32 random = QRandomGenerator::global()->generate();
        const QByteArray key(reinterpret_cast<const char *>(&random), keyLength);
        applyKey(body, key);
        wire += key;
    }
    wire += body;
    if (wire.size() > qsizetype(maxFrame()))
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "encode", NETCORE_REASON("the frame is too long")));
    return wire;
}

QByteArray WebSocketFramer::decode(const Frame &frame, QByteArrayView wire) const
{
    QByteArray payload = Framer::decode(frame, wire);
    if (frame.fault == FrameFault::None && frame.headerLength >= 2 + keyLength && (wire[1] & 0x80))
        applyKey(payload, wire.sliced(frame.headerLength - keyLength, keyLength));
    return payload;
}

FaultDetail WebSocketFramer::explain(const Frame &frame, QByteArrayView wire) const
{
    FaultDetail detail = Framer::explain(frame, wire);
    if (frame.fault != FrameFault::Malformed || wire.size() < 2 || !isAllowed(uchar(wire[0]), uchar(wire[1])))
        return detail;
    detail.at = 0; // the opcode
    detail.reason = (wire[0] & 0x0F) == 0
                        ? NETCORE_REASON("a continuation of no message: a message begins with text or bytes")
                        : NETCORE_REASON("a message begins before the one before it has ended");
    return detail;
}

} // namespace netcore
