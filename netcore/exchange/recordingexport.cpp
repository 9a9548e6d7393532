#include "netcore/exchange/recordingexport.h"

#include "netcore/exchange/recordexporter.h"

#include <QtCore/QFileInfo>

namespace netcore {

namespace {

constexpr quint64 rowsBetweenQuestions = 256;

/// One run of the walk into one file.
class Run
{
public:
    Run(const RecordingReader &reader, ExportFormat format, const ExportRange &range,
        const ExchangeProgress &progress)
        : m_reader(reader), m_format(format), m_range(range), m_progress(progress)
    {
    }

    Result<void> into(OutputBuffer &out, const ExportContext &context, ExportOutcome &outcome)
    {
        const auto exporter = makeExporter(m_format, context, out);
        RangeWalk walk(m_reader, m_range);
        Record record;
        RowNumber row = 0;
        exporter->begin();
        while (walk.next(row, record)) {
            if (!goesOn(walk))
                return refused(NetError::of(ErrorKind::Cancelled, "export"));
            if (out.error().isError())
                return refused(out.error());
            if (record.isData() || takesEvents(m_format))
                take(*exporter, {row, record, {}}, outcome);
        }
        exporter->finish();
        outcome.unreadable += walk.unreadable();
        return {};
    }

private:
    bool goesOn(const RangeWalk &walk)
    {
        const bool ask = walk.done() >= m_asked + rowsBetweenQuestions;
        if (ask)
            m_asked = walk.done();
        return !ask || !m_progress || m_progress(walk.done(), walk.total());
    }

    void take(RecordExporter &exporter, ExportedRecord exported, ExportOutcome &outcome)
    {
        QByteArray payload;
        if (!m_reader.readPayload(exported.record, payload)) {
            ++outcome.unreadable;
            return;
        }
        exported.payload = payload;
        exporter.take(exported);
        ++outcome.records;
        outcome.payloadBytes += exported.record.isData() ? quint64(payload.size()) : 0;
    }

    const RecordingReader &m_reader;
    ExportFormat m_format;
    const ExportRange &m_range;
    const ExchangeProgress &m_progress;
    quint64 m_asked = 0;
};

/// `flow.bin` and In give `flow.in.bin`.
QString fileOfDirection(const QString &file, Direction direction)
{
    const QString suffix = QFileInfo(file).suffix();
    const QString base = suffix.isEmpty() ? file : file.chopped(suffix.size() + 1);
    const QString name = direction == Direction::In ? QStringLiteral(".in") : QStringLiteral(".out");
    return base + name + (suffix.isEmpty() ? QString() : QLatin1Char('.') + suffix);
}

/// The files of an export with the part of the range that goes into each.
std::vector<std::pair<QString, ExportRange>> partsOf(ExportFormat format, const ExportRange &range,
                                                     const QString &file)
{
    if (format != ExportFormat::Raw || range.direction != Direction::None)
        return {{file, range}};
    std::vector<std::pair<QString, ExportRange>> parts;
    for (const Direction direction : {Direction::In, Direction::Out}) {
        parts.emplace_back(fileOfDirection(file, direction), range);
        parts.back().second.direction = direction;
    }
    return parts;
}

} // namespace

const std::vector<ExportFormatEntry> &exportFormats()
{
    static const std::vector<ExportFormatEntry> entries{
        {ExportFormat::Pcapng, "pcapng", "pcapng",
         NETCORE_REASON("packets for Wireshark, headers synthesised")},
        {ExportFormat::HexDump, "hex", "txt", NETCORE_REASON("hex dump, as hexdump -v -C writes it")},
        {ExportFormat::Raw, "raw", "bin", NETCORE_REASON("the bytes as they are, a file for each direction")},
        {ExportFormat::Text, "text", "txt",
         NETCORE_REASON("text with escapes and a heading for each record")},
        {ExportFormat::Csv, "csv", "csv", NETCORE_REASON("table for a spreadsheet")},
        {ExportFormat::JsonLines, "jsonl", "jsonl", NETCORE_REASON("one JSON object a record")},
        {ExportFormat::CArray, "c", "h", NETCORE_REASON("C arrays")},
        {ExportFormat::Python, "python", "py", NETCORE_REASON("a Python list")},
    };
    return entries;
}

std::optional<ExportFormat> exportFormatNamed(QStringView name)
{
    for (const ExportFormatEntry &entry : exportFormats()) {
        if (name == QLatin1String(entry.name))
            return entry.format;
    }
    return std::nullopt;
}

bool wantsFacts(ExportFormat format)
{
    return format == ExportFormat::Pcapng || format == ExportFormat::Csv ||
           format == ExportFormat::JsonLines || format == ExportFormat::Text;
}

bool takesEvents(ExportFormat format)
{
    return wantsFacts(format);
}

std::unique_ptr<RecordExporter> makeExporter(ExportFormat format, const ExportContext &context,
                                             OutputBuffer &out)
{
    switch (format) {
    case ExportFormat::Pcapng: return makePcapngExporter(context, out);
    case ExportFormat::HexDump:
    case ExportFormat::Raw: return makeBytesExporter(format, out);
    case ExportFormat::CArray:
    case ExportFormat::Python: return makeSourceExporter(format, context, out);
    case ExportFormat::Text:
    case ExportFormat::Csv:
    case ExportFormat::JsonLines: break;
    }
    return makeTableExporter(format, context, out);
}

static Result<ExportOutcome> exportTold(const std::shared_ptr<const RecordingStore> &store,
                                        ExportFormat format, const ExportRange &range, const QString &file,
                                        std::vector<PacketPlace> *places, const ExchangeProgress &progress)
{
    const RecordingReader reader(store);
    ExportContext context;
    context.startedAt = store->startedAt();
    context.places = places;
    if (wantsFacts(format) && !gatherFacts(reader, range, context.facts, progress))
        return refused(NetError::of(ErrorKind::Cancelled, "export"));
    ExportOutcome outcome;
    std::vector<std::unique_ptr<AtomicFile>> files;
    for (const auto &[name, part] : partsOf(format, range, file)) {
        auto opened = AtomicFile::open(name);
        if (!opened)
            return refused(opened.error());
        files.push_back(std::move(*opened));
        outcome.files.append(name);
        if (const auto done = Run(reader, format, part, progress).into(files.back()->out(), context, outcome);
            !done)
            return refused(done.error());
    }
    for (const auto &whole : files) {
        if (const auto committed = whole->commit(); !committed)
            return refused(committed.error());
    }
    return outcome;
}

Result<ExportOutcome> exportRecording(const std::shared_ptr<const RecordingStore> &store, ExportFormat format,
                                      const ExportRange &range, const QString &file,
                                      const ExchangeProgress &progress)
{
    return exportTold(store, format, range, file, nullptr, progress);
}

Result<ExportOutcome> exportPackets(const std::shared_ptr<const RecordingStore> &store,
                                    const ExportRange &range, const QString &file,
                                    std::vector<PacketPlace> &places, const ExchangeProgress &progress)
{
    return exportTold(store, ExportFormat::Pcapng, range, file, &places, progress);
}

} // namespace netcore
