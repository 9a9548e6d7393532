#pragma once

#include "netcore/recording/statistics.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>

#include <memory>
#include <vector>

namespace models {

/// Who talks most: a row for each connection, those with the most bytes first.
///
/// Values   numbers raw (bytes, records, seconds), the peer's name safe to show
/// Limits   at most mostRows rows
/// Thread   GUI thread
class TotalsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int mostRows = 200;
    enum Column { Connection, Peer, BytesIn, BytesOut, RecordsIn, RecordsOut, Seconds, ColumnCount };
    enum Role { ConnectionIdRole = Qt::UserRole, SortRole };

    explicit TotalsModel(QObject *parent = nullptr);

    void setTotals(std::vector<netcore::ConnectionTotals> totals,
                   const std::shared_ptr<const netcore::RecordingStore> &store);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString peerOf(const netcore::ConnectionTotals &totals);

    std::shared_ptr<const netcore::RecordingStore> m_store;
    std::vector<netcore::ConnectionTotals> m_totals;
    std::vector<QString> m_peers; // by row
    QHash<netcore::ConnectionId, QString> m_known;
};

} // namespace models
