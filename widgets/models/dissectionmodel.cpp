#include "widgets/models/dissectionmodel.h"

#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <climits>
#include <set>

namespace models {

using netcore::DissectedField;
using netcore::DissectedPacket;
using netcore::PayloadSpan;

namespace {

constexpr qsizetype mostLabel = 400; // characters

bool covers(const PayloadSpan &span, netcore::RowNumber row, quint32 offset)
{
    return span.row == row && offset >= span.from && offset - span.from < span.length;
}

QString rangeText(const PayloadSpan &span)
{
    const auto hex = [](quint32 number) { return QStringLiteral("0x") + QString::number(number, 16); };
    const quint32 last = span.from + span.length - 1;
    return span.length == 1 ? hex(span.from) : hex(span.from) + QStringLiteral("–") + hex(last);
}

} // namespace

void DissectionModel::clear()
{
    beginResetModel();
    m_packets.clear();
    m_byRow.clear();
    m_first.clear();
    endResetModel();
}

void DissectionModel::append(const std::vector<DissectedPacket> &packets)
{
    if (packets.empty())
        return;
    const int first = int(m_packets.size());
    beginInsertRows({}, first, first + int(packets.size()) - 1);
    for (const DissectedPacket &packet : packets) {
        const std::size_t number = m_packets.size();
        std::set<netcore::RowNumber> rows{packet.row};
        for (const DissectedField &field : packet.fields) {
            for (const PayloadSpan &span : field.spans)
                rows.insert(span.row);
        }
        for (const netcore::RowNumber row : rows)
            m_byRow.insert(row, number);
        if (!m_first.contains(packet.row))
            m_first.insert(packet.row, number);
        m_packets.push_back(packet);
    }
    endInsertRows();
}

void DissectionModel::retranslate()
{
    if (!m_packets.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, BytesColumn), {Qt::DisplayRole});
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, BytesColumn);
}

DissectionModel::Place DissectionModel::placeOf(const QModelIndex &index)
{
    const quint64 id = index.internalId();
    return {std::size_t(id >> 32), int(id & 0xFFFFFFFF) - 1};
}

QModelIndex DissectionModel::indexOf(std::size_t packet, int field, int column) const
{
    const int row = field < 0 ? int(packet) : m_packets[packet].fields[std::size_t(field)].position;
    return createIndex(row, column, quintptr(quint64(packet) << 32 | quint64(field + 1)));
}

QModelIndex DissectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return indexOf(std::size_t(row), -1, column);
    const Place place = placeOf(parent);
    const int first =
        place.field < 0 ? 0 : m_packets[place.packet].fields[std::size_t(place.field)].firstChild;
    return indexOf(place.packet, first + row, column);
}

QModelIndex DissectionModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Place place = placeOf(index);
    if (place.field < 0)
        return {};
    return indexOf(place.packet, m_packets[place.packet].fields[std::size_t(place.field)].parent);
}

int DissectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_packets.size());
    if (parent.column() != FieldColumn)
        return 0;
    const Place place = placeOf(parent);
    const DissectedPacket &packet = m_packets[place.packet];
    return place.field < 0 ? packet.tops : packet.fields[std::size_t(place.field)].children;
}

int DissectionModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const DissectedField *DissectionModel::fieldAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const Place place = placeOf(index);
    return place.field < 0 ? nullptr : &m_packets[place.packet].fields[std::size_t(place.field)];
}

std::vector<PayloadSpan> DissectionModel::spansOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    if (const DissectedField *field = fieldAt(index))
        return field->spans;
    const DissectedPacket &packet = m_packets[placeOf(index).packet];
    return {{packet.row, packet.from, packet.length}};
}

QModelIndex DissectionModel::packetOfRow(netcore::RowNumber row) const
{
    const auto found = m_first.constFind(row);
    return found == m_first.constEnd() ? QModelIndex() : indexOf(*found, -1);
}

QModelIndex DissectionModel::fieldOfByte(netcore::RowNumber row, quint32 offset) const
{
    QModelIndex best;
    quint64 shortest = std::numeric_limits<quint64>::max();
    for (auto [packet, end] = m_byRow.equal_range(row); packet != end; ++packet) {
        const std::vector<DissectedField> &fields = m_packets[*packet].fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const bool isHere =
                fields[i].length <= shortest &&
                std::any_of(fields[i].spans.begin(), fields[i].spans.end(),
                            [&](const PayloadSpan &span) { return covers(span, row, offset); });
            // What tshark says of the putting together is of less interest than the message.
            if (!isHere || fields[i].name.startsWith(QLatin1String("tcp.")))
                continue;
            shortest = fields[i].length;
            best = indexOf(*packet, int(i));
        }
    }
    return best.isValid() ? best : packetOfRow(row);
}

QString DissectionModel::packetText(const DissectedPacket &packet) const
{
    QString title = plain(packet.title, mostLabel);
    if (title.isEmpty() && packet.continuedIn)
        title = tr("part of a message that is complete in row %1").arg(*packet.continuedIn);
    else if (title.isEmpty())
        title = tr("nothing that Wireshark knows");
    return QStringLiteral("%1 %2  %3").arg(QString::number(packet.row), arrowOf(packet.direction), title);
}

QString DissectionModel::bytesText(const DissectedPacket &packet, const DissectedField &field) const
{
    if (field.bytes == DissectedField::Bytes::None)
        return {};
    const QString length = tr("%n byte(s)", nullptr, int(std::min<quint64>(field.length, INT_MAX)));
    if (field.bytes == DissectedField::Bytes::Elsewhere)
        return tr("%1 of decoded data").arg(length);
    const PayloadSpan &first = field.spans.front();
    const QString from = first.row == packet.row
                             ? rangeText(first)
                             : tr("row %1: %2").arg(QString::number(first.row), rangeText(first));
    if (field.spans.size() == 1)
        return tr("%1 · %2").arg(from, length);
    return tr("%1 and %n more · %2", nullptr, int(field.spans.size()) - 1).arg(from, length);
}

QString DissectionModel::textAt(const Place &place, int column) const
{
    const DissectedPacket &packet = m_packets[place.packet];
    if (place.field < 0)
        return column == FieldColumn
                   ? packetText(packet)
                   : tr("%n byte(s)", nullptr, int(std::min<quint32>(packet.length, INT_MAX)));
    const DissectedField &field = packet.fields[std::size_t(place.field)];
    if (column == BytesColumn)
        return bytesText(packet, field);
    QString text = plain(field.label, mostLabel);
    if (field.pointsTo)
        text = tr("%1 (row %2)").arg(text, QString::number(*field.pointsTo));
    return field.isFault ? QStringLiteral("⚠ ") + text : text;
}

QVariant DissectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Place place = placeOf(index);
    const DissectedField *field = fieldAt(index);
    switch (role) {
    case Qt::DisplayRole: return textAt(place, index.column());
    case Qt::ToolTipRole:
        return field && index.column() == FieldColumn && !field->name.isEmpty() ? plainForToolTip(field->name)
                                                                                : QString();
    case FaultRole: return field && field->isFault;
    case DimRole: return index.column() == BytesColumn || (!field && m_packets[place.packet].title.isEmpty());
    default: return {};
    }
}

QVariant DissectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == FieldColumn ? tr("What Wireshark reads") : tr("Bytes");
}

} // namespace models
