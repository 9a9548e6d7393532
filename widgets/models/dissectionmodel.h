#pragma once

#include "netcore/dissect/dissectedpacket.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QMultiHash>

namespace models {

/// What Wireshark makes of records: a row for each packet, below it its protocols and their fields.
///
/// Texts    safe to show; bytes by their place in the record, "row 7:" where that is not the packet's own
/// Memory   the packets; rows of the tree are made when they are looked at
/// Thread   GUI thread
class DissectionModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column : int { FieldColumn, BytesColumn, ColumnCount };
    enum Role : int { FaultRole = Qt::UserRole, DimRole };

    explicit DissectionModel(QObject *parent = nullptr) : QAbstractItemModel(parent) {}

    void clear();
    void append(const std::vector<netcore::DissectedPacket> &packets);
    const std::vector<netcore::DissectedPacket> &packets() const { return m_packets; }

    /// The packet's own bytes, or the field's; none where nothing recorded is linked.
    std::vector<netcore::PayloadSpan> spansOf(const QModelIndex &index) const;
    /// Null for a packet's row.
    const netcore::DissectedField *fieldAt(const QModelIndex &index) const;
    /// The deepest field that was read from this byte; the packet that holds it where no field was.
    QModelIndex fieldOfByte(netcore::RowNumber row, quint32 offset) const;
    /// The first packet of a record.
    QModelIndex packetOfRow(netcore::RowNumber row) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Texts again, in the language of the moment.
    void retranslate();

private:
    struct Place
    {
        std::size_t packet = 0;
        int field = -1; // -1: the packet itself
    };
    static Place placeOf(const QModelIndex &index);
    QModelIndex indexOf(std::size_t packet, int field, int column = FieldColumn) const;
    QString packetText(const netcore::DissectedPacket &packet) const;
    QString bytesText(const netcore::DissectedPacket &packet, const netcore::DissectedField &field) const;
    QString textAt(const Place &place, int column) const;

    std::vector<netcore::DissectedPacket> m_packets;
    QMultiHash<netcore::RowNumber, std::size_t> m_byRow; // packets with fields from the record's bytes
    QHash<netcore::RowNumber, std::size_t> m_first;      // a record's first packet
};

} // namespace models
