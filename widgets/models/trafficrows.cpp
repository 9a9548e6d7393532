#include "widgets/models/trafficrows.h"

#include "widgets/models/recordtext.h"

#include <QtCore/QCoreApplication>

namespace models {

using netcore::ConnectionId;
using netcore::Direction;
using netcore::Record;
using netcore::RecordKind;

namespace {

struct TrafficText
{
    Q_DECLARE_TR_FUNCTIONS(models::TrafficRows)
};

constexpr qsizetype previewBytes = 256;
constexpr qsizetype eventBytes = 4096;

Tone toneOf(Direction direction)
{
    return direction == Direction::In    ? Tone::Inbound
           : direction == Direction::Out ? Tone::Outbound
                                         : Tone::Plain;
}

} // namespace

bool isFault(const Record &record)
{
    return (record.flags & (Record::Refusal | Record::Failed | Record::Truncated)) != 0;
}

RecordRows::RecordRows(const ShownRows &shown) : m_shown(shown) {}

RecordRows::~RecordRows() = default;

void RecordRows::setStore(std::shared_ptr<const netcore::RecordingStore> store)
{
    m_store = std::move(store);
    m_reader = m_store ? std::make_unique<netcore::RecordingReader>(m_store) : nullptr;
    m_slots[0] = m_slots[1] = Slot();
}

std::optional<RecordRows::Row> RecordRows::rowAt(quint64 position) const
{
    Slot &slot = m_slots[position % 2];
    if (slot.position == position)
        return slot.row;
    if (!m_reader || position < m_shown.first() || position >= m_shown.end())
        return std::nullopt;
    Row row;
    row.number = m_shown.at(position);
    if (!m_reader->read(row.number, row.record))
        return std::nullopt;
    slot = {position, row};
    return row;
}

QByteArray RecordRows::payloadOf(const Row &row, qsizetype most) const
{
    QByteArray payload;
    if (!m_reader || !m_reader->readPayload(row.record, payload, most))
        payload.clear();
    return payload;
}

QByteArray RecordRows::partOf(const Row &row, qsizetype from, qsizetype length) const
{
    QByteArray part;
    return m_reader && m_reader->readPayloadPart(row.record, from, length, part) ? part : QByteArray();
}

Cell RecordRows::numberCell(const Row &row) const
{
    return {QString::number(row.number), Tone::Dim};
}

Cell RecordRows::timeCell(const Row &row) const
{
    return {m_clock.at(m_store->startedAt(), row.record.time), Tone::Plain};
}

Cell RecordRows::connectionCell(const Row &row)
{
    const ConnectionId id = row.record.connection;
    return {id == ConnectionId::None ? QString() : QString::number(quint32(id)), Tone::Plain};
}

std::optional<netcore::SteadyNs> RecordRows::deltaAt(quint64 position, const Row &row) const
{
    if (position == m_shown.first())
        return std::nullopt;
    const std::optional<Row> before = rowAt(position - 1);
    return before ? std::optional(row.record.time - before->record.time) : std::nullopt;
}

QList<Column> TrafficRows::columns() const
{
    return {
        {TrafficText::tr("#"), TrafficText::tr("Number of the record in the recording"), 9, Qt::AlignRight},
        {TrafficText::tr("Time"), TrafficText::tr("Local time, to the microsecond"), 13, Qt::AlignLeft},
        {TrafficText::tr("Delta"), TrafficText::tr("Time since the row above"), 11, Qt::AlignRight},
        {TrafficText::tr("Conn"), TrafficText::tr("Number of the connection or conversation"), 5,
         Qt::AlignRight},
        {TrafficText::tr("Dir"), TrafficText::tr("\u2192 sent by us, \u2190 received, ! a fault"), 4,
         Qt::AlignHCenter},
        {TrafficText::tr("Kind"),
         TrafficText::tr(
             "Chunk: what one read returned or one send handed to the kernel; datagram: one whole UDP "
             "datagram; the others tell what happened"),
         9, Qt::AlignLeft},
        {TrafficText::tr("Bytes"), TrafficText::tr("Length of the data in bytes"), 7, Qt::AlignRight},
        {TrafficText::tr("Preview"),
         TrafficText::tr("The beginning of the data: as text where it is text, otherwise as hex"), 40,
         Qt::AlignLeft, true, true},
    };
}

Cell TrafficRows::cell(quint64 position, int column) const
{
    const std::optional<Row> found = rowAt(position);
    if (!found)
        return column == Preview ? Cell{TrafficText::tr("overwritten by newer records"), Tone::Dim} : Cell{};
    const Row &row = *found;
    const Record &record = row.record;
    const bool fault = tellsFault(row);
    const Tone tone = fault ? Tone::Fault : record.isData() ? Tone::Plain : Tone::Dim;
    switch (column) {
    case Number: return numberCell(row);
    case Time: return timeCell(row);
    case Delta: {
        const auto delta = deltaAt(position, row);
        return {delta ? deltaText(*delta) : QString(), Tone::Dim};
    }
    case Connection: return connectionCell(row);
    case Way:
        return fault ? Cell{arrowOf(record.direction) + QLatin1Char('!'), Tone::Fault}
                     : Cell{arrowOf(record.direction), toneOf(record.direction)};
    case Kind: return {kindText(record.kind), tone};
    case Length: return {record.isData() ? QString::number(record.length) : QString(), Tone::Plain};
    case Preview: return previewCell(row);
    default: return {};
    }
}

/// The flag, or an event that names an errno: a failed attempt, a connection that was reset.
bool TrafficRows::tellsFault(const Row &row) const
{
    const RecordKind kind = row.record.kind;
    const bool event = kind == RecordKind::Notice || kind == RecordKind::ConnectionClosed ||
                       kind == RecordKind::SessionClosed;
    return isFault(row.record) || (event && payloadOf(row, eventBytes).contains("\"errno\":\"E"));
}

Cell TrafficRows::previewCell(const Row &row) const
{
    const Record &record = row.record;
    if (!record.isData()) {
        const Tone tone = tellsFault(row) ? Tone::Fault : Tone::Dim;
        return {eventText(record.kind, payloadOf(row, eventBytes)), tone};
    }
    QString text = previewText(payloadOf(row, previewBytes), record.length);
    if (record.flags & Record::Truncated)
        text = TrafficText::tr("[cut by the kernel] %1").arg(text);
    const bool empty = record.length == 0;
    return {text, isFault(record) ? Tone::Fault : empty ? Tone::Dim : toneOf(record.direction)};
}

} // namespace models
