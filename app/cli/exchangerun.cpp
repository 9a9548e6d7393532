#include "app/cli/exchangerun.h"

#include "app/cli/describe.h"
#include "netcore/exchange/captureimport.h"
#include "netcore/exchange/recordingexport.h"
#include "widgets/models/plaintext.h"

#include <csignal>

namespace app {

namespace {

volatile std::sig_atomic_t wasStopped = 0;

/// Ctrl+C ends the job, which then leaves nothing behind.
void listenForStop()
{
    const auto stop = [](int) { wasStopped = 1; };
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
}

bool goesOn(quint64, quint64)
{
    return wasStopped == 0;
}

ExitCode tellExchange(const netcore::NetError &error, const QString &where, Output &output)
{
    const Happening problem = problemTold(error, where);
    output.event(problem.object, problem.sentence);
    if (error.kind == netcore::ErrorKind::Cancelled)
        return ExitCode::Interrupted;
    return error.kind == netcore::ErrorKind::InvalidArgument ? ExitCode::Usage : ExitCode::File;
}

netcore::Result<netcore::ExportRange> rangeOf(const ExchangeOptions &options)
{
    netcore::ExportRange range;
    if (options.connection > 0)
        range.connections = {netcore::ConnectionId(options.connection)};
    if (!options.direction.isEmpty())
        range.direction =
            options.direction == QLatin1String("in") ? netcore::Direction::In : netcore::Direction::Out;
    auto filter = netcore::Filter::parse(options.filter);
    if (!filter)
        return netcore::refused(filter.error());
    range.filter = *filter;
    return range;
}

void tellExported(const netcore::ExportOutcome &outcome, Output &output)
{
    output.event({{QStringLiteral("event"), QStringLiteral("exported")},
                  {QStringLiteral("records"), qint64(outcome.records)},
                  {QStringLiteral("payloadBytes"), qint64(outcome.payloadBytes)},
                  {QStringLiteral("unreadable"), qint64(outcome.unreadable)},
                  {QStringLiteral("files"), outcome.files.join(QLatin1Char('\n'))}},
                 QStringLiteral("%1 records, %2 bytes of payload as they passed, written to %3")
                     .arg(QString::number(outcome.records), QString::number(outcome.payloadBytes),
                          models::plain(outcome.files.join(QStringLiteral(", ")))));
    if (outcome.unreadable > 0)
        output.event({{QStringLiteral("event"), QStringLiteral("lost")},
                      {QStringLiteral("records"), qint64(outcome.unreadable)}},
                     QStringLiteral("%1 records cannot be read (overwritten or damaged) and were left out")
                         .arg(outcome.unreadable));
}

void tellImported(const netcore::ImportOutcome &outcome, const QString &file, Output &output)
{
    output.event({{QStringLiteral("event"), QStringLiteral("imported")},
                  {QStringLiteral("packets"), qint64(outcome.packets)},
                  {QStringLiteral("connections"), qint64(outcome.connections)},
                  {QStringLiteral("payloadBytes"), qint64(outcome.payloadBytes)},
                  {QStringLiteral("missingBytes"), qint64(outcome.missingBytes)},
                  {QStringLiteral("otherPackets"), qint64(outcome.otherPackets)},
                  {QStringLiteral("fragments"), qint64(outcome.fragments)},
                  {QStringLiteral("joinedDatagrams"), qint64(outcome.joinedDatagrams)},
                  {QStringLiteral("incompleteDatagrams"), qint64(outcome.incompleteDatagrams)},
                  {QStringLiteral("refusedDatagrams"), qint64(outcome.refusedDatagrams)},
                  {QStringLiteral("cutPackets"), qint64(outcome.cutPackets)},
                  {QStringLiteral("notes"), qint64(outcome.notes)},
                  {QStringLiteral("damaged"), outcome.damaged},
                  {QStringLiteral("file"), file}},
                 QStringLiteral("%1 packets, %2 connections, %3 bytes of payload, written to %4")
                     .arg(QString::number(outcome.packets), QString::number(outcome.connections),
                          QString::number(outcome.payloadBytes), models::plain(file)));
    QStringList left;
    if (outcome.missingBytes > 0)
        left += QStringLiteral("%1 bytes of streams are not in the capture").arg(outcome.missingBytes);
    if (outcome.otherPackets > 0)
        left += QStringLiteral("%1 packets are no whole TCP or UDP over IP").arg(outcome.otherPackets);
    if (outcome.incompleteDatagrams > 0)
        left += QStringLiteral("%1 datagrams came in fragments of which the capture misses a part")
                    .arg(outcome.incompleteDatagrams);
    if (outcome.refusedDatagrams > 0)
        left += QStringLiteral("%1 datagrams came in fragments that contradict each other (RFC 5722)")
                    .arg(outcome.refusedDatagrams);
    if (outcome.damaged)
        left += QStringLiteral("the capture is damaged: it could not be read to its end");
    for (const QString &line : std::as_const(left))
        output.event({{QStringLiteral("event"), QStringLiteral("left out")}, {QStringLiteral("what"), line}},
                     line);
}

} // namespace

ExitCode exportRecording(const CliOptions &options, Output &output)
{
    const ExchangeOptions &exchange = options.exchange;
    const auto range = rangeOf(exchange);
    if (!range)
        return tellExchange(range.error(), exchange.filter, output);
    const auto store = netcore::RecordingStore::open(options.target);
    if (!store)
        return tellExchange(store.error(), options.target, output);
    const auto format = netcore::exportFormatNamed(exchange.format);
    Q_ASSERT(format); // checked with the command line
    listenForStop();
    const auto written = netcore::exportRecording(*store, *format, *range, exchange.file, goesOn);
    if (!written)
        return tellExchange(written.error(), exchange.file, output);
    tellExported(*written, output);
    return ExitCode::Success;
}

ExitCode importCapture(const CliOptions &options, Output &output)
{
    listenForStop();
    const auto outcome = netcore::importCapture(options.target, options.exchange.file, goesOn);
    if (!outcome)
        return tellExchange(outcome.error(), options.target, output);
    tellImported(*outcome, options.exchange.file, output);
    return ExitCode::Success;
}

} // namespace app
