#include "app/cli/recordfeed.h"

namespace app {

using netcore::Direction;
using netcore::Record;
using netcore::RecordKind;

QList<Piece> FrameCutter::feed(const Piece &chunk)
{
    m_waiting += chunk.bytes;
    m_framer->feed(chunk.bytes, chunk.sinceStart, m_frames);
    return take(chunk);
}

QList<Piece> FrameCutter::finish(const Piece &last)
{
    m_framer->finish(m_frames);
    return take(last);
}

QList<Piece> FrameCutter::take(const Piece &like)
{
    QList<Piece> pieces;
    for (const netcore::Frame &frame : m_frames) {
        Piece piece = like;
        piece.kind = "frame";
        piece.fault = frame.fault;
        piece.bytes = m_waiting.mid(qsizetype(frame.offset - m_waitingFrom), qsizetype(frame.length));
        pieces.append(piece);
    }
    if (!m_frames.empty()) {
        const quint64 end = m_frames.back().offset + m_frames.back().length;
        m_waiting.remove(0, qsizetype(end - m_waitingFrom));
        m_waitingFrom = end;
        m_frames.clear();
    }
    return pieces;
}

RecordFeed::RecordFeed(std::shared_ptr<const netcore::RecordingStore> store, const QString &framing)
    : m_reader(std::move(store)), m_framing(framing)
{
}

void RecordFeed::drain(const Take &take)
{
    const netcore::RowNumber first = m_reader.store().firstRow();
    const netcore::RowNumber end = m_reader.store().rowCount();
    if (first > m_next) {
        m_lost += first - m_next;
        m_next = first;
    }
    for (; m_next < end; ++m_next) {
        Record record;
        if (!m_reader.read(m_next, record)) {
            ++m_lost;
        } else if (record.kind != RecordKind::Padding) {
            hand(record, pieceOf(record), take);
        }
    }
}

Piece RecordFeed::pieceOf(const Record &record) const
{
    Piece piece;
    piece.kind = record.kind == RecordKind::Datagram ? "datagram" : "chunk";
    piece.at = m_reader.store().startedAt() + record.time;
    piece.sinceStart = record.time;
    piece.connection = record.connection;
    piece.direction = record.direction;
    piece.truncated = record.flags & Record::Truncated;
    return piece;
}

void RecordFeed::hand(const Record &record, const Piece &head, const Take &take)
{
    Piece piece = head;
    if (!m_reader.readPayload(record, piece.bytes)) {
        ++m_lost;
        return;
    }
    if (record.kind == RecordKind::ConnectionClosed)
        finishConnection(record, take);
    FrameCutter *cutter = record.kind == RecordKind::Chunk ? cutterOf(record) : nullptr;
    if (!cutter) {
        take(record, piece);
        return;
    }
    for (const Piece &frame : cutter->feed(piece))
        take(record, frame);
}

FrameCutter *RecordFeed::cutterOf(const Record &record)
{
    if (m_framing.isEmpty())
        return nullptr;
    const Stream stream(record.connection, record.direction);
    const auto known = m_cutters.find(stream);
    if (known != m_cutters.end())
        return &known->second;
    auto framer = netcore::makeFramer(m_framing);
    Q_ASSERT(framer);
    return &m_cutters.emplace(stream, FrameCutter(std::move(*framer))).first->second;
}

void RecordFeed::finishConnection(const Record &closed, const Take &take)
{
    for (const Direction direction : {Direction::In, Direction::Out}) {
        const auto cutter = m_cutters.find({closed.connection, direction});
        if (cutter == m_cutters.end())
            continue;
        Piece last = pieceOf(closed);
        last.direction = direction;
        for (const Piece &frame : cutter->second.finish(last))
            take(closed, frame);
        m_cutters.erase(cutter);
    }
}

void RecordFeed::finish(const Take &take)
{
    Record closed;
    closed.kind = RecordKind::ConnectionClosed;
    while (!m_cutters.empty()) {
        closed.connection = m_cutters.begin()->first.first;
        finishConnection(closed, take);
    }
}

} // namespace app
