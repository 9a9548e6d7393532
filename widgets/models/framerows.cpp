#include "widgets/models/framerows.h"

#include "netcore/frames/framebytes.h"
#include "widgets/models/frametext.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace models {

using netcore::Direction;
using netcore::FrameFault;
using netcore::IndexedFrame;

namespace {

struct RowsText
{
    Q_DECLARE_TR_FUNCTIONS(models::FrameRows)
};

constexpr qsizetype shownBytes = 256;
constexpr qsizetype mostOfFrame = 64 << 10;

bool isNumber(const netcore::FieldDeclaration &field)
{
    using netcore::FieldKind;
    return field.kind != FieldKind::Text && field.kind != FieldKind::Bytes && field.names.isEmpty();
}

/// What the field's values take, within reason; the title has its room anyway.
int charactersOf(const netcore::FieldDeclaration &field)
{
    const int digits = field.bits == 0 ? 10 : std::clamp(int(field.bits * 302 / 1000) + 1, 3, 20);
    if (isNumber(field))
        return field.kind == netcore::FieldKind::Float ? 12 : digits;
    int longest = field.names.isEmpty() ? 12 : 6;
    for (const auto &[number, name] : field.names)
        longest = std::max(longest, int(name.size()) + 2 + int(QString::number(number).size()) + 1);
    return std::min(longest, 30);
}

class StreamBytes final : public ByteSource
{
public:
    StreamBytes(std::shared_ptr<const netcore::RecordingStore> store,
                std::shared_ptr<const netcore::FrameIndex> index, Direction direction)
        : m_reader(std::move(store)), m_index(std::move(index)), m_direction(direction)
    {
    }
    quint64 size() const override { return m_index->reads().streamEnd(m_direction); }
    QByteArray read(quint64 offset, qsizetype length) const override
    {
        return netcore::streamBytes(m_reader, *m_index, m_direction, offset, length);
    }

private:
    netcore::RecordingReader m_reader;
    std::shared_ptr<const netcore::FrameIndex> m_index;
    Direction m_direction;
};

} // namespace

std::shared_ptr<const ByteSource> streamByteSource(std::shared_ptr<const netcore::RecordingStore> store,
                                                   std::shared_ptr<const netcore::FrameIndex> index,
                                                   Direction direction)
{
    return std::make_shared<StreamBytes>(std::move(store), std::move(index), direction);
}

struct FrameRows::Looked
{
    std::shared_ptr<const netcore::FrameIndex> index;
    quint64 row = 0;
    quint64 position = 0;
    IndexedFrame frame;
    std::optional<netcore::SteadyNs> time;
    std::optional<netcore::SteadyNs> before; // of the row above
    std::optional<std::vector<netcore::FieldValue>> fields;
};

FrameRows::FrameRows(const FrameScan &scan) : m_scan(scan) {}

FrameRows::~FrameRows() = default;

void FrameRows::refresh()
{
    m_looked.reset();
    if (m_store != m_scan.store()) {
        m_store = m_scan.store();
        m_reader = m_store ? std::make_unique<netcore::RecordingReader>(m_store) : nullptr;
    }
    if (m_framing != m_scan.framing()) {
        m_framing = m_scan.framing();
        auto framer = netcore::makeFramer(m_framing);
        m_framer = framer ? std::move(*framer) : nullptr;
    }
}

void FrameRows::setStructure(std::shared_ptr<const netcore::Structure> structure)
{
    m_structure = std::move(structure);
    m_fields.clear();
    m_fieldsOf = {};
    m_looked.reset();
    if (!m_structure)
        return;
    for (const netcore::FieldDeclaration &field : m_structure->declarations())
        if (field.kind != netcore::FieldKind::Group && field.kind != netcore::FieldKind::Array &&
            !field.path.contains(QLatin1String("[]")))
            m_fields << field;
    m_fieldsOf = [structure = m_structure](QByteArrayView frame) { return structure->read(frame); };
}

QList<Column> FrameRows::columns() const
{
    QList<Column> columns = {
        {RowsText::tr("#"), RowsText::tr("The frames of this connection, counted from 1"), 6, Qt::AlignRight},
        {RowsText::tr("Time"), RowsText::tr("When the last byte of the frame was read or sent"), 16,
         Qt::AlignLeft, true},
        {RowsText::tr("Delta"), RowsText::tr("Time since the row above"), 11, Qt::AlignRight},
        {RowsText::tr("Dir"), RowsText::tr("→ sent by us, ← received"), 3, Qt::AlignHCenter},
        {RowsText::tr("Offset"), RowsText::tr("Place in the stream of its direction, in bytes, hexadecimal"),
         10, Qt::AlignRight, true},
        {RowsText::tr("Bytes"), RowsText::tr("Length in bytes, header and trailer included"), 7,
         Qt::AlignRight},
        {RowsText::tr("Reads"),
         RowsText::tr("How many reads, sends or datagrams carried it; “+” where they also carried "
                      "bytes of other frames"),
         6, Qt::AlignRight},
        {RowsText::tr("Preview"),
         RowsText::tr("Why it is no good frame, where it is none; the payload: as text where it is text, "
                      "otherwise as hex"),
         40, Qt::AlignLeft, true, true},
    };
    for (const netcore::FieldDeclaration &field : m_fields) {
        const QString unit =
            field.unit.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(plain(field.unit, 20));
        const QString path = plain(field.path, 200);
        columns << Column{plain(field.name, 40) + unit,
                          RowsText::tr("Field %1. A filter: %1 == 3, or field.%1 == 3").arg(path),
                          charactersOf(field),
                          isNumber(field) ? Qt::AlignRight : Qt::AlignLeft,
                          true,
                          true};
    }
    return columns;
}

std::optional<quint64> FrameRows::positionAt(quint64 row) const
{
    if (row < firstRow() || row >= endRow())
        return std::nullopt;
    const quint64 position = m_scan.shown().at(row);
    const netcore::FrameIndex &index = *m_scan.index();
    return position >= index.first() && position < index.end() ? std::optional(position) : std::nullopt;
}

std::optional<IndexedFrame> FrameRows::frameAt(quint64 row) const
{
    const auto position = positionAt(row);
    return position ? std::optional(m_scan.index()->at(*position)) : std::nullopt;
}

QByteArray FrameRows::bytesOf(const IndexedFrame &frame, qsizetype most) const
{
    return m_reader ? netcore::frameBytes(*m_reader, *m_scan.index(), frame, most) : QByteArray();
}

QByteArray FrameRows::payloadOf(const IndexedFrame &frame) const
{
    const QByteArray wire = bytesOf(frame);
    return m_framer && quint64(wire.size()) == frame.frame.length ? m_framer->decode(frame.frame, wire)
                                                                  : wire;
}

const FrameRows::Looked *FrameRows::look(quint64 row) const
{
    if (m_looked && m_looked->row == row && m_looked->index == m_scan.index())
        return m_looked.get();
    const auto position = positionAt(row);
    if (!position || !m_reader)
        return nullptr;
    auto looked = std::make_unique<Looked>();
    looked->index = m_scan.index();
    looked->row = row;
    looked->position = *position;
    looked->frame = looked->index->at(*position);
    looked->time = netcore::timeOf(*m_reader, looked->frame);
    if (const auto above = row > firstRow() ? frameAt(row - 1) : std::nullopt)
        looked->before = netcore::timeOf(*m_reader, *above);
    m_looked = std::move(looked);
    return m_looked.get();
}

Cell FrameRows::cell(quint64 row, int column) const
{
    const Looked *looked = look(row);
    if (!looked)
        return {};
    const IndexedFrame &frame = looked->frame;
    const Tone way = frame.direction == Direction::Out ? Tone::Outbound : Tone::Inbound;
    switch (column) {
    case Number: return {frameNumber(looked->position), Tone::Dim};
    case Time:
        return {looked->time ? clockText(m_store->startedAt(), *looked->time) : QString(), Tone::Plain};
    case Delta:
        return {looked->time && looked->before ? deltaText(*looked->time - *looked->before) : QString(),
                Tone::Dim};
    case Way: return {arrowOf(frame.direction), way};
    case Offset: return {offsetText(frame.frame.offset), Tone::Dim};
    case Length: return {QString::number(frame.frame.length), Tone::Plain};
    case Reads: {
        const auto range = looked->index->readsOf(frame);
        if (range.count == 0)
            return {};
        const netcore::PlaceList &reads = looked->index->reads();
        const bool shared =
            reads.at(range.first).offset < frame.frame.offset || reads.at(range.last).end() > frame.end();
        return {QString::number(range.count) + (shared ? QStringLiteral("+") : QString()),
                range.count > 1 || shared ? Tone::Warning : Tone::Plain};
    }
    case Preview: return previewCell(*looked);
    default: return fieldCell(*looked, column);
    }
}

/// "⚠ checksum differs …  ", empty for a good frame.
QString FrameRows::faultOf(const Looked &looked) const
{
    if (looked.frame.frame.fault == FrameFault::None || !m_framer)
        return {};
    const bool small = looked.frame.frame.length <= mostOfFrame;
    const QByteArray wire = small ? bytesOf(looked.frame) : QByteArray();
    return QStringLiteral("⚠ %1   ").arg(faultText(*m_framer, looked.frame.frame, wire));
}

Cell FrameRows::previewCell(const Looked &looked) const
{
    const netcore::Frame &frame = looked.frame.frame;
    const QString fault = faultOf(looked);
    const Tone way = looked.frame.direction == Direction::Out ? Tone::Outbound : Tone::Inbound;
    const Tone tone = fault.isEmpty() ? way : Tone::Fault;
    if (m_framer && !m_framer->isVerbatim() && frame.length <= mostOfFrame) {
        const QByteArray payload = payloadOf(looked.frame);
        return {fault + previewText(payload.left(shownBytes), quint64(payload.size())), tone};
    }
    const bool good = frame.fault == FrameFault::None || frame.fault == FrameFault::BadCheck;
    const quint64 skip = good ? frame.headerLength : 0;
    const quint64 around = good ? skip + frame.trailerLength : 0;
    const quint64 length = frame.length - std::min<quint64>(frame.length, around);
    const QByteArray bytes = bytesOf(looked.frame, qsizetype(skip) + shownBytes);
    return {fault + previewText(bytes.mid(qsizetype(skip), qsizetype(length)), length), tone};
}

Cell FrameRows::fieldCell(const Looked &looked, int column) const
{
    if (column < FieldColumns || column - FieldColumns >= m_fields.size() || !m_fieldsOf)
        return {};
    auto &kept = m_looked->fields;
    if (!kept)
        kept = m_fieldsOf(bytesOf(looked.frame, mostOfFrame));
    const QString &path = m_fields[column - FieldColumns].path;
    for (const netcore::FieldValue &field : *kept)
        if (field.path == path)
            return {plain(netcore::fieldText(field), 200), field.fault ? Tone::Fault : Tone::Plain};
    return {};
}

} // namespace models
