#include "app/cli/dump.h"

#include "app/cli/describe.h"
#include "app/cli/recordfeed.h"
#include "netcore/exchange/recordwords.h"
#include "netcore/recording/callrecord.h"
#include "netcore/session/snapshot.h"
#include "widgets/models/plaintext.h"

namespace app {

using netcore::RecordKind;

namespace {

QString detailOf(RecordKind kind, const QByteArray &payload)
{
    if (kind == RecordKind::Call) {
        const auto call = netcore::CallRecord::decode(payload);
        return call ? models::plain(call->callText() + ' ' + call->resultText()) : QStringLiteral("damaged");
    }
    if (kind == RecordKind::StateChanged)
        return payload.size() == 1
                   ? QLatin1String(netcore::stateName(netcore::ConnectionState(uchar(payload.front()))))
                   : QStringLiteral("damaged");
    return models::plain(payload, payload.size());
}

void writeOther(const netcore::Record &record, const Piece &piece, Output &output)
{
    const QString detail = detailOf(record.kind, piece.bytes);
    if (output.form() != PrintForm::Json) {
        output.line(QStringLiteral("%1  #%2 %3: %4")
                        .arg(timeOfDay(piece.at), QString::number(quint32(record.connection)),
                             QLatin1String(netcore::recordKindName(record.kind)), detail));
        return;
    }
    output.event({{QStringLiteral("event"), QLatin1String(netcore::recordKindName(record.kind))},
                  {QStringLiteral("ns"), piece.sinceStart},
                  {QStringLiteral("connection"), qint64(record.connection)},
                  {QStringLiteral("detail"), detail}},
                 QString());
}

void tellCounts(const netcore::RecordingStore &store, quint64 lost, Output &output)
{
    if (store.tornBytes() > 0)
        output.event({{QStringLiteral("event"), QStringLiteral("torn")},
                      {QStringLiteral("bytes"), qint64(store.tornBytes())}},
                     QStringLiteral("%1 bytes at the end were never committed and are left out")
                         .arg(store.tornBytes()));
    if (lost > 0)
        output.event(
            {{QStringLiteral("event"), QStringLiteral("lost")}, {QStringLiteral("records"), qint64(lost)}},
            QStringLiteral("%1 records cannot be read (overwritten or damaged)").arg(lost));
}

} // namespace

ExitCode dump(const CliOptions &options, Output &output)
{
    if (!options.framing.isEmpty()) {
        if (const auto framer = netcore::makeFramer(options.framing); !framer) {
            const Happening problem = problemTold(framer.error(), options.framing);
            output.event(problem.object, problem.sentence);
            return ExitCode::Usage;
        }
    }
    const auto store = netcore::RecordingStore::open(options.target);
    if (!store) {
        const Happening problem = problemTold(store.error(), options.target);
        output.event(problem.object, problem.sentence);
        return ExitCode::File;
    }
    RecordFeed feed(*store, options.framing);
    const auto write = [&](const netcore::Record &record, const Piece &piece) {
        if (record.isData() || qstrcmp(piece.kind, "frame") == 0)
            output.piece(piece);
        else if (options.everything)
            writeOther(record, piece, output);
    };
    feed.drain(write);
    feed.finish(write);
    tellCounts(**store, feed.lost(), output);
    return output.isBroken() ? ExitCode::File : ExitCode::Success;
}

} // namespace app
