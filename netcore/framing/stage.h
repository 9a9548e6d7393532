#pragma once

#include "netcore/framing/framer.h"

#include <optional>

namespace netcore {

/// One step between the payload of a frame and what it carries: `| crc(…)` verifies, `| slip` unpacks.
///
/// Thread   plain value, any thread
class Stage
{
public:
    virtual ~Stage() = default;

    /// What stands before this stage carries for `payload`. Refused where it cannot.
    virtual Result<QByteArray> encode(QByteArrayView payload) const = 0;

    /// What was carried, looked at and unpacked.
    struct Unpacked
    {
        FrameFault fault = FrameFault::None;
        FaultDetail detail;
        QByteArrayView payload; // of `carried`, or of `storage`
        QByteArray storage;
    };
    virtual Unpacked decode(QByteArrayView carried) const = 0;

    /// Bytes before and after the payload where it stands as it is in what is carried; nothing where it does
    /// not.
    struct Margins
    {
        quint16 before = 0;
        quint16 after = 0;
    };
    virtual std::optional<Margins> margins() const { return std::nullopt; }
};

} // namespace netcore
