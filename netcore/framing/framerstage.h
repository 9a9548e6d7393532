#pragma once

#include "netcore/framing/stage.h"

namespace netcore {

/// A framing inside a frame: the payload of what stands before it is exactly one frame of it.
///
/// Errors   no frame, a faulty one, or more than one is FrameFault::BadInner, with the inner reason
/// Thread   plain value, any one thread
class FramerStage final : public Stage
{
public:
    explicit FramerStage(std::unique_ptr<Framer> framer);

    Result<QByteArray> encode(QByteArrayView payload) const override;
    Unpacked decode(const Carried &carried) const override;

private:
    std::unique_ptr<Framer> m_framer; // its state between two calls is that after reset()
};

} // namespace netcore
