#pragma once

#include "netcore/framing/framer.h"

namespace netcore {

class SpecReader;

/// No framing: the stream is one long payload.
///
/// Wire shape   the bytes as they are. What one read returned is a chunk, not a frame, so that raw gives its
/// single frame
///              when the stream ends, or one for every `maxFrame` bytes; who wants each read looks at the
///              chunks.
/// Thread       plain value, any one thread
class RawFramer final : public Framer
{
public:
    explicit RawFramer(const FramingLimits &limits);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_pending; }
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    quint32 m_piece;
    quint64 m_start = 0;
    quint64 m_pending = 0;
};

MadeFramer makeRawFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
