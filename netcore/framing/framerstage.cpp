#include "netcore/framing/framerstage.h"

namespace netcore {

FramerStage::FramerStage(std::unique_ptr<Framer> framer) : m_framer(std::move(framer)) {}

Result<QByteArray> FramerStage::encode(QByteArrayView payload) const
{
    return m_framer->encode(payload);
}

Stage::Unpacked FramerStage::decode(const Carried &whole) const
{
    const QByteArrayView carried = whole.payload;
    Unpacked unpacked;
    std::vector<Frame> frames;
    m_framer->reset();
    m_framer->feed(carried, 0, frames);
    m_framer->finish(frames);
    if (frames.size() == 1 && frames.front().fault == FrameFault::None) {
        unpacked.storage = m_framer->decode(frames.front(), carried);
        unpacked.payload = unpacked.storage;
        return unpacked;
    }
    unpacked.fault = FrameFault::BadInner;
    if (frames.size() == 1)
        unpacked.detail = m_framer->explain(frames.front(), carried);
    else
        unpacked.detail.reason =
            frames.empty() ? NETCORE_REASON("the payload has no frame of the next stage")
                           : NETCORE_REASON("the payload has more than one frame of the next stage");
    return unpacked;
}

} // namespace netcore
