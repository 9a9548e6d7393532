#pragma once

#include "netcore/framing/framer.h"

namespace netcore {

class SpecReader;

/// Cuts a byte stream into frames of one size: `fixed(16)`.
///
/// Wire shape   `size` bytes a frame, no header, no trailer
/// Errors       what is left at the end is FrameFault::Unterminated
/// Thread       plain value, any one thread
class FixedFramer final : public Framer
{
public:
    /// REQUIRES: size > 0.
    explicit FixedFramer(quint32 size);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_pending; }
    std::optional<quint32> payloadSize() const override { return m_size; }
    /// Refused unless the payload has the frame's size: padding would be a guess.
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    quint32 m_size;
    quint64 m_start = 0;
    quint64 m_pending = 0;
};

MadeFramer makeFixedFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
