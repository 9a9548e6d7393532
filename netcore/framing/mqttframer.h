#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

/// Cuts MQTT into its control packets: `mqtt`. A frame is a whole packet, header included.
///
/// Wire shape   type and flags (1 byte), remaining length (1 to 4 bytes, 7 bits each, least first), so many
/// bytes Errors       a type or flags that are not allowed are Malformed, a fifth byte of length BadLength;
/// nothing
///              resynchronises MQTT, so that all after it is Unframed
/// Thread       plain value, any one thread
/// Source       OASIS MQTT 3.1.1 s.2.2, MQTT 5.0 s.2.1
class MqttFramer final : public SteppedFramer
{
public:
    explicit MqttFramer(const FramingLimits &limits);

    /// Refused unless the payload is one whole control packet.
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    void step(uchar byte) override;
    void skipped() override { complete(); }
    void begin(bool) override { m_place = 0; }

    int m_place = 0; // of the next byte in the header
    quint32 m_rest = 0;
};

} // namespace netcore
