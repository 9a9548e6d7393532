#include "widgets/models/recordbytesource.h"

namespace models {

namespace {

class RecordBytes final : public ByteSource
{
public:
    RecordBytes(std::shared_ptr<const netcore::RecordingStore> store, netcore::RowNumber row)
        : m_reader(std::move(store)), m_isThere(m_reader.read(row, m_record))
    {
    }
    bool isThere() const { return m_isThere; }
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
    bool m_isThere;
};

} // namespace

std::shared_ptr<const ByteSource> recordByteSource(std::shared_ptr<const netcore::RecordingStore> store,
                                                   netcore::RowNumber row)
{
    if (!store)
        return nullptr;
    const auto bytes = std::make_shared<const RecordBytes>(std::move(store), row);
    return bytes->isThere() ? bytes : nullptr;
}

} // namespace models
