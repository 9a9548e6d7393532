#pragma once

#include "netcore/session/snapshot.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <functional>
#include <vector>

namespace widgets {

/// One place to which the composer can send.
struct ComposeTarget
{
    enum class Kind : quint8 {
        None,
        Connection,   // EngineHandle::send
        AllOfSession, // EngineHandle::sendToAll
        UdpAddress,   // EngineHandle::sendTo with `address`
    };
    Kind kind = Kind::None;
    netcore::SessionId session = netcore::SessionId::None;
    netcore::ConnectionId connection = netcore::ConnectionId::None;
    QString sessionName;          // as the user named it, or its endpoint
    QString address;              // UdpAddress: "host:port" as typed
    netcore::SocketAddress local; // null where the kernel has not chosen yet
    netcore::SocketAddress peer;  // null unless Connection
    QString framing;              // the session's one-line spec, empty for raw
    bool datagrams = false;       // one send is one datagram
    bool inbound = false;         // the peer opened it
    int connections = 1;          // AllOfSession: live ones

    /// True if both name the same place, whatever their addresses say by now.
    bool isSamePlace(const ComposeTarget &other) const;
    /// True if this connection is the next one of the client session whose last one is `ended`.
    bool isSuccessorOf(const ComposeTarget &ended) const;
    bool operator==(const ComposeTarget &) const = default;
};

/// The places to which one can send now.
struct ComposeTargets
{
    static constexpr int mostListed = 300; // connections; nobody looks for one of thousands in a list

    QList<ComposeTarget> listed;
    qsizetype unlisted = 0; // live connections beyond those
};

/// The connections of a session, in order.
using ConnectionsOf =
    std::function<std::vector<const netcore::ConnectionSnapshot *>(netcore::SessionId session)>;

/// Live connections, every listener with at least one ("all of"), every open UDP session (any address). What
/// `current` names, or its successor, is listed whatever its place.
ComposeTargets composeTargets(const QList<netcore::SessionSnapshot> &sessions,
                              const ConnectionsOf &connectionsOf, const ComposeTarget &current);
/// One connection of the session; Kind::None where nothing can be sent on it.
ComposeTarget composeTarget(const netcore::SessionSnapshot &session,
                            const netcore::ConnectionSnapshot &connection);

} // namespace widgets
