#include "app/cli/stats.h"

#include "app/cli/describe.h"
#include "app/cli/structurefile.h"
#include "netcore/frames/frameanswers.h"
#include "netcore/recording/statistics.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace app {

using netcore::Distribution;
using netcore::inIndex;
using netcore::outIndex;
using netcore::Statistics;

namespace {

constexpr std::size_t topConnections = 20;

QJsonObject jsonOf(const Distribution &values)
{
    return {{QStringLiteral("count"), qint64(values.count())},
            {QStringLiteral("min"), qint64(values.least())},
            {QStringLiteral("mean"), values.mean()},
            {QStringLiteral("p50"), qint64(values.quantile(0.5))},
            {QStringLiteral("p95"), qint64(values.quantile(0.95))},
            {QStringLiteral("max"), qint64(values.most())}};
}

QJsonObject jsonOf(const netcore::TrafficCount &count)
{
    return {{QStringLiteral("bytesIn"), qint64(count.bytes[inIndex])},
            {QStringLiteral("bytesOut"), qint64(count.bytes[outIndex])},
            {QStringLiteral("recordsIn"), qint64(count.records[inIndex])},
            {QStringLiteral("recordsOut"), qint64(count.records[outIndex])}};
}

/// As a person reads it; the peer's name is the record's own.
QString peerOf(const netcore::RecordingReader &reader, const netcore::ConnectionTotals &totals)
{
    netcore::Record record;
    QByteArray facts;
    if (!totals.opened || !reader.read(*totals.opened, record) || !reader.readPayload(record, facts))
        return {};
    return QJsonDocument::fromJson(facts).object().value(QLatin1String("peer")).toString();
}

QJsonObject jsonOf(const Statistics &counted, const netcore::RecordingReader &reader)
{
    QJsonArray connections;
    for (const netcore::ConnectionTotals &totals : counted.topTalkers(topConnections)) {
        QJsonObject one = jsonOf(totals.count);
        one.insert(QStringLiteral("connection"), qint64(totals.connection));
        one.insert(QStringLiteral("peer"), peerOf(reader, totals));
        one.insert(QStringLiteral("seconds"), double(totals.last - totals.first) / 1e9);
        connections.append(one);
    }
    QJsonArray buckets;
    for (const netcore::TrafficCount &bucket : counted.rates().buckets())
        buckets.append(jsonOf(bucket));
    return {{QStringLiteral("event"), QStringLiteral("stats")},
            {QStringLiteral("total"), jsonOf(counted.total())},
            {QStringLiteral("lengthsIn"), jsonOf(counted.lengths(inIndex))},
            {QStringLiteral("lengthsOut"), jsonOf(counted.lengths(outIndex))},
            {QStringLiteral("gapsInNs"), jsonOf(counted.gaps(inIndex))},
            {QStringLiteral("gapsOutNs"), jsonOf(counted.gaps(outIndex))},
            {QStringLiteral("answersOfPeerNs"), jsonOf(counted.roundTrips(outIndex))},
            {QStringLiteral("answersOfOursNs"), jsonOf(counted.roundTrips(inIndex))},
            {QStringLiteral("unanswered"), qint64(counted.waiting())},
            {QStringLiteral("withoutKey"), qint64(counted.withoutKey())},
            {QStringLiteral("ratesBeginNs"), qint64(counted.rates().begin())},
            {QStringLiteral("ratesStepNs"), qint64(counted.rates().width())},
            {QStringLiteral("rates"), buckets},
            {QStringLiteral("connections"), connections}};
}

QString lengthsLine(const char *name, const Distribution &values)
{
    return QStringLiteral("%1 p50 %2, p95 %3, max %4 bytes")
        .arg(QLatin1String(name), -24)
        .arg(values.quantile(0.5))
        .arg(values.quantile(0.95))
        .arg(values.most());
}

QString timesLine(const char *name, const Distribution &values)
{
    const auto text = [](quint64 ns) { return models::spanText(netcore::SteadyNs(ns)); };
    return QStringLiteral("%1 p50 %2, p95 %3, max %4  (%5)")
        .arg(QLatin1String(name), -24)
        .arg(text(values.quantile(0.5)), text(values.quantile(0.95)), text(values.most()))
        .arg(values.count());
}

void writeForPeople(const Statistics &counted, const netcore::RecordingReader &reader, Output &output)
{
    const auto total = [&](const char *name, std::size_t way) {
        output.line(QStringLiteral("%1 %2 bytes in %3 records")
                        .arg(QLatin1String(name), -24)
                        .arg(counted.total().bytes[way])
                        .arg(counted.total().records[way]));
    };
    total("in", inIndex);
    total("out", outIndex);
    output.line(lengthsLine("lengths in", counted.lengths(inIndex)));
    output.line(lengthsLine("lengths out", counted.lengths(outIndex)));
    output.line(timesLine("gaps in", counted.gaps(inIndex)));
    output.line(timesLine("gaps out", counted.gaps(outIndex)));
    output.line(timesLine("the peer's answers", counted.roundTrips(outIndex)));
    output.line(timesLine("our answers", counted.roundTrips(inIndex)));
    if (counted.isMatching())
        output.line(
            QStringLiteral("%1 %2").arg(QLatin1String("without an answer"), -24).arg(counted.waiting()));
    output.line(QStringLiteral("%1 connections").arg(counted.connectionCount()));
    for (const netcore::ConnectionTotals &totals : counted.topTalkers(topConnections))
        output.line(QStringLiteral("%1  in %2  out %3  %4")
                        .arg(quint32(totals.connection), 6)
                        .arg(totals.count.bytes[inIndex], 12)
                        .arg(totals.count.bytes[outIndex], 12)
                        .arg(models::plain(peerOf(reader, totals))));
}

ExitCode refuse(const netcore::NetError &error, const QString &what, ExitCode code, Output &output)
{
    const Happening problem = problemTold(error, what);
    output.event(problem.object, problem.sentence);
    return code;
}

/// What counts, by the answers that are asked for; refused with what was told.
netcore::Result<Statistics, ExitCode> counting(const CliOptions &options, Output &output)
{
    if (options.matchLength > 0)
        return Statistics(netcore::KeyPlace{options.matchOffset, options.matchLength});
    if (options.framing.isEmpty())
        return Statistics();
    if (const auto framer = netcore::makeFramer(options.framing); !framer)
        return netcore::refusedWith(refuse(framer.error(), options.framing, ExitCode::Usage, output));
    const auto structure = readStructure(options.fields, output);
    if (!structure)
        return netcore::refusedWith(structure.error());
    auto matching = netcore::FrameMatching::withFraming(options.framing);
    if (*structure)
        matching.structure = std::make_shared<const netcore::Structure>(**structure);
    matching.field = options.matchField;
    const auto finder = netcore::FrameAnswers::create(matching);
    if (!finder)
        return netcore::refusedWith(refuse(finder.error(), options.matchField, ExitCode::Usage, output));
    return Statistics(*finder);
}

} // namespace

ExitCode stats(const CliOptions &options, Output &output)
{
    const auto filter = netcore::Filter::parse(options.filter);
    if (!filter)
        return refuse(filter.error(), options.filter, ExitCode::Usage, output);
    auto counted = counting(options, output);
    if (!counted)
        return counted.error();
    const auto store = netcore::RecordingStore::open(options.target);
    if (!store)
        return refuse(store.error(), options.target, ExitCode::File, output);
    const netcore::RecordingReader reader(*store);
    addToStatistics(reader, *filter, {}, (*store)->firstRow(), (*store)->rowCount(), *counted);
    if (output.form() == PrintForm::Json)
        output.event(jsonOf(*counted, reader), {});
    else
        writeForPeople(*counted, reader, output);
    return output.isBroken() ? ExitCode::File : ExitCode::Success;
}

} // namespace app
