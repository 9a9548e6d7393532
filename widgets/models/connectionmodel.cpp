#include "widgets/models/connectionmodel.h"

#include <QtCore/QMap>

#include <algorithm>
#include <climits>
#include <functional>

namespace models {

using netcore::ConnectionId;
using netcore::ConnectionSnapshot;
using netcore::SessionId;
using netcore::SessionSnapshot;

/// What an index points to; the tree is two levels deep.
struct ConnectionModel::Node
{
    SessionNode *session = nullptr; // the parent of a connection; null for a session
};

struct ConnectionModel::ConnectionNode : Node
{
    ConnectionSnapshot snapshot;
    int row = 0; // right where it is below SessionNode::rowsRightUpTo
};

struct ConnectionModel::SessionNode : Node
{
    SessionSnapshot snapshot;
    // Plain pointers, owned by m_connectionById: thousands are removed one by one, each moving those behind
    // it.
    std::vector<ConnectionNode *> connections;
    mutable int rowsRightUpTo = 0;
    int live = 0;
    quint64 bytesIn = 0, bytesOut = 0, recordsIn = 0, recordsOut = 0;
    double rate = 0;

    void add(const ConnectionSnapshot &c, int sign)
    {
        const auto factor = quint64(qint64(sign)); // wraps as unsigned arithmetic does
        bytesIn += factor * c.bytesIn;
        bytesOut += factor * c.bytesOut;
        recordsIn += factor * c.recordsIn;
        recordsOut += factor * c.recordsOut;
        rate = std::max(0.0, rate + sign * (c.rateIn + c.rateOut));
        live += c.ended == netcore::EndReason::None ? sign : 0;
        if (live == 0)
            rate = 0;
    }
};

ConnectionModel::ConnectionModel(QObject *parent) : QAbstractItemModel(parent) {}
ConnectionModel::~ConnectionModel() = default;

void ConnectionModel::setRecordingStart(netcore::WallNs start)
{
    m_recordingStart = start;
}

void ConnectionModel::apply(const netcore::EngineDelta &delta)
{
    for (const SessionSnapshot &snapshot : delta.sessions)
        applySession(snapshot);
    applyConnections(delta.connections);
    removeConnections(delta.removedConnections);
    for (const SessionId id : delta.removedSessions)
        removeSession(id);
}

ConnectionModel::SessionNode *ConnectionModel::sessionNode(SessionId id) const
{
    return m_sessionById.value(id);
}

ConnectionModel::ConnectionNode *ConnectionModel::connectionNode(ConnectionId id) const
{
    const auto at = m_connectionById.find(id);
    return at == m_connectionById.end() ? nullptr : at->second.get();
}

const SessionSnapshot *ConnectionModel::session(SessionId id) const
{
    const SessionNode *node = sessionNode(id);
    return node ? &node->snapshot : nullptr;
}

const ConnectionSnapshot *ConnectionModel::connection(ConnectionId id) const
{
    const ConnectionNode *node = connectionNode(id);
    return node ? &node->snapshot : nullptr;
}

QList<SessionSnapshot> ConnectionModel::sessions() const
{
    QList<SessionSnapshot> all;
    all.reserve(qsizetype(m_sessions.size()));
    for (const auto &node : m_sessions)
        all.append(node->snapshot);
    return all;
}

QList<ConnectionSnapshot> ConnectionModel::connections() const
{
    QList<ConnectionSnapshot> all;
    all.reserve(connectionCount());
    for (const auto &session : m_sessions)
        for (const ConnectionNode *node : session->connections)
            all.append(node->snapshot);
    return all;
}

std::vector<const ConnectionSnapshot *> ConnectionModel::connectionsOf(SessionId id) const
{
    std::vector<const ConnectionSnapshot *> all;
    if (const SessionNode *session = sessionNode(id)) {
        all.reserve(session->connections.size());
        for (const ConnectionNode *node : session->connections)
            all.push_back(&node->snapshot);
    }
    return all;
}

int ConnectionModel::connectionCount() const
{
    return int(m_connectionById.size());
}

QModelIndex ConnectionModel::indexOf(SessionId id) const
{
    SessionNode *node = sessionNode(id);
    return node ? createIndex(rowOf(node), 0, static_cast<Node *>(node)) : QModelIndex();
}

QModelIndex ConnectionModel::indexOf(ConnectionId id) const
{
    ConnectionNode *node = connectionNode(id);
    return node ? createIndex(rowOf(node), 0, static_cast<Node *>(node)) : QModelIndex();
}

int ConnectionModel::rowOf(const SessionNode *node) const
{
    const auto at = std::find_if(m_sessions.begin(), m_sessions.end(),
                                 [node](const auto &candidate) { return candidate.get() == node; });
    return int(at - m_sessions.begin());
}

int ConnectionModel::rowOf(const ConnectionNode *node) const
{
    const SessionNode &session = *node->session;
    // Removals leave the rows behind them to be counted again only when somebody asks for one.
    for (int row = session.rowsRightUpTo; row < int(session.connections.size()); ++row)
        session.connections[size_t(row)]->row = row;
    session.rowsRightUpTo = int(session.connections.size());
    return node->row;
}

void ConnectionModel::applySession(const SessionSnapshot &snapshot)
{
    if (SessionNode *node = sessionNode(snapshot.id)) {
        if (node->snapshot.state != snapshot.state || node->snapshot.locals != snapshot.locals ||
            node->snapshot.framing != snapshot.framing)
            ++m_shape;
        node->snapshot = snapshot;
        const int row = rowOf(node);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    const int row = int(m_sessions.size());
    beginInsertRows({}, row, row);
    m_sessions.push_back(std::make_unique<SessionNode>());
    m_sessions.back()->snapshot = snapshot;
    m_sessionById.insert(snapshot.id, m_sessions.back().get());
    ++m_shape;
    endInsertRows();
}

void ConnectionModel::applyConnections(const QList<ConnectionSnapshot> &snapshots)
{
    struct Rows
    {
        int first = INT_MAX, last = -1;
    };
    QMap<SessionId, Rows> changed;
    QMap<SessionId, QList<ConnectionSnapshot>> arrived;
    for (const ConnectionSnapshot &snapshot : snapshots) {
        ConnectionNode *node = connectionNode(snapshot.id);
        if (!node) {
            arrived[snapshot.session].append(snapshot);
            continue;
        }
        if (node->snapshot.ended != snapshot.ended || node->snapshot.state != snapshot.state)
            ++m_shape;
        node->session->add(node->snapshot, -1);
        node->snapshot = snapshot;
        node->session->add(node->snapshot, +1);
        Rows &rows = changed[snapshot.session];
        const int row = rowOf(node);
        rows = {std::min(rows.first, row), std::max(rows.last, row)};
    }
    for (auto it = changed.cbegin(); it != changed.cend(); ++it) {
        const QModelIndex parent = indexOf(it.key());
        Q_EMIT dataChanged(index(it->first, 0, parent), index(it->last, ColumnCount - 1, parent));
        Q_EMIT dataChanged(parent, parent.siblingAtColumn(ColumnCount - 1));
    }
    for (auto it = arrived.cbegin(); it != arrived.cend(); ++it)
        if (SessionNode *session = sessionNode(it.key()))
            appendConnections(session, *it);
}

void ConnectionModel::appendConnections(SessionNode *session, const QList<ConnectionSnapshot> &snapshots)
{
    const QModelIndex parent = indexOf(session->snapshot.id);
    const int first = int(session->connections.size());
    beginInsertRows(parent, first, first + int(snapshots.size()) - 1);
    for (const ConnectionSnapshot &snapshot : snapshots) {
        auto node = std::make_unique<ConnectionNode>();
        node->session = session;
        node->snapshot = snapshot;
        session->add(snapshot, +1);
        session->connections.push_back(node.get());
        m_connectionById[snapshot.id] = std::move(node);
    }
    ++m_shape;
    endInsertRows();
    Q_EMIT dataChanged(parent, parent.siblingAtColumn(ColumnCount - 1));
}

void ConnectionModel::removeConnections(const QList<ConnectionId> &ids)
{
    QMap<SessionId, std::vector<int>> rowsBySession;
    for (const ConnectionId id : ids)
        if (const ConnectionNode *node = connectionNode(id))
            rowsBySession[node->session->snapshot.id].push_back(rowOf(node));
    for (auto it = rowsBySession.begin(); it != rowsBySession.end(); ++it) {
        std::sort(it->begin(), it->end(), std::greater<>());
        SessionNode *session = sessionNode(it.key());
        for (size_t i = 0; i < it->size();) { // from the end, whole ranges at a time
            const int last = (*it)[i];
            int first = last;
            while (++i < it->size() && (*it)[i] == first - 1)
                --first;
            removeRange(session, first, last);
        }
        const QModelIndex parent = indexOf(it.key());
        Q_EMIT dataChanged(parent, parent.siblingAtColumn(ColumnCount - 1));
    }
}

void ConnectionModel::removeRange(SessionNode *session, int first, int last)
{
    beginRemoveRows(indexOf(session->snapshot.id), first, last);
    const auto from = session->connections.begin() + first;
    const auto to = session->connections.begin() + last + 1;
    for (auto it = from; it != to; ++it) {
        session->add((*it)->snapshot, -1);
        const ConnectionId id = (*it)->snapshot.id;
        m_connectionById.erase(id);
    }
    session->connections.erase(from, to);
    session->rowsRightUpTo = std::min(session->rowsRightUpTo, first);
    ++m_shape;
    endRemoveRows();
}

void ConnectionModel::removeSession(SessionId id)
{
    SessionNode *node = sessionNode(id);
    if (!node)
        return;
    if (!node->connections.empty())
        removeRange(node, 0, int(node->connections.size()) - 1);
    const int row = rowOf(node);
    beginRemoveRows({}, row, row);
    m_sessionById.remove(id);
    m_sessions.erase(m_sessions.begin() + row);
    ++m_shape;
    endRemoveRows();
}

QModelIndex ConnectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, static_cast<Node *>(m_sessions[size_t(row)].get()));
    const auto *session = static_cast<SessionNode *>(static_cast<Node *>(parent.internalPointer()));
    return createIndex(row, column, static_cast<Node *>(session->connections[size_t(row)]));
}

QModelIndex ConnectionModel::parent(const QModelIndex &index) const
{
    const auto *node = static_cast<Node *>(index.internalPointer());
    if (!node || !node->session)
        return {};
    return createIndex(rowOf(node->session), 0, static_cast<Node *>(node->session));
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_sessions.size());
    const auto *node = static_cast<Node *>(parent.internalPointer());
    if (node->session || parent.column() != 0)
        return 0;
    return int(static_cast<const SessionNode *>(node)->connections.size());
}

int ConnectionModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto *node = static_cast<Node *>(index.internalPointer());
    if (node->session)
        return connectionData(*static_cast<const ConnectionNode *>(node), index.column(), role);
    return sessionData(*static_cast<const SessionNode *>(node), index.column(), role);
}

QVariant ConnectionModel::sessionData(const SessionNode &node, int column, int role) const
{
    switch (role) {
    case IsSessionRole: return true;
    case SessionIdRole: return QVariant::fromValue(node.snapshot.id);
    case ConnectionIdRole: return QVariant::fromValue(ConnectionId::None);
    case SnapshotRole: return QVariant::fromValue(node.snapshot);
    case EndedRole: return node.snapshot.state == netcore::SessionState::Closed;
    case LiveCountRole: return node.live;
    case Qt::DisplayRole:
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case EndpointColumn: return node.snapshot.spec.toString();
    case StateColumn: return int(node.snapshot.state);
    case BytesInColumn: return node.bytesIn;
    case BytesOutColumn: return node.bytesOut;
    case RecordsInColumn: return node.recordsIn;
    case RecordsOutColumn: return node.recordsOut;
    case RateColumn: return node.rate;
    case LocalColumn:
        return node.snapshot.locals.isEmpty() ? QString() : node.snapshot.locals.first().toString();
    default: return {};
    }
}

QVariant ConnectionModel::connectionData(const ConnectionNode &node, int column, int role) const
{
    const ConnectionSnapshot &c = node.snapshot;
    switch (role) {
    case IsSessionRole: return false;
    case SessionIdRole: return QVariant::fromValue(c.session);
    case ConnectionIdRole: return QVariant::fromValue(c.id);
    case SnapshotRole: return QVariant::fromValue(c);
    case EndedRole: return c.ended != netcore::EndReason::None;
    case LiveCountRole: return c.ended == netcore::EndReason::None ? 1 : 0;
    case Qt::DisplayRole:
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case StateColumn: return QString::fromLatin1(netcore::stateName(c.state));
    case EndpointColumn: return c.peer.toString();
    case LocalColumn: return c.local.toString();
    case BytesInColumn: return c.bytesIn;
    case BytesOutColumn: return c.bytesOut;
    case RecordsInColumn: return c.recordsIn;
    case RecordsOutColumn: return c.recordsOut;
    case RateColumn: return c.rateIn + c.rateOut;
    case RttColumn: return c.tcp.rttUs;
    case SinceColumn: return m_recordingStart + c.since;
    default: return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case EndpointColumn: return tr("Session, peer");
    case StateColumn: return tr("State");
    case BytesInColumn: return tr("In, B");
    case BytesOutColumn: return tr("Out, B");
    case RateColumn: return tr("Rate, B/s");
    case RecordsInColumn: return tr("Records in");
    case RecordsOutColumn: return tr("Records out");
    case RttColumn: return tr("RTT, ms");
    case SinceColumn: return tr("Since");
    case LocalColumn: return tr("Local");
    default: return {};
    }
}

} // namespace models
