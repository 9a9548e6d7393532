#pragma once

#include "netcore/framing/framer.h"

#include <functional>

namespace netcore {

/// What framings share whose header of fixed size says how long the frame is, and whose header can be told
/// from rubbish.
struct HeaderShape
{
    /// What a header says.
    struct Verdict
    {
        bool plausible = false;
        quint64 rest = 0; // bytes that follow the header, or what was declared where that cannot be
    };

    quint16 size = 0; // bytes
    std::function<Verdict(const uchar *header)> judge;
    bool resynchronises = true; // a header that cannot be is looked for again at the next byte
    bool stripped = true;       // the payload is what follows the header; else the whole frame
    quint16 trailer = 0;        // of `rest`, bytes after the payload
    /// The header for a payload of this size; refused where there can be none. Without it (and not stripped)
    /// the payload must be a whole frame.
    std::function<Result<QByteArray>(QByteArrayView payload)> makeHeader;
    const char *refusal = ""; // why a payload that is no frame is refused
};

/// Cuts a byte stream by headers of fixed size.
///
/// Wire shape   as HeaderShape says
/// Errors       a header that cannot be: with `resynchronises`, the bytes up to the next that can be are one
/// frame,
///              Malformed; without, the header is BadLength and all after it Unframed. The header of a frame
///              over maxFrame is a frame by itself, TooLong
/// Limits       keeps one header (at most 256 bytes)
/// Thread       plain value, any one thread
class HeaderFramer final : public Framer
{
public:
    static constexpr quint16 largestHeader = 256;

    /// REQUIRES: 0 < shape.size <= largestHeader.
    HeaderFramer(HeaderShape shape, const FramingLimits &limits);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_end - m_start; }
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    void headerComplete(std::vector<Frame> &frames);
    void slide(std::vector<Frame> &frames);
    void refuseHeader(std::vector<Frame> &frames, FrameFault fault, quint64 declared);
    void cut(std::vector<Frame> &frames, quint64 length, FrameFault fault, quint64 declared = 0);
    void bodyComplete(std::vector<Frame> &frames);

    HeaderShape m_shape;
    quint32 m_maxFrame;
    quint64 m_start = 0; // of the frame, or of the rubbish before the header
    quint64 m_end = 0;
    quint64 m_rest = 0; // of the frame, to come
    bool m_inBody = false;
    bool m_lost = false;
    uchar m_header[largestHeader] = {};
    int m_kept = 0; // bytes of a possible header, the last that were fed
};

/// `mbap`, `tpkt`, `dns-tcp`: framings of this kind that need no argument.
HeaderShape mbapShape();
HeaderShape tpktShape();
HeaderShape dnsTcpShape();

} // namespace netcore
