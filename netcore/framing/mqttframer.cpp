#include "netcore/framing/mqttframer.h"

namespace netcore {

namespace {

constexpr int mostLengthBytes = 4;

/// MQTT 3.1.1 s.2.2.1 and 2.2.2; type 15 is AUTH of MQTT 5.
bool mayBegin(uchar first)
{
    const int type = first >> 4;
    const int flags = first & 0x0F;
    switch (type) {
    case 0: return false;
    case 3: return (flags & 0x06) != 0x06; // PUBLISH with QoS 3
    case 6:                                // PUBREL, SUBSCRIBE, UNSUBSCRIBE
    case 8:
    case 10: return flags == 2;
    default: return flags == 0;
    }
}

} // namespace

MqttFramer::MqttFramer(const FramingLimits &limits) : SteppedFramer(limits) {}

void MqttFramer::step(uchar byte)
{
    if (m_place++ == 0) {
        m_rest = 0;
        if (!mayBegin(byte))
            lose(FrameFault::Malformed);
        return;
    }
    m_rest |= quint32(byte & 0x7F) << (7 * (m_place - 2));
    if (!(byte & 0x80))
        skip(m_rest);
    else if (m_place == 1 + mostLengthBytes)
        lose(FrameFault::BadLength, m_rest);
}

Result<QByteArray> MqttFramer::encode(QByteArrayView payload) const
{
    MqttFramer fresh({maxFrame()});
    return onlyFrame(
        fresh, payload.toByteArray(),
        NETCORE_REASON("the payload is not one whole MQTT packet: type and flags, remaining length, and "
                       "so many bytes"));
}

} // namespace netcore
