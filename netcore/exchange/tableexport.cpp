#include "netcore/exchange/recordexporter.h"
#include "netcore/exchange/recordwords.h"
#include "netcore/payload/escapes.h"

namespace netcore {

namespace {

/// What the three formats with one entry a record share.
class TableExporter : public RecordExporter
{
public:
    TableExporter(const ExportContext &context, OutputBuffer &out) : m_context(context), m_out(out) {}

protected:
    QByteArray timeOf(const Record &record) const { return isoTime(m_context.startedAt + record.time); }
    QByteArray localOf(const Record &record) const { return addressOf(record, &ConversationFacts::local); }
    QByteArray peerOf(const Record &record) const { return addressOf(record, &ConversationFacts::peer); }
    void write(const QByteArray &bytes) { m_out.append(bytes); }

private:
    QByteArray addressOf(const Record &record, SocketAddress ConversationFacts::*which) const
    {
        const ConversationFacts *facts = m_context.facts.of(record.connection);
        return facts ? (facts->*which).toString().toUtf8() : QByteArray();
    }

    const ExportContext &m_context;
    OutputBuffer &m_out;
};

class CsvExporter final : public TableExporter
{
public:
    using TableExporter::TableExporter;

    void begin() override
    {
        write("row,time,seconds,connection,direction,kind,length,local,peer,text,hex\r\n");
    }

    void take(const ExportedRecord &exported) override
    {
        const Record &record = exported.record;
        const bool data = record.isData();
        const QByteArray text = data ? escape(exported.payload).toUtf8()
                                     : eventDetail(record.kind, exported.payload.toByteArray());
        write(QByteArray::number(exported.row) + ',' + timeOf(record) + ',' +
              QByteArray::number(double(record.time) * 1e-9, 'f', 9) + ',' +
              QByteArray::number(quint32(record.connection)) + ',' + directionName(record.direction) + ',' +
              recordKindName(record.kind) + ',' + QByteArray::number(record.length) + ',' +
              csvCell(localOf(record)) + ',' + csvCell(peerOf(record)) + ',' + csvCell(text) + ',' +
              (data ? exported.payload.toByteArray().toHex() : QByteArray()) + "\r\n");
    }
};

class JsonExporter final : public TableExporter
{
public:
    using TableExporter::TableExporter;

    void take(const ExportedRecord &exported) override
    {
        const Record &record = exported.record;
        const bool data = record.isData();
        QJsonObject object{
            {QStringLiteral("event"), QLatin1String(data ? "data" : recordKindName(record.kind))},
            {QStringLiteral("row"), qint64(exported.row)},
            {QStringLiteral("time"), QLatin1String(timeOf(record))},
            {QStringLiteral("ns"), record.time},
            {QStringLiteral("connection"), qint64(record.connection)},
        };
        if (data)
            addData(object, exported);
        else
            object[QLatin1String("detail")] =
                QString::fromUtf8(eventDetail(record.kind, exported.payload.toByteArray()));
        write(asciiJsonLine(object));
    }

private:
    void addData(QJsonObject &object, const ExportedRecord &exported)
    {
        const Record &record = exported.record;
        object[QLatin1String("kind")] = QLatin1String(recordKindName(record.kind));
        object[QLatin1String("direction")] = QLatin1String(directionName(record.direction));
        object[QLatin1String("local")] = QString::fromUtf8(localOf(record));
        object[QLatin1String("peer")] = QString::fromUtf8(peerOf(record));
        object[QLatin1String("length")] = qint64(record.length);
        object[QLatin1String("hex")] = QLatin1String(exported.payload.toByteArray().toHex());
        if (exported.payload.isValidUtf8())
            object[QLatin1String("text")] = QString::fromUtf8(exported.payload);
        if (record.flags & Record::Truncated)
            object[QLatin1String("truncated")] = true;
    }
};

class TextExporter final : public TableExporter
{
public:
    using TableExporter::TableExporter;

    void take(const ExportedRecord &exported) override
    {
        const Record &record = exported.record;
        QByteArray text = timeOf(record) + "  #" + QByteArray::number(quint32(record.connection));
        if (record.isData()) {
            text += (record.direction == Direction::In ? " <- " : " -> ") + escape(peerOf(record)).toUtf8() +
                    "  " + recordKindName(record.kind) + ", " + QByteArray::number(record.length) +
                    (record.length == 1 ? " byte" : " bytes");
            if (record.flags & Record::Truncated)
                text += ", cut by the kernel";
            write(text + '\n');
            writeLines(exported.payload);
        } else {
            write(text + "  " + recordKindName(record.kind) + ": " +
                  eventDetail(record.kind, exported.payload.toByteArray()) + '\n');
        }
    }

private:
    /// Each line of the payload on a line of its own, its line break shown.
    void writeLines(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const qsizetype end = bytes.indexOf('\n');
            const qsizetype length = end < 0 ? bytes.size() : end + 1;
            write("  " + escape(bytes.first(length)).toUtf8() + '\n');
            bytes = bytes.sliced(length);
        }
    }
};

} // namespace

std::unique_ptr<RecordExporter> makeTableExporter(ExportFormat format, const ExportContext &context,
                                                  OutputBuffer &out)
{
    if (format == ExportFormat::Csv)
        return std::make_unique<CsvExporter>(context, out);
    if (format == ExportFormat::JsonLines)
        return std::make_unique<JsonExporter>(context, out);
    return std::make_unique<TextExporter>(context, out);
}

} // namespace netcore
