#pragma once

#include "netcore/framing/framer.h"
#include "netcore/payload/checksum.h"

namespace netcore {

/// Cuts Modbus RTU, as it passes over a serial server, into requests and responses: `modbus-rtu`.
///
/// Wire shape   address, function, data, CRC-16 (low byte first). The function, and for some a count, says
/// how long a
///              request or a response is; whichever's CRC is right is the frame, the shorter one first. The
///              payload is without the CRC.
/// Errors       bytes that begin no such frame are BadCheck, up to where the next good one begins
/// Limits       keeps at most 256 bytes (the longest frame); the public functions 1 to 24 and exceptions, not
/// 43 in
///              responses: their length is not said at one place
/// Thread       plain value, any one thread
/// Source       MODBUS Application Protocol V1.1b3 s.6, MODBUS over Serial Line V1.02 s.2.5.1 and 6.2.2 (CRC)
class ModbusRtuFramer final : public Framer
{
public:
    static constexpr int longestFrame = 256;

    explicit ModbusRtuFramer(const FramingLimits &limits);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_end - m_start; }
    /// Address, function and data, to which the CRC is added. Refused where its length does not fit its
    /// function.
    Result<QByteArray> encode(QByteArrayView payload) const override;
    FaultDetail explain(const Frame &frame, QByteArrayView wire) const override;

private:
    enum class Found : quint8 { Frame, Nothing, MoreNeeded };

    Found look();
    void examine(std::vector<Frame> &frames, bool ended);
    void cutFrame(std::vector<Frame> &frames);
    void cutRubbish(std::vector<Frame> &frames, quint64 end, FrameFault fault);
    void slide(std::vector<Frame> &frames);
    void drop(int count);

    quint32 m_maxFrame;
    Checksum m_crc;      // never added to: its table is shared
    quint64 m_start = 0; // of the frame, or of the bytes before it that are none
    quint64 m_end = 0;
    uchar m_window[longestFrame] = {}; // the last m_kept bytes that were fed
    int m_kept = 0;
    int m_tested = 0; // lengths up to this one are not right
    int m_found = 0;
    int m_wrong[2] = {}; // lengths whose CRC was wrong at m_start
};

} // namespace netcore
