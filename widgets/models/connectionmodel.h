#pragma once

#include "netcore/session/snapshot.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QHash>
#include <QtCore/QList>

#include <memory>
#include <unordered_map>
#include <vector>

namespace models {

/// Sessions and their connections as a tree: a session is a top row, its connections are the rows below it.
///
/// Values   raw through the roles (bytes, ns, enums); SnapshotRole gives the whole value. Sentences, colours
/// and
///          units are made by the delegate.
/// Order    as opened; a connection keeps its row until it is removed
/// Cost     a changed connection costs one look-up in a hash; one dataChanged per session and delta, whatever
/// the
///          number of rows; removals cost one pass over what lies behind them
class ConnectionModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        EndpointColumn, // the session's endpoint, the connection's peer
        StateColumn,
        BytesInColumn,
        BytesOutColumn,
        RateColumn, // bytes per second, both directions
        RecordsInColumn,
        RecordsOutColumn,
        RttColumn,
        SinceColumn,
        LocalColumn,
        ColumnCount
    };
    enum Role {
        IsSessionRole = Qt::UserRole, // bool
        SessionIdRole,                // netcore::SessionId
        ConnectionIdRole,             // netcore::ConnectionId, None for a session
        SnapshotRole,                 // SessionSnapshot or ConnectionSnapshot
        EndedRole,                    // bool
        RawRole,                      // the value of the column: qulonglong, double, qlonglong
        LiveCountRole,                // of a session: connections that have not ended
    };

    explicit ConnectionModel(QObject *parent = nullptr);
    ~ConnectionModel() override;

    void apply(const netcore::EngineDelta &delta);
    /// Wall time of record time 0, for SinceColumn.
    void setRecordingStart(netcore::WallNs start);

    const netcore::SessionSnapshot *session(netcore::SessionId id) const; // valid until the next apply()
    const netcore::ConnectionSnapshot *connection(netcore::ConnectionId id) const;
    QList<netcore::SessionSnapshot> sessions() const;
    QList<netcore::ConnectionSnapshot> connections() const; // in the order of the rows
    /// The same of one session, without a copy: thousands take some microseconds. Valid until the next
    /// apply().
    std::vector<const netcore::ConnectionSnapshot *> connectionsOf(netcore::SessionId id) const;
    /// Grows whenever a row came, went, began or ended; not for mere counts.
    quint64 shape() const { return m_shape; }
    QModelIndex indexOf(netcore::SessionId id) const;
    QModelIndex indexOf(netcore::ConnectionId id) const;
    int connectionCount() const; // live and ended

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    struct SessionNode;
    struct ConnectionNode;

    SessionNode *sessionNode(netcore::SessionId id) const;
    ConnectionNode *connectionNode(netcore::ConnectionId id) const;
    int rowOf(const SessionNode *node) const;
    int rowOf(const ConnectionNode *node) const;
    void applySession(const netcore::SessionSnapshot &snapshot);
    void applyConnections(const QList<netcore::ConnectionSnapshot> &snapshots);
    void appendConnections(SessionNode *session, const QList<netcore::ConnectionSnapshot> &snapshots);
    void removeSession(netcore::SessionId id);
    void removeConnections(const QList<netcore::ConnectionId> &ids);
    void removeRange(SessionNode *session, int first, int last);
    QVariant sessionData(const SessionNode &node, int column, int role) const;
    QVariant connectionData(const ConnectionNode &node, int column, int role) const;

    std::vector<std::unique_ptr<SessionNode>> m_sessions;
    QHash<netcore::SessionId, SessionNode *> m_sessionById;
    std::unordered_map<netcore::ConnectionId, std::unique_ptr<ConnectionNode>> m_connectionById;
    netcore::WallNs m_recordingStart = 0;
    quint64 m_shape = 0;
};

} // namespace models

Q_DECLARE_METATYPE(netcore::SessionSnapshot)
Q_DECLARE_METATYPE(netcore::ConnectionSnapshot)
Q_DECLARE_METATYPE(netcore::SessionId)
Q_DECLARE_METATYPE(netcore::ConnectionId)
