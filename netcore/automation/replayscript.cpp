#include "netcore/automation/replayscript.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr std::size_t mostSteps = 16u << 20;
constexpr RowNumber rowsBetweenQuestions = 8192;

} // namespace

Result<std::shared_ptr<const ReplayScript>>
ReplayScript::load(const std::shared_ptr<const RecordingStore> &store, ConnectionId connection,
                   Direction side, const std::function<bool(quint64, quint64)> &progress)
{
    auto script = std::make_shared<ReplayScript>();
    script->store = store;
    script->connection = connection;
    script->side = side;
    const RecordingReader reader(store);
    const RowNumber end = store->rowCount();
    quint64 heard = 0; // of the other side
    for (RowNumber row = store->firstRow(); row < end; ++row) {
        if (row % rowsBetweenQuestions == 0 && progress && !progress(row, end))
            return refused(NetError::of(ErrorKind::Cancelled, "replay"));
        Record record;
        if (!reader.read(row, record) || !record.isData() || record.connection != connection)
            continue;
        script->datagrams = record.kind == RecordKind::Datagram;
        if (record.direction != side) {
            heard += script->datagrams ? 1 : record.length;
            continue;
        }
        if (script->steps.size() == mostSteps)
            return refused(NetError::of(ErrorKind::LimitExceeded, "replay",
                                        NETCORE_REASON("the conversation has more than 16 million sends")));
        script->steps.push_back({record, heard});
        script->bytes += record.length;
    }
    if (script->steps.empty())
        return refused(
            NetError::of(ErrorKind::NotFound, "replay",
                         NETCORE_REASON("in this recording, that side of that connection sent nothing")));
    return std::shared_ptr<const ReplayScript>(std::move(script));
}

} // namespace netcore
