#include "widgets/models/totalsmodel.h"

#include "widgets/models/plaintext.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <utility>

namespace models {

using netcore::ConnectionTotals;
using netcore::inIndex;
using netcore::outIndex;

TotalsModel::TotalsModel(QObject *parent) : QAbstractTableModel(parent) {}

/// "127.0.0.1:9000", from the record that describes the connection.
QString TotalsModel::peerOf(const ConnectionTotals &totals)
{
    const auto known = m_known.constFind(totals.connection);
    if (known != m_known.constEnd() || !totals.opened || !m_store)
        return known != m_known.constEnd() ? *known : QString();
    const netcore::RecordingReader reader(m_store);
    netcore::Record record;
    QByteArray facts;
    if (!reader.read(*totals.opened, record) || !reader.readPayload(record, facts))
        return {};
    const QString peer = QJsonDocument::fromJson(facts).object().value(QLatin1String("peer")).toString();
    return *m_known.insert(totals.connection, plain(peer));
}

void TotalsModel::setTotals(std::vector<ConnectionTotals> totals,
                            const std::shared_ptr<const netcore::RecordingStore> &store)
{
    if (m_store != store)
        m_known.clear();
    m_store = store;
    const int before = int(m_totals.size());
    const int now = int(std::min<std::size_t>(totals.size(), mostRows));
    totals.resize(std::size_t(now));
    if (now > before)
        beginInsertRows({}, before, now - 1);
    else if (now < before)
        beginRemoveRows({}, now, before - 1);
    m_totals = std::move(totals);
    m_peers.clear();
    for (const ConnectionTotals &one : m_totals)
        m_peers.push_back(peerOf(one));
    if (now > before)
        endInsertRows();
    else if (now < before)
        endRemoveRows();
    if (now > 0)
        Q_EMIT dataChanged(index(0, 0), index(now - 1, ColumnCount - 1));
}

int TotalsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_totals.size());
}

int TotalsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant TotalsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ConnectionTotals &totals = m_totals[std::size_t(index.row())];
    if (role == ConnectionIdRole)
        return quint32(totals.connection);
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Peer ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case Connection: return quint32(totals.connection);
    case Peer: return m_peers[std::size_t(index.row())];
    case BytesIn: return totals.count.bytes[inIndex];
    case BytesOut: return totals.count.bytes[outIndex];
    case RecordsIn: return totals.count.records[inIndex];
    case RecordsOut: return totals.count.records[outIndex];
    case Seconds: return double(totals.last - totals.first) / 1e9;
    default: return {};
    }
}

QVariant TotalsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Peer ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Connection: return tr("Connection");
    case Peer: return tr("Peer");
    case BytesIn: return tr("Bytes in");
    case BytesOut: return tr("Bytes out");
    case RecordsIn: return tr("Reads");
    case RecordsOut: return tr("Sends");
    case Seconds: return tr("Seconds");
    default: return {};
    }
}

} // namespace models
