#include "app/gui/recordlinks.h"

#include "widgets/models/framescan.h"

#include "netcore/recording/callrecord.h"

namespace app {

using netcore::CallId;
using netcore::Direction;
using netcore::Record;
using netcore::RecordingReader;
using netcore::RecordKind;
using netcore::RowNumber;

namespace {

constexpr int neighbours = 64; // a batch of datagrams shares one call

Direction directionOf(const RecordingReader &reader, const Record &call)
{
    QByteArray bytes;
    if (!reader.readPayload(call, bytes))
        return Direction::None;
    const auto decoded = netcore::CallRecord::decode(bytes);
    if (!decoded)
        return Direction::None;
    switch (decoded->id) {
    case CallId::Send:
    case CallId::SendMmsg: return Direction::Out;
    case CallId::Recv:
    case CallId::RecvMmsg: return Direction::In;
    default: return Direction::None;
    }
}

template <class Fits>
std::optional<RowNumber> nearest(const RecordingReader &reader, RowNumber row, Fits fits)
{
    const RowNumber end = reader.store().rowCount();
    Record record;
    for (int distance = 1; distance <= neighbours; ++distance) {
        const auto by = RowNumber(distance);
        if (row >= by && reader.read(row - by, record) && fits(record))
            return row - by;
        if (row + by < end && reader.read(row + by, record) && fits(record))
            return row + by;
    }
    return std::nullopt;
}

} // namespace

std::optional<RowNumber> callOfData(const RecordingReader &reader, RowNumber data)
{
    Record head;
    if (!reader.read(data, head) || !head.isData())
        return std::nullopt;
    return nearest(reader, data, [&](const Record &candidate) {
        return candidate.kind == RecordKind::Call && directionOf(reader, candidate) == head.direction;
    });
}

std::optional<RowNumber> dataOfCall(const RecordingReader &reader, RowNumber call)
{
    Record head;
    if (!reader.read(call, head) || head.kind != RecordKind::Call)
        return std::nullopt;
    const Direction direction = directionOf(reader, head);
    if (direction == Direction::None)
        return std::nullopt;
    return nearest(reader, call, [&](const Record &candidate) {
        return candidate.isData() && candidate.direction == direction;
    });
}

quint64 startInStream(const models::FrameScan &scan, RowNumber data)
{
    const netcore::PlaceList &reads = scan.index()->reads();
    const quint64 position = reads.fromRow(data);
    return position < reads.end() && reads.at(position).row == data ? reads.at(position).offset : 0;
}

} // namespace app
