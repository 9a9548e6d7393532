#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

/// Cuts one direction of HTTP/1 into messages: `http1`. A frame is a whole message, head and body as they are
/// on the wire.
///
/// Wire shape   start line, header lines, empty line; then no body (1xx, 204, 304, a request without length),
/// the
///              Content-Length's bytes, chunks, or (a response without length) all up to the end of the
///              stream. What follows a 101 is no HTTP: one frame up to the end.
/// Not seen     that a response answers HEAD or a successful CONNECT: that is said in the other direction
/// Errors       what cannot stand there is Malformed up to the next line that is a start line
/// Limits       keeps one line of at most 8 KiB
/// Thread       plain value, any one thread
/// Source       RFC 9112 s.2 to 7
class Http1Framer final : public SteppedFramer
{
public:
    static constexpr qsizetype longestLine = 8192;

    explicit Http1Framer(const FramingLimits &limits);

    /// Refused unless the payload is one whole message that ends before the connection does.
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    enum class At : quint8 { StartLine, Headers, Body, ChunkSize, ChunkEnd, Trailers, UntilEnd, Lost };

    void step(uchar byte) override;
    void skipped() override;
    void begin(bool ofStream) override;
    qsizetype withoutMeaning(QByteArrayView bytes) override;
    Frame openEnd() const override;

    void lineComplete();
    bool takeStart(QByteArrayView line);
    bool takeHeader(QByteArrayView line);
    bool takeLength(QByteArrayView value);
    void takeCodings(QByteArrayView value);
    bool takeChunkSize(QByteArrayView line);
    void headComplete();
    void malformed();

    At m_at = At::StartLine;
    QByteArray m_line;
    bool m_lineTooLong = false;
    int m_status = 0; // 0 for a request
    bool m_hasLength = false;
    bool m_hasCodings = false;
    bool m_chunked = false;
    quint64 m_length = 0;
    quint64 m_lineLength = 0; // also of what was not kept
};

} // namespace netcore
