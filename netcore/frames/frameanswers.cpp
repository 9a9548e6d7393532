#include "netcore/frames/frameanswers.h"

#include "netcore/frames/framebytes.h"
#include "netcore/recording/statistics.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace netcore {

namespace {

std::size_t indexOf(Direction direction)
{
    return direction == Direction::Out ? outIndex : inIndex;
}

bool declares(const Structure &structure, const QString &path)
{
    return std::any_of(
        structure.declarations().begin(), structure.declarations().end(), [&](const FieldDeclaration &field) {
            return field.path == path && field.kind != FieldKind::Group && field.kind != FieldKind::Array;
        });
}

} // namespace

FrameMatching FrameMatching::withFraming(const QString &framing)
{
    return {[framing](ConnectionId, quint32) { return framing; }, nullptr, {}};
}

Result<std::shared_ptr<FrameAnswers>> FrameAnswers::create(FrameMatching matching)
{
    if (matching.structure && !declares(*matching.structure, matching.field))
        return refused(NetError::invalid(NETCORE_REASON("the structure has no such field with a value")));
    return std::shared_ptr<FrameAnswers>(new FrameAnswers(std::move(matching)));
}

void FrameAnswers::skip()
{
    m_followed.clear(); // frames begin anew with the next records
}

void FrameAnswers::noteSession(const RecordingReader &reader, const Record &opened)
{
    QByteArray facts;
    if (m_sessions.size() < mostConnections && reader.readPayload(opened, facts))
        m_sessions[opened.connection] =
            quint32(QJsonDocument::fromJson(facts).object().value(QLatin1String("session")).toInteger());
}

FrameAnswers::Followed *FrameAnswers::followed(ConnectionId connection)
{
    const auto known = m_followed.find(connection);
    if (known != m_followed.end())
        return &known->second;
    if (m_followed.size() >= mostConnections)
        return nullptr;
    const auto session = m_sessions.find(connection);
    const QString framing = m_matching.framing(connection, session == m_sessions.end() ? 0 : session->second);
    auto indexer = FrameIndexer::create(connection, framing);
    Followed &made = m_followed[connection];
    made.isRaw = framing == QLatin1String("raw");
    if (indexer)
        made.indexer = std::move(*indexer);
    return &made;
}

void FrameAnswers::take(const RecordingReader &reader, RowNumber row, const Record &record, bool counts,
                        RoundTrips &found)
{
    if (record.kind == RecordKind::ConnectionOpened) {
        noteSession(reader, record);
        return;
    }
    Followed *stream = followed(record.connection);
    if (!stream || !stream->indexer)
        return;
    stream->indexer->take(reader, record, row);
    if (stream->isRaw)
        stream->indexer->finish();
    const FrameIndex &index = stream->indexer->index();
    for (quint64 position = index.first(); counts && position < index.end(); ++position) {
        const IndexedFrame frame = index.at(position);
        if (frame.frame.fault != FrameFault::None)
            continue;
        if (!m_matching.structure) {
            meet(*stream, frame, record, found);
        } else if (const QByteArray key = keyOf(reader, index, frame); !key.isEmpty()) {
            found.meet(record.connection, indexOf(frame.direction), key, record.time);
        } else {
            found.addWithoutKey();
        }
    }
    stream->indexer->forgetFrames();
    if (record.kind == RecordKind::ConnectionClosed) {
        m_followed.erase(record.connection);
        m_sessions.erase(record.connection);
    }
}

/// The next frame of the other direction is the answer to the last one of this direction.
void FrameAnswers::meet(Followed &followed, const IndexedFrame &frame, const Record &completing,
                        RoundTrips &found)
{
    const std::size_t direction = indexOf(frame.direction);
    if (followed.asked == 1 - direction)
        found.add(1 - direction, completing.time - followed.last);
    followed.asked = direction;
    followed.last = completing.time;
}

/// The field's value as text; empty where the frame does not have it.
QByteArray FrameAnswers::keyOf(const RecordingReader &reader, const FrameIndex &index,
                               const IndexedFrame &frame) const
{
    const auto fields = m_matching.structure->read(frameBytes(reader, index, frame, mostLooked));
    const auto field = std::find_if(fields.begin(), fields.end(), [this](const FieldValue &candidate) {
        return candidate.path == m_matching.field && candidate.value.isValid();
    });
    return field == fields.end() ? QByteArray() : '=' + field->value.toByteArray();
}

} // namespace netcore
