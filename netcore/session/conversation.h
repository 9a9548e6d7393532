#pragma once

#include "netcore/session/connection.h"
#include "netcore/socket/datagramsocket.h"

namespace netcore {

class UdpSession;

/// One UDP conversation: the datagrams of a session to and from one peer.
///
/// Thread   the engine's
class Conversation final : public Connection
{
public:
    Conversation(EngineCore &core, UdpSession &session, const ConnectionSnapshot &seed);

    void begin() { describe(); }
    void received(const DatagramRun &run);
    /// Told by the session after the kernel took it.
    void handedOver(QByteArrayView payload, SteadyNs at);
    void failedToStart(const NetError &error);

    Result<void> send(QByteArrayView payload, SendId id) override;
    Result<void> shutdownWrite() override;
    void close(EndReason reason) override;
    void reset() override;
    void abandon() override { close(EndReason::SessionClosed); }
    bool canTakeReply() const override { return true; }
    void pauseReading(bool) override {} // a datagram is dropped by the kernel, never slowed

private:
    void recordRun(const DatagramRun &run);

    UdpSession &m_udp;
};

} // namespace netcore
