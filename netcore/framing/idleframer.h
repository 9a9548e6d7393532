#pragma once

#include "netcore/framing/framer.h"

namespace netcore {

/// Cuts a byte stream where nothing came for a while: `idle(20ms)`.
///
/// Wire shape   none: a frame is what came without a pause of `gap` or more between two reads
/// Times        those of the reads, as they were recorded. Reads at one time are one read, however they are
/// cut. The
///              newest frame is complete when the read after the pause comes, the stream ends, or whoever
///              feeds it live has seen the pause pass (completingSilence()).
/// Limits       over maxFrame it is cut into pieces, each TooLong, up to the next pause
/// Thread       plain value, any one thread
/// Source       the silent interval of MODBUS over Serial Line V1.02 s.2.5.1.1
class IdleFramer final : public Framer
{
public:
    /// REQUIRES: gap > 0.
    IdleFramer(SteadyNs gap, const FramingLimits &limits);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_end - m_start; }
    std::optional<SteadyNs> completingSilence() const override { return m_gap; }
    /// The payload as it is; whoever sends it keeps the pause.
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    SteadyNs m_gap;
    quint32 m_maxFrame;
    SteadyNs m_last = 0;
    quint64 m_start = 0;
    quint64 m_end = 0;
    bool m_overlong = false;
};

} // namespace netcore
