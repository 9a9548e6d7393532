#include "netcore/exchange/recordexporter.h"
#include "netcore/recording/hexdump.h"

#include <algorithm>

namespace netcore {

namespace {

class RawExporter final : public RecordExporter
{
public:
    explicit RawExporter(OutputBuffer &out) : m_out(out) {}
    void take(const ExportedRecord &record) override { m_out.append(record.payload); }

private:
    OutputBuffer &m_out;
};

class HexExporter final : public RecordExporter
{
public:
    explicit HexExporter(OutputBuffer &out) : m_out(out) {}

    void take(const ExportedRecord &record) override
    {
        constexpr qsizetype piece = 32 << 10; // its text fits into the buffer
        for (QByteArrayView bytes = record.payload; !bytes.isEmpty();) {
            const QByteArrayView part = bytes.first(std::min(piece, bytes.size()));
            char *to = m_out.room(hexdump::Stream::mostText(part.size()));
            m_out.used(m_dump.feedTo(part, to));
            bytes = bytes.sliced(part.size());
        }
    }
    void finish() override { m_out.append(m_dump.finish()); }

private:
    OutputBuffer &m_out;
    hexdump::Stream m_dump;
};

} // namespace

std::unique_ptr<RecordExporter> makeBytesExporter(ExportFormat format, OutputBuffer &out)
{
    if (format == ExportFormat::HexDump)
        return std::make_unique<HexExporter>(out);
    return std::make_unique<RawExporter>(out);
}

} // namespace netcore
