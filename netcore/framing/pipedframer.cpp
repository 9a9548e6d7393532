#include "netcore/framing/pipedframer.h"

#include "netcore/framing/checksumstage.h"
#include "netcore/framing/framerkind.h"
#include "netcore/framing/framerstage.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr qsizetype keptCapacity = 64 << 10; // what may stay allocated between two long frames

using MadeStage = Result<std::unique_ptr<Stage>>;

MadeStage makeFramerStage(SpecReader &part, const FramingLimits &limits)
{
    MadeFramer framer = makeNamedFramer(part, limits);
    if (!framer)
        return refused(framer.error());
    return std::make_unique<FramerStage>(std::move(*framer));
}

bool isPlace(FrameFault fault)
{
    return fault == FrameFault::None || fault == FrameFault::BadCheck;
}

} // namespace

struct PipedFramer::Outcome
{
    FrameFault fault = FrameFault::None;
    FaultDetail detail;
    QByteArray payload;
};

PipedFramer::PipedFramer(std::unique_ptr<Framer> outer, std::unique_ptr<Framer> measure,
                         std::vector<std::unique_ptr<Stage>> stages)
    : m_outer(std::move(outer))
    , m_measure(std::move(measure))
    , m_stages(std::move(stages))
    , m_verbatim(m_outer->isVerbatim())
{
    Q_ASSERT(!m_stages.empty());
    for (const std::unique_ptr<Stage> &stage : m_stages) {
        const std::optional<Stage::Margins> margins = stage->margins();
        m_verbatim = m_verbatim && margins;
        if (!m_verbatim)
            break;
        m_margins.before = quint16(m_margins.before + margins->before);
        m_margins.after = quint16(m_margins.after + margins->after);
    }
}

/// The frame as the first framing cut it.
Frame PipedFramer::outerOf(Frame frame) const
{
    frame.headerLength = quint16(frame.headerLength - m_margins.before);
    frame.trailerLength = quint16(frame.trailerLength - m_margins.after);
    frame.fault = FrameFault::None;
    return frame;
}

/// REQUIRES: a frame as the first framing cut it, without a fault.
PipedFramer::Outcome PipedFramer::unpack(const Frame &frame, QByteArrayView wire) const
{
    Outcome outcome;
    QByteArray storage;
    Stage::Carried carried;
    if (m_outer->isVerbatim()) {
        carried.payload =
            wire.sliced(frame.headerLength, wire.size() - frame.headerLength - frame.trailerLength);
        carried.frame = wire;
        carried.at = frame.headerLength;
    } else {
        storage = m_outer->decode(frame, wire);
        carried.payload = storage;
    }
    for (const std::unique_ptr<Stage> &stage : m_stages) {
        Stage::Unpacked unpacked = stage->decode(carried);
        if (unpacked.fault != FrameFault::None && outcome.fault == FrameFault::None) {
            outcome.fault = unpacked.fault;
            outcome.detail = unpacked.detail;
            outcome.detail.at =
                carried.at < 0 || unpacked.detail.at < 0 ? -1 : carried.at + unpacked.detail.at;
        }
        if (!isPlace(unpacked.fault))
            return outcome;
        if (!unpacked.storage.isNull())
            storage = std::move(unpacked.storage);
        carried = {.payload = unpacked.payload, .frame = {}};
    }
    outcome.payload = carried.payload.toByteArray();
    return outcome;
}

void PipedFramer::check(Frame &frame, QByteArrayView wire) const
{
    if (frame.fault != FrameFault::None)
        return;
    const Outcome outcome = unpack(frame, wire);
    frame.fault = outcome.fault;
    if (frame.fault == FrameFault::BadCheck)
        frame.declared = outcome.detail.got;
    if (!isPlace(frame.fault))
        return;
    frame.headerLength = quint16(frame.headerLength + m_margins.before);
    frame.trailerLength = quint16(frame.trailerLength + m_margins.after);
}

/// The frames from `first` on end in `bytes`, the last that were fed; they begin there or in m_kept.
void PipedFramer::checkFrom(size_t first, QByteArrayView bytes, std::vector<Frame> &frames)
{
    const quint64 bytesFrom = m_end - quint64(bytes.size());
    const quint64 keptFrom = bytesFrom - quint64(m_kept.size());
    for (size_t i = first; i < frames.size(); ++i) {
        Frame &frame = frames[i];
        if (frame.offset >= bytesFrom) {
            check(frame, bytes.sliced(qsizetype(frame.offset - bytesFrom), frame.length));
            continue;
        }
        const quint64 frameEnd = frame.offset + frame.length;
        if (const quint64 keptEnd = keptFrom + quint64(m_kept.size()); frameEnd > keptEnd)
            m_kept += bytes.sliced(qsizetype(keptEnd - bytesFrom), qsizetype(frameEnd - keptEnd));
        check(frame, QByteArrayView(m_kept).sliced(qsizetype(frame.offset - keptFrom), frame.length));
    }
}

/// REQUIRES: m_kept ends where `bytes` begins, or nothing of it is pending any more.
void PipedFramer::keepPending(QByteArrayView bytes)
{
    const quint64 pending = m_outer->pending();
    if (pending > quint64(bytes.size())) {
        m_kept += bytes;
        m_kept.remove(0, m_kept.size() - qsizetype(pending));
        return;
    }
    if (m_kept.capacity() > keptCapacity)
        m_kept = QByteArray();
    m_kept.truncate(0);
    m_kept += bytes.last(qsizetype(pending));
}

void PipedFramer::feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames)
{
    const size_t first = frames.size();
    m_outer->feed(bytes, at, frames);
    m_end += quint64(bytes.size());
    const qsizetype keptBefore = m_kept.size();
    checkFrom(first, bytes, frames);
    if (m_outer->pending() > quint64(bytes.size()))
        m_kept.truncate(keptBefore);
    keepPending(bytes);
}

void PipedFramer::finish(std::vector<Frame> &frames)
{
    const size_t first = frames.size();
    m_outer->finish(frames);
    checkFrom(first, {}, frames);
    m_kept = QByteArray();
}

void PipedFramer::reset()
{
    m_outer->reset();
    m_end = 0;
    m_kept = QByteArray();
}

Result<QByteArray> PipedFramer::encode(QByteArrayView payload) const
{
    QByteArray carried = payload.toByteArray();
    for (auto stage = m_stages.rbegin(); stage != m_stages.rend(); ++stage) {
        Result<QByteArray> packed = (*stage)->encode(carried);
        if (!packed)
            return packed;
        carried = std::move(*packed);
    }
    Result<QByteArray> wire = m_outer->encode(carried);
    if (!wire || !m_stages.front()->coversFrame())
        return wire;
    return sealed(*wire);
}

std::optional<Frame> PipedFramer::onlyFrameOf(const QByteArray &wire) const
{
    std::vector<Frame> frames;
    m_measure->reset();
    m_measure->feed(wire, 0, frames);
    m_measure->finish(frames);
    if (frames.size() != 1 || frames.front().fault != FrameFault::None)
        return std::nullopt;
    return frames.front();
}

Result<QByteArray> PipedFramer::sealed(const QByteArray &wire) const
{
    const std::optional<Frame> frame = onlyFrameOf(wire);
    if (!frame)
        return refused(NetError::invalid(NETCORE_REASON("this payload does not become one frame")));
    const qsizetype size = wire.size() - frame->headerLength - frame->trailerLength;
    Result<QByteArray> done = m_stages.front()->seal(wire, frame->headerLength, size);
    if (done && onlyFrameOf(*done) != frame)
        return refused(
            NetError::invalid(NETCORE_REASON("the peer would cut this frame inside its checksum")));
    return done;
}

QByteArray PipedFramer::decode(const Frame &frame, QByteArrayView wire) const
{
    if (!isPlace(frame.fault))
        return wire.toByteArray();
    return unpack(outerOf(frame), wire).payload;
}

FaultDetail PipedFramer::explain(const Frame &frame, QByteArrayView wire) const
{
    if (frame.fault == FrameFault::BadCheck)
        return unpack(outerOf(frame), wire).detail;
    if (frame.fault == FrameFault::BadInner)
        return unpack(frame, wire).detail;
    return m_outer->explain(frame, wire);
}

MadeFramer makePipedFramer(std::vector<SpecReader> &parts, const FramingLimits &limits)
{
    SpecReader again = parts.front();
    MadeFramer outer = makeNamedFramer(parts.front(), limits);
    if (!outer)
        return outer;
    MadeFramer measure = makeNamedFramer(again, limits);
    std::vector<std::unique_ptr<Stage>> stages;
    std::optional<quint32> payloadSize = (*outer)->payloadSize();
    for (size_t i = 1; i < parts.size(); ++i) {
        const bool isCheck = parts[i].name() == QLatin1String("crc");
        MadeStage stage = isCheck ? makeChecksumStage(parts[i], payloadSize, i == 1 && (*outer)->isVerbatim())
                                  : makeFramerStage(parts[i], limits);
        if (!stage)
            return refused(stage.error());
        const std::optional<Stage::Margins> margins = (*stage)->margins();
        payloadSize = payloadSize && margins ? std::optional(*payloadSize - margins->before - margins->after)
                                             : std::nullopt;
        stages.push_back(std::move(*stage));
    }
    return std::make_unique<PipedFramer>(std::move(*outer), std::move(*measure), std::move(stages));
}

} // namespace netcore
