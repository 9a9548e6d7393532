#pragma once

#include "netcore/framing/framingspec.h"
#include "netcore/framing/stage.h"

namespace netcore {

/// A framing whose payloads pass through stages: `len(u16be) | crc(crc16-modbus, last 2 le) | slip`.
///
/// Frames       those of the first framing, with the fault of the first stage that refused the payload
/// Header       counts the bytes of stages too, as long as the payload stands as it is in the frame
/// Limits       keeps the bytes of the frame that is not complete, as many as have arrived (at most maxFrame)
/// Thread       plain value, any one thread
class PipedFramer final : public Framer
{
public:
    /// REQUIRES: stages is not empty; `measure` is a second framer from the spec of `outer`.
    PipedFramer(std::unique_ptr<Framer> outer, std::unique_ptr<Framer> measure,
                std::vector<std::unique_ptr<Stage>> stages);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_outer->pending(); }
    std::optional<SteadyNs> completingSilence() const override { return m_outer->completingSilence(); }
    Result<QByteArray> encode(QByteArrayView payload) const override;
    QByteArray decode(const Frame &frame, QByteArrayView wire) const override;
    bool isVerbatim() const override { return m_verbatim; }
    FaultDetail explain(const Frame &frame, QByteArrayView wire) const override;

private:
    struct Outcome;
    Outcome unpack(const Frame &frame, QByteArrayView wire) const;
    Frame outerOf(Frame frame) const;
    void check(Frame &frame, QByteArrayView wire) const;
    void checkFrom(size_t first, QByteArrayView bytes, std::vector<Frame> &frames);
    void keepPending(QByteArrayView bytes);
    Result<QByteArray> sealed(const QByteArray &wire) const;
    std::optional<Frame> onlyFrameOf(const QByteArray &wire) const;

    std::unique_ptr<Framer> m_outer;
    std::unique_ptr<Framer> m_measure; // cuts what encode() made, apart from the stream
    std::vector<std::unique_ptr<Stage>> m_stages;
    Stage::Margins m_margins; // of the stages up to the first that changes bytes
    bool m_verbatim = true;

    quint64 m_end = 0; // of what was fed
    QByteArray m_kept; // the last bytes before m_end, from the first that belongs to no frame yet
};

/// The framing parts[0] and the stages after it.
MadeFramer makePipedFramer(std::vector<SpecReader> &parts, const FramingLimits &limits);

} // namespace netcore
