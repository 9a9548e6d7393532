#include "app/cli/sendoptions.h"

#include "app/cli/options.h"

#include <CLI/CLI.hpp>

namespace app {

namespace {

const CLI::Validator isVariable(
    [](std::string &text) {
        const auto equals = text.find('=');
        return equals == 0 || equals == std::string::npos ? "'" + text + "' is no NAME=VALUE" : std::string();
    },
    "NAME=VALUE");

const CLI::Validator isCut(
    [](std::string &text) {
        const auto plan = netcore::CutPlan::parse(QString::fromStdString(text));
        return plan ? std::string() : "'" + text + "': " + plan.error().reason;
    },
    "HOW");

const CLI::Validator isGap(
    [](std::string &text) {
        return parseDuration(text) ? std::string() : "'" + text + "' is no duration: write 500ms, 2s, 1m";
    },
    "DURATION");

} // namespace

void SendWords::addTo(CLI::App &app)
{
    app.add_flag(
        "--fields", fields,
        "{{…}} in what is sent is a field: {{len:u16be of body}}, {{crc:crc16-modbus le}}, {{counter}}, …");
    app.add_option("--var", variables, "a variable for {{var:NAME}}; implies --fields")
        ->allow_extra_args(false)
        ->check(isVariable)
        ->type_name("NAME=VALUE");
    app.add_option("--seed", seed, "make {{rand}} and {{uuid}} the same each time")
        ->check(CLI::TypeValidator<quint64>())
        ->type_name("N");
    app.add_option(
           "--split", split,
           "how each payload is cut into writes: bytes, at=3,7, random=SEED, pairs (two in one write)")
        ->check(isCut)
        ->type_name("HOW");
    app.add_option("--gap", gap, "with this pause between two pieces of --split")
        ->check(isGap)
        ->type_name("DURATION");
}

SendOptions SendWords::options() const
{
    SendOptions options;
    options.fields = fields || !variables.empty();
    for (const std::string &each : variables) {
        const auto equals = each.find('=');
        options.variables.insert(QString::fromStdString(each.substr(0, equals)),
                                 QString::fromStdString(each.substr(equals + 1)));
    }
    if (!seed.empty())
        options.seed = std::stoull(seed);
    if (!split.empty())
        options.cut = netcore::CutPlan::parse(QString::fromStdString(split)).value_or(netcore::CutPlan());
    options.cut.gap = parseDuration(gap).value_or(std::chrono::milliseconds(0));
    return options;
}

} // namespace app
