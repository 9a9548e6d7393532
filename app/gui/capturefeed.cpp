#include "app/gui/capturefeed.h"

#include <algorithm>

namespace app {

using netcore::ConnectionId;
using netcore::Record;
using netcore::RecordKind;

CaptureFeed::CaptureFeed(std::shared_ptr<const netcore::RecordingStore> store, FramingOf framingOf,
                         QObject *parent)
    : QObject(parent), m_reader(std::move(store)), m_framingOf(std::move(framingOf))
{
}

void CaptureFeed::setRules(const QMap<QString, QString> &rules)
{
    m_rules.clear();
    for (auto it = rules.begin(); it != rules.end(); ++it) {
        auto rule = netcore::CaptureRule::parse(it.value());
        Q_ASSERT(rule);
        m_rules.emplace_back(it.key(), *rule);
    }
    if (m_rules.empty())
        m_cutters.clear();
}

void CaptureFeed::drain()
{
    const netcore::RowNumber end = m_reader.store().rowCount();
    m_next = std::max(m_next, m_reader.store().firstRow());
    if (m_rules.empty())
        m_next = end;
    qint64 read = 0;
    for (; m_next < end && read < bytesAtOnce; ++m_next) {
        Record record;
        QByteArray bytes;
        if (!m_reader.read(m_next, record))
            continue;
        if (record.kind == RecordKind::ConnectionClosed)
            m_cutters.erase(record.connection);
        if (!record.isData() || record.direction != netcore::Direction::In)
            continue;
        if (!m_reader.readPayload(record, bytes))
            continue;
        read += bytes.size();
        take(record, bytes);
    }
}

CaptureFeed::Cutter &CaptureFeed::cutterOf(ConnectionId connection)
{
    Cutter &cutter = m_cutters[connection];
    const QString spec = m_framingOf(connection);
    if (spec == cutter.spec)
        return cutter;
    cutter = Cutter();
    cutter.spec = spec;
    auto framer = netcore::makeFramer(spec.isEmpty() ? QStringLiteral("raw") : spec);
    if (framer && spec != QLatin1String("raw"))
        cutter.framer = std::move(*framer);
    return cutter;
}

void CaptureFeed::take(const Record &record, const QByteArray &bytes)
{
    Cutter &cutter = cutterOf(record.connection);
    if (!cutter.framer || record.kind != RecordKind::Chunk)
        return look(record.connection, bytes);
    std::vector<netcore::Frame> frames;
    cutter.waiting += bytes;
    cutter.framer->feed(bytes, record.time, frames);
    for (const netcore::Frame &frame : frames)
        look(record.connection,
             QByteArrayView(cutter.waiting)
                 .sliced(qsizetype(frame.offset - cutter.waitingFrom), qsizetype(frame.length)));
    if (frames.empty())
        return;
    const quint64 end = frames.back().offset + frames.back().length;
    cutter.waiting.remove(0, qsizetype(end - cutter.waitingFrom));
    cutter.waitingFrom = end;
}

void CaptureFeed::look(ConnectionId connection, QByteArrayView frame)
{
    for (const auto &[name, rule] : m_rules) {
        if (const auto value = rule.take(frame))
            Q_EMIT captured(connection, name, *value);
    }
}

} // namespace app
