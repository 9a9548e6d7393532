#include "netcore/exchange/recordexporter.h"
#include "netcore/exchange/recordwords.h"
#include "netcore/payload/literals.h"

namespace netcore {

namespace {

class CExporter final : public RecordExporter
{
public:
    CExporter(const ExportContext &context, OutputBuffer &out) : m_context(context), m_out(out) {}

    void begin() override { m_out.append("#include <stddef.h>\n"); }

    void take(const ExportedRecord &exported) override
    {
        const Record &record = exported.record;
        const QByteArray name =
            "record_" + QByteArray::number(exported.row) + '_' + directionName(record.direction);
        const QByteArray size = QByteArray::number(record.length);
        // C has no empty array: an empty datagram is one byte that its size does not count.
        const QByteArray values =
            record.length > 0 ? cArray(exported.payload).toLatin1() : QByteArray("{0x00}");
        m_out.append("\n/* connection " + QByteArray::number(quint32(record.connection)) + ", " +
                     isoTime(m_context.startedAt + record.time) + ", " + recordKindName(record.kind) +
                     " */\n" + "static const size_t " + name + "_size = " + size + ";\n" +
                     "static const unsigned char " + name + "[] = " + values + ";\n");
    }

private:
    const ExportContext &m_context;
    OutputBuffer &m_out;
};

class PythonExporter final : public RecordExporter
{
public:
    PythonExporter(const ExportContext &context, OutputBuffer &out) : m_context(context), m_out(out) {}

    void begin() override
    {
        m_out.append(
            "# One tuple a chunk or datagram: seconds since the recording began, connection, direction, "
            "payload.\n# Recorded from " +
            isoTime(m_context.startedAt) + "\nrecords = [\n");
    }

    void take(const ExportedRecord &exported) override
    {
        const Record &record = exported.record;
        m_out.append("    (" + QByteArray::number(double(record.time) * 1e-9, 'f', 9) + ", " +
                     QByteArray::number(quint32(record.connection)) + ", '" +
                     directionName(record.direction) + "', " + pythonBytes(exported.payload).toLatin1() +
                     "),\n");
    }

    void finish() override { m_out.append("]\n"); }

private:
    const ExportContext &m_context;
    OutputBuffer &m_out;
};

} // namespace

std::unique_ptr<RecordExporter> makeSourceExporter(ExportFormat format, const ExportContext &context,
                                                   OutputBuffer &out)
{
    if (format == ExportFormat::CArray)
        return std::make_unique<CExporter>(context, out);
    return std::make_unique<PythonExporter>(context, out);
}

} // namespace netcore
