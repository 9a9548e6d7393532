#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/session/conversation.h"
#include "netcore/session/session.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <list>
#include <vector>

namespace netcore {

/// UDP: a listener, or a client with a first peer; one conversation for each peer.
///
/// Limits   at most 1,000 conversations: a new peer ends the one that has been idle longest, so that a flood
///          of invented senders costs no memory
/// ICMP     what it reports is a notice and a failure; the socket stays open (faults row 31)
/// Thread   the engine's
class UdpSession final : public Session
{
public:
    static constexpr int mostConversations = 1000;

    UdpSession(EngineCore &core, SessionId id, const SessionRequest &request);
    ~UdpSession() override;

    void start() override;
    Result<void> sendTo(const QString &to, const QByteArray &payload, SendId id) override;
    bool hasLocal(const SocketAddress &address) const override;

    Result<void> transmit(Conversation &conversation, QByteArrayView payload);

private:
    class Channel;
    struct Place
    {
        Conversation *conversation;
        std::list<SocketAddress>::iterator use;
    };

    void closeSockets() override;
    void connectionEnded(Connection &connection) override;

    void resolved(quint64 generation, const Result<QList<SocketAddress>> &addresses);
    NetError bindAll(QList<SocketAddress> addresses);
    Result<void> bindOne(const SocketAddress &local, const SocketAddress &peer);
    NetError openTowards(const SocketAddress &peer);
    void opened();
    Channel *channelFor(const SocketAddress &peer) const;
    Conversation &conversationWith(const SocketAddress &peer, const SocketAddress &local, bool inbound);
    void sendResolved(const SocketAddress &to, const QByteArray &payload, SendId id);
    void refuseSend(SendId id, const QByteArray &payload, const NetError &error, const QString &where);
    void used(Place &place);

    void received(Channel &channel, std::span<const DatagramRun> batch);
    void icmp(Channel &channel, const IcmpReport &report);
    void dropsChanged();
    void socketFailed(const NetError &error);

    std::vector<std::unique_ptr<Channel>> m_channels;
    QHash<SocketAddress, Place> m_conversations;
    std::list<SocketAddress> m_byUse;    // the longest idle first
    Conversation *m_lastHeard = nullptr; // whose datagram came last: in a flood the next one is its, too
    QObject m_context;
    quint64 m_generation = 0;
};

} // namespace netcore
