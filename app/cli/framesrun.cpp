#include "app/cli/framesrun.h"

#include "app/cli/describe.h"
#include "app/cli/structurefile.h"
#include "netcore/frames/bytehistory.h"
#include "netcore/frames/framebytes.h"
#include "netcore/frames/framefilter.h"
#include "netcore/frames/frameindexer.h"
#include "widgets/models/frametext.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QJsonArray>

#include <set>

namespace app {

using netcore::ConnectionId;
using netcore::Direction;
using netcore::FrameIndex;
using netcore::IndexedFrame;
using netcore::RecordingReader;

namespace {

constexpr std::size_t mostRows = 1000;

ExitCode refuse(Output &output, const netcore::NetError &error, const QString &text, ExitCode code)
{
    const Happening problem = problemTold(error, text);
    output.event(problem.object, problem.sentence);
    return code;
}

std::set<ConnectionId> connectionsOf(const RecordingReader &reader)
{
    std::set<ConnectionId> found;
    for (netcore::RowNumber row = reader.store().firstRow(); row < reader.store().rowCount(); ++row) {
        netcore::Record record;
        if (reader.read(row, record) && record.isData())
            found.insert(record.connection);
    }
    return found;
}

/// Writes the frames of one connection.
class FramePrinter
{
public:
    FramePrinter(const RecordingReader &reader, const QString &framing,
                 const std::optional<netcore::Structure> &structure, Output &output)
        : m_reader(reader)
        , m_framer(std::move(*netcore::makeFramer(framing)))
        , m_structure(structure)
        , m_output(output)
    {
    }

    void print(ConnectionId connection, const FrameIndex &index, quint64 position);
    void summarise(ConnectionId connection, const FrameIndex &index, quint64 shown);

private:
    QJsonObject objectOf(const Piece &piece, const FrameIndex &index, quint64 position) const;
    QJsonObject fieldsOf(const QByteArray &bytes) const;

    const RecordingReader &m_reader;
    std::unique_ptr<netcore::Framer> m_framer;
    const std::optional<netcore::Structure> &m_structure;
    Output &m_output;
};

QJsonObject FramePrinter::fieldsOf(const QByteArray &bytes) const
{
    QJsonObject fields;
    for (const netcore::FieldValue &field : m_structure->read(bytes)) {
        if (!field.value.isValid())
            continue;
        const QMetaType::Type type = QMetaType::Type(field.value.metaType().id());
        const bool small = type == QMetaType::Double || (type == QMetaType::LongLong) ||
                           (type == QMetaType::ULongLong && field.value.toULongLong() < (quint64(1) << 53));
        // 64-bit numbers that a double cannot hold are texts
        netcore::FieldValue bare = field;
        bare.label.clear();
        fields[field.path] =
            small ? QJsonValue(field.value.toDouble()) : QJsonValue(netcore::fieldText(bare));
    }
    return fields;
}

QJsonObject FramePrinter::objectOf(const Piece &piece, const FrameIndex &index, quint64 position) const
{
    const IndexedFrame frame = index.at(position);
    QJsonObject object = toJson(piece);
    object[QLatin1String("number")] = qint64(position + 1);
    object[QLatin1String("offset")] = qint64(frame.frame.offset);
    object[QLatin1String("header")] = frame.frame.headerLength;
    object[QLatin1String("trailer")] = frame.frame.trailerLength;
    QJsonArray rows;
    for (const netcore::RowNumber row : index.rowsOf(frame, mostRows))
        rows.append(qint64(row));
    object[QLatin1String("rows")] = rows;
    if (frame.frame.fault != netcore::FrameFault::None)
        object[QLatin1String("reason")] = models::faultText(*m_framer, frame.frame, piece.bytes);
    if (m_structure)
        object[QLatin1String("fields")] = fieldsOf(piece.bytes);
    return object;
}

void FramePrinter::print(ConnectionId connection, const FrameIndex &index, quint64 position)
{
    const IndexedFrame frame = index.at(position);
    Piece piece;
    piece.kind = "frame";
    piece.sinceStart = netcore::timeOf(m_reader, frame).value_or(0);
    piece.at = m_reader.store().startedAt() + piece.sinceStart;
    piece.connection = connection;
    piece.direction = frame.direction;
    piece.fault = frame.frame.fault;
    piece.bytes = netcore::frameBytes(m_reader, index, frame);
    if (m_output.form() == PrintForm::Json) {
        m_output.event(objectOf(piece, index, position), QString());
        return;
    }
    m_output.line(models::frameText(index, position).section(QLatin1Char('\n'), 0, 0));
    if (m_structure) {
        for (const netcore::FieldValue &field : m_structure->read(piece.bytes))
            if (field.value.isValid())
                m_output.line(
                    QStringLiteral("  %1 = %2%3")
                        .arg(models::plain(field.path), models::plain(netcore::fieldText(field), 200),
                             field.unit.isEmpty() ? QString()
                                                  : QLatin1Char(' ') + models::plain(field.unit, 20)));
    }
    m_output.piece(piece);
}

void FramePrinter::summarise(ConnectionId connection, const FrameIndex &index, quint64 shown)
{
    const netcore::FrameSummary summary = index.summary();
    QJsonObject object{
        {QStringLiteral("event"), QStringLiteral("frames")},
        {QStringLiteral("connection"), qint64(connection)},
        {QStringLiteral("frames"), qint64(summary.frames)},
        {QStringLiteral("shown"), qint64(shown)},
        {QStringLiteral("bytes"), qint64(summary.bytes)},
        {QStringLiteral("faulty"), qint64(summary.faulty())},
        {QStringLiteral("incomplete"), qint64(summary.count(netcore::FrameFault::Unterminated))},
        {QStringLiteral("badCheck"), qint64(summary.count(netcore::FrameFault::BadCheck))},
        {QStringLiteral("unreadable"), qint64(index.unreadable())}};
    if (summary.firstFaultAt)
        object[QLatin1String("firstFaultAt")] = qint64(*summary.firstFaultAt);
    m_output.event(object, QStringLiteral("connection %1: %2")
                               .arg(QString::number(quint32(connection)), models::summaryText(index)));
}

ExitCode printAll(const CliOptions &options, const RecordingReader &reader,
                  const netcore::FrameFilter &filter, const std::optional<netcore::Structure> &structure,
                  Output &output)
{
    FramePrinter printer(reader, options.framing, structure, output);
    for (const ConnectionId connection : connectionsOf(reader)) {
        if (options.connection != 0 && quint32(connection) != options.connection)
            continue;
        const auto indexer = netcore::FrameIndexer::create(connection, options.framing);
        (*indexer)->advance(reader, reader.store().rowCount());
        (*indexer)->finish();
        const FrameIndex &index = (*indexer)->index();
        netcore::RowSet positions;
        netcore::FrameStatistics statistics;
        netcore::filterFrames(reader, index, filter, index.first(), index.end(), positions, statistics);
        for (quint64 i = 0; i < positions.count() && !output.isBroken(); ++i)
            printer.print(connection, index, positions.select(i));
        printer.summarise(connection, index, positions.count());
    }
    return output.isBroken() ? ExitCode::File : ExitCode::Success;
}

} // namespace

ExitCode frames(const CliOptions &options, Output &output)
{
    if (const auto framer = netcore::makeFramer(options.framing); !framer)
        return refuse(output, framer.error(), options.framing, ExitCode::Usage);
    const auto structure = readStructure(options.fields, output);
    if (!structure)
        return structure.error();
    const auto filter = netcore::Filter::parse(options.filter, *structure ? netcore::filterFields(**structure)
                                                                          : QStringList());
    if (!filter)
        return refuse(output, filter.error(), options.filter, ExitCode::Usage);
    const auto store = netcore::RecordingStore::open(options.target);
    if (!store)
        return refuse(output, store.error(), options.target, ExitCode::File);
    netcore::FrameFilter wanted{*filter, options.direction};
    if (*structure)
        wanted.fieldsOf = [&structure](QByteArrayView frame) { return (*structure)->read(frame); };
    return printAll(options, RecordingReader(*store), wanted, *structure, output);
}

} // namespace app
