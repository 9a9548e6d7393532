#pragma once

#include "netcore/session/connection.h"
#include "netcore/session/streamlink.h"

#include <QtCore/QQueue>

namespace netcore {

/// One TCP or Unix stream, from its first try to its end.
///
/// Peer's FIN   a session with a responder, or a client that reconnects, closes too once its replies are out;
///              any other stays in CLOSE-WAIT and can still send, until the user closes it (faults row 17)
/// Sends        one SendOutcome each, when the kernel has taken all of it or the connection has ended
/// Thread       the engine's
class StreamConnection final : public Connection, private StreamEvents
{
public:
    StreamConnection(EngineCore &core, Session &session, const ConnectionSnapshot &seed);
    ~StreamConnection() override;

    /// Takes over a connected socket.
    void established(std::unique_ptr<StreamLink> link);
    /// Takes over an accepted descriptor. A refusal has ended the connection.
    void adopt(int fd);
    void setPhase(ConnectionState state) { setState(state); } // Resolving, SynSent
    /// It never came to be.
    void connectFailed(EndReason reason, const NetError &error);

    Result<void> send(QByteArrayView payload, SendId id) override;
    Result<void> shutdownWrite() override;
    Result<void> setNoDelay(bool on) override;
    void close(EndReason reason) override;
    void reset() override;
    void abandon() override;
    bool canTakeReply() const override;
    void pauseReading(bool paused) override;
    void sample(bool all) override;

private:
    struct PendingSend
    {
        SendId id;
        quint64 asked;
        quint64 done;
    };

    void connected() override {}
    void received(QByteArrayView chunk, SteadyNs at) override;
    void sent(QByteArrayView piece, SteadyNs at) override;
    void peerFinished() override;
    void drained() override;
    void failed(const NetError &error) override;
    void finished() override;

    bool isOpen() const { return isLive() && m_link && m_link->socket().descriptor() >= 0; }
    void begin();
    Result<void> roomFor(qsizetype size) const;
    void updateUnsent();
    void closeAfterPeer();
    EndReason reasonOfEnd() const;
    void finishSends(const NetError &error);
    void tell(const PendingSend &send, const NetError &error);
    void takeAddresses();

    std::unique_ptr<StreamLink> m_link;
    QQueue<PendingSend> m_sends;
    EndReason m_asked = EndReason::None;
    NetError m_error;
    bool m_weFinishedFirst = false;
};

} // namespace netcore
