#include "app/cli/guessrun.h"

#include "app/cli/describe.h"
#include "netcore/frames/guesssource.h"
#include "widgets/models/guesstext.h"
#include "widgets/models/plaintext.h"

#include <algorithm>

namespace app {

using netcore::ConnectionId;
using netcore::FramingGuess;

namespace {

QJsonObject toJson(const FramingGuess &guess, ConnectionId connection)
{
    QJsonObject object{{QStringLiteral("event"), QStringLiteral("guess")},
                       {QStringLiteral("connection"), qint64(connection)},
                       {QStringLiteral("framing"), guess.spec},
                       {QStringLiteral("score"), guess.score},
                       {QStringLiteral("frames"), qint64(guess.frames)},
                       {QStringLiteral("faulty"), qint64(guess.faulty)},
                       {QStringLiteral("bytes"), qint64(guess.bytes)},
                       {QStringLiteral("explained"), qint64(guess.explained)},
                       {QStringLiteral("reads"), qint64(guess.chunks)},
                       {QStringLiteral("readsAtEnd"), qint64(guess.chunksAtEnd)}};
    if (!guess.checksum.name.isEmpty())
        object.insert(QStringLiteral("checksum"), QLatin1String(guess.checksum.name));
    return object;
}

void write(const FramingGuess &guess, ConnectionId connection, Output &output)
{
    if (output.form() == PrintForm::Json) {
        output.event(toJson(guess, connection), {});
        return;
    }
    output.line(QStringLiteral("%1  %2").arg(guess.spec, models::guessReason(guess)));
    for (const netcore::GuessPreview &preview : guess.preview)
        output.line(QStringLiteral("    %1 %2  %3")
                        .arg(QLatin1String(preview.outbound ? "->" : "<-"),
                             QString::number(preview.frame.length), models::plain(preview.begin)));
}

ExitCode tellNothing(const QString &target, Output &output)
{
    output.event(
        {{QStringLiteral("event"), QStringLiteral("nothing")}, {QStringLiteral("recording"), target}},
        QStringLiteral("nothing to guess at: no bytes passed on this connection"));
    return ExitCode::File;
}

} // namespace

ExitCode guessRun(const CliOptions &options, Output &output)
{
    const auto store = netcore::RecordingStore::open(options.target);
    if (!store) {
        const Happening problem = problemTold(store.error(), options.target);
        output.event(problem.object, problem.sentence);
        return ExitCode::File;
    }
    const netcore::RecordingReader reader(*store);
    const std::vector<ConnectionId> connections = netcore::connectionsWithData(reader);
    const ConnectionId wanted = options.connection > 0 ? ConnectionId(options.connection)
                                : connections.empty()  ? ConnectionId::None
                                                       : connections.front();
    if (std::find(connections.begin(), connections.end(), wanted) == connections.end())
        return tellNothing(options.target, output);
    if (options.connection == 0 && connections.size() > 1)
        output.event({{QStringLiteral("event"), QStringLiteral("connection")},
                      {QStringLiteral("connection"), qint64(wanted)},
                      {QStringLiteral("of"), qint64(connections.size())}},
                     QStringLiteral("connection %1, which carried most of %2; --connection N for another")
                         .arg(QString::number(quint32(wanted)), QString::number(connections.size())));
    for (const FramingGuess &guess : netcore::guessFraming(netcore::guessChunks(reader, wanted)))
        write(guess, wanted, output);
    return output.isBroken() ? ExitCode::File : ExitCode::Success;
}

} // namespace app
