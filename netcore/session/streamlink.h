#pragma once

#include "netcore/session/enginecore.h"
#include "netcore/socket/streamsocket.h"

namespace netcore {

/// A stream socket that passes its events to whoever holds it now: a race of connects first, its connection
/// afterwards.
///
/// Thread   the engine's
class StreamLink final : private StreamEvents
{
public:
    StreamLink(EngineCore &core, ConnectionId connection, StreamEvents &target)
        : m_target(&target)
        , m_socket(core.calls(), core.poller(), connection, *this, core.options().connectionHighWater)
    {
    }

    StreamSocket &socket() { return m_socket; }
    const StreamSocket &socket() const { return m_socket; }
    void setTarget(StreamEvents &target) { m_target = &target; }

private:
    void connected() override { m_target->connected(); }
    void received(QByteArrayView chunk, SteadyNs at) override { m_target->received(chunk, at); }
    void sent(QByteArrayView piece, SteadyNs at) override { m_target->sent(piece, at); }
    void peerFinished() override { m_target->peerFinished(); }
    void drained() override { m_target->drained(); }
    void failed(const NetError &error) override { m_target->failed(error); }
    void finished() override { m_target->finished(); }

    StreamEvents *m_target;
    StreamSocket m_socket;
};

} // namespace netcore
