#include "app/cli/exchangeoptions.h"

#include "netcore/automation/replay.h"
#include "netcore/exchange/recordingexport.h"

#include <CLI/CLI.hpp>

namespace app {

namespace {

std::string formatNames()
{
    std::string names;
    for (const netcore::ExportFormatEntry &entry : netcore::exportFormats())
        names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

const CLI::Validator isFormat(
    [](std::string &text) {
        return netcore::exportFormatNamed(QString::fromStdString(text))
                   ? std::string()
                   : "'" + text + "' is no format: there are " + formatNames();
    },
    "FORMAT");

const CLI::Validator isTiming(
    [](std::string &text) {
        const auto pace = netcore::ReplayPace::parse(QString::fromStdString(text));
        return pace ? std::string() : "'" + text + "': " + pace.error().reason;
    },
    "TIMING");

} // namespace

void ExchangeWords::addExport(CLI::App &app)
{
    app.add_option("--format", format, formatNames())->required()->check(isFormat);
    app.add_option("-o,--output", file,
                   "the file to write; it appears when it is whole, and may be /dev/stdout")
        ->required()
        ->type_name("FILE");
    app.add_option("--filter", filter, "only records that match: 'in && len > 8 && text ~ \"GET\"'")
        ->type_name("FILTER");
    app.add_option("--connection", connection, "only this connection")->type_name("N");
    app.add_option("--direction", direction, "only data of this direction")
        ->check(CLI::IsMember({"in", "out"}));
}

void ExchangeWords::addImport(CLI::App &app)
{
    app.add_option("-o,--output", file, "the recording to write")->required()->type_name("FILE.sockrec");
}

void ExchangeWords::addReplay(CLI::App &app)
{
    app.add_option("--connection", connection, "the conversation to play")->required()->type_name("N");
    app.add_option(
           "--side", direction,
           "what to play: out is what this machine sent, in what its peer did (out with --to, in with "
           "--as-server unless given)")
        ->check(CLI::IsMember({"in", "out"}));
    CLI::Option *client =
        app.add_option("--to", to, "send it to this endpoint, and show what it answers")->type_name("SPEC");
    app.add_option("--as-server", asServer, "listen here and answer as it did, to whoever comes")
        ->type_name("SPEC")
        ->excludes(client);
    app.add_option("--timing", timing, "original, scaled=0.5 (twice as fast) or none; for --to")
        ->check(isTiming)
        ->default_str("original");
}

ExchangeOptions ExchangeWords::options() const
{
    ExchangeOptions options;
    options.file = QString::fromStdString(file);
    options.format = QString::fromStdString(format);
    options.filter = QString::fromStdString(filter);
    options.connection = connection;
    options.direction = QString::fromStdString(direction);
    options.to = QString::fromStdString(to);
    options.asServer = QString::fromStdString(asServer);
    options.timing = timing.empty() ? QStringLiteral("original") : QString::fromStdString(timing);
    return options;
}

} // namespace app
