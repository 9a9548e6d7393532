#include "widgets/models/recordbytesource.h"

namespace models {

namespace {

class RecordBytes final : public ByteSource
{
public:
    RecordBytes(std::shared_ptr<const netcore::RecordingStore> store, const netcore::Record &record)
        : m_reader(std::move(store)), m_record(record)
    {
    }
    quint64 size() const override { return m_record.length; }
    QByteArray read(quint64 offset, qsizetype length) const override
    {
        QByteArray part;
        if (offset >= size() || length <= 0)
            return part;
        const qsizetype most = qsizetype(std::min<quint64>(quint64(length), size() - offset));
        return m_reader.readPayloadPart(m_record, qsizetype(offset), most, part) ? part : QByteArray();
    }

private:
    netcore::RecordingReader m_reader;
    netcore::Record m_record;
};

} // namespace

std::shared_ptr<const ByteSource> recordByteSource(std::shared_ptr<const netcore::RecordingStore> store,
                                                   netcore::RowNumber row)
{
    netcore::Record record;
    if (!store || !netcore::RecordingReader(store).read(row, record))
        return nullptr;
    return std::make_shared<RecordBytes>(std::move(store), record);
}

} // namespace models
