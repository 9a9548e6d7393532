#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

/// Cuts one direction of a WebSocket into frames: `websocket`, and `websocket(client)` to mask what is sent.
///
/// Wire shape   FIN, RSV, opcode; MASK, length of 7, 16 or 64 bits; masking key; payload. decode() undoes the
/// mask.
///              Where the stream begins with an HTTP head (GET …, HTTP/1.1 101 …), that head is the first
///              frame.
/// Errors       an unknown opcode, RSV2 or RSV3, a long or fragmented control frame are Malformed, a length
/// that is not
///              in its shortest form BadLength; nothing resynchronises, so that all after it is Unframed. A
///              frame out of its order (a continuation of nothing; text or bytes inside of another message)
///              is Malformed by itself: its end is known, and the next frame is looked at as usual
/// Limits       keeps a header of at most 14 bytes; a compressed payload (RSV1) stays compressed
/// Thread       plain value, any one thread
/// Source       RFC 6455 s.5.2 to 5.5 (the order: 5.4), RFC 7692 s.6 (RSV1)
class WebSocketFramer final : public SteppedFramer
{
public:
    WebSocketFramer(bool client, const FramingLimits &limits);

    /// One frame that is whole: of text where the payload is UTF-8, else of bytes.
    Result<QByteArray> encode(QByteArrayView payload) const override;
    QByteArray decode(const Frame &frame, QByteArrayView wire) const override;
    FaultDetail explain(const Frame &frame, QByteArrayView wire) const override;
    bool isVerbatim() const override { return false; }

private:
    void step(uchar byte) override;
    void skipped() override;
    void begin(bool ofStream) override;

    void inHead(uchar byte);
    void headerComplete();
    bool isInOrder() const;

    bool m_client;
    bool m_first = true; // of the stream
    bool m_inHead = false;
    bool m_inMessage = false; // fragments of it are still to come
    int m_headEnd = 0;        // bytes of CR LF CR LF that have matched
    uchar m_header[14] = {};
    int m_have = 0;
    int m_need = 2;
};

} // namespace netcore
