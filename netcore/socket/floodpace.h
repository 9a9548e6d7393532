#pragma once

#include "netcore/base/clock.h"

namespace netcore {

/// Decides how long a flooded socket may be left alone, so that one read finds many datagrams.
///
/// Units    ns; messages as the kernel hands them over (with UDP_GRO a message may be a run of datagrams)
/// Limits   at most 200 µs, and at most as long as an eighth of the receive buffer takes to fill; nothing
///          below 20,000 messages a second
/// Thread   plain value, any one thread
class FloodPace
{
public:
    static constexpr SteadyNs longest = 200'000;
    static constexpr qint64 bytesBeside = 768; // what the kernel's buffer holds beside a small payload

    /// After a read that has emptied the socket: how long to wait before the next one, 0 for not at all.
    SteadyNs afterDrain(SteadyNs now, qint64 messages, qint64 bytes, qint64 bufferBytes);

private:
    SteadyNs m_since = 0; // of the counts
    qint64 m_messages = 0;
    qint64 m_bytes = 0;
    SteadyNs m_wait = 0;
};

} // namespace netcore
