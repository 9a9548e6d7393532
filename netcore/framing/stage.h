#pragma once

#include "netcore/framing/framer.h"

#include <optional>

namespace netcore {

/// One step between the payload of a frame and what it carries: `| crc(…)` verifies, `| slip` unpacks.
///
/// Thread   plain value, any one thread
class Stage
{
public:
    virtual ~Stage() = default;

    /// What the part before this stage carries for `payload`. Refused where it cannot.
    virtual Result<QByteArray> encode(QByteArrayView payload) const = 0;

    /// What is to be unpacked. The first stage after a framing whose payload stands as it is in the frame is
    /// given the whole frame too.
    struct Carried
    {
        QByteArrayView payload;
        QByteArrayView frame;
        qsizetype at = -1; // of the payload in the frame
    };
    struct Unpacked
    {
        FrameFault fault = FrameFault::None;
        FaultDetail detail;     // its `at` counts from the payload that was carried
        QByteArrayView payload; // of what was carried, or of `storage`
        QByteArray storage;
    };
    virtual Unpacked decode(const Carried &carried) const = 0;

    /// Bytes before and after the payload, where it stands as it is in what is carried; nothing where it does
    /// not.
    struct Margins
    {
        quint16 before = 0;
        quint16 after = 0;
    };
    virtual std::optional<Margins> margins() const { return std::nullopt; }

    /// Whether it looks at the whole frame: then encode() leaves room, and seal() completes the frame.
    virtual bool coversFrame() const { return false; }
    /// `payload` is the room of `frame` that encode() made.
    virtual Result<QByteArray> seal(QByteArray frame, qsizetype payloadAt, qsizetype payloadSize) const
    {
        Q_UNUSED(payloadAt);
        Q_UNUSED(payloadSize);
        return frame;
    }
};

} // namespace netcore
