#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/exchange/exportrange.h"

#include <QtCore/QHash>

#include <map>

namespace netcore {

/// What carried a conversation.
enum class Carrier : quint8 { Tcp, Udp, Unix };

/// Who talked with whom in one connection, as its records of opening and closing tell it.
struct ConversationFacts
{
    quint32 session = 0;
    Carrier carrier = Carrier::Tcp;
    bool inbound = false; // the peer opened it
    bool again = false;   // written again for a ring: the connection was open long before
    SocketAddress local;  // null where it is not known
    SocketAddress peer;
    QByteArray ended; // as session/README.md names it: "reset-by-peer"; empty while it is open
    QByteArray error; // "ECONNREFUSED"; empty without

    /// The payload of a ConnectionOpened or ConnectionClosed; null facts where it cannot be read.
    static ConversationFacts fromJson(const QByteArray &payload);
    QByteArray toJson() const;
};

/// What the records of a range need to be understood, wherever in the recording it is told.
///
/// Notes    each is told with the last packet-making record of its connection before it (its next one where
///          there is none before), so that it can be written beside it
struct RangeFacts
{
    QHash<ConnectionId, ConversationFacts> conversations;
    QHash<quint32, QString> sessions; // endpoint spec by session
    std::map<RowNumber, QList<QString>> notes;
    QList<QString> looseNotes; // without such a record

    const ConversationFacts *of(ConnectionId connection) const;
};

/// Looks through the range, and before it as far as needed. False where `progress` ended it.
///
/// Thread   any, blocking
bool gatherFacts(const RecordingReader &reader, const ExportRange &range, RangeFacts &facts,
                 const ExchangeProgress &progress);

/// The address that SocketAddress::toString() wrote; null for anything else.
SocketAddress addressFromText(const QString &text);

} // namespace netcore
