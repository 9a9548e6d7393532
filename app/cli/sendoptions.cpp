#include "app/cli/sendoptions.h"

#include "app/cli/options.h"
#include "netcore/payload/fieldcontext.h"

#include <CLI/CLI.hpp>

namespace app {

namespace {

const CLI::Validator isVariable(
    [](std::string &text) {
        const auto equals = text.find('=');
        return equals == 0 || equals == std::string::npos ? "'" + text + "' is no NAME=VALUE" : std::string();
    },
    "NAME=VALUE");

const CLI::Validator isCapture(
    [](std::string &text) {
        const auto equals = text.find('=');
        const QString name = QString::fromStdString(text.substr(0, equals));
        if (equals != std::string::npos && netcore::isFieldName(name))
            return std::string();
        return "'" + text +
               "' is no NAME=RULE: write a name of letters and digits, then what to take of a frame, e.g. "
               "id=\"u16be at 2\"";
    },
    "NAME=RULE");

void addCaptures(QList<CaptureArgument> &captures, const std::vector<std::string> &words, bool isUsedOnce)
{
    for (const std::string &each : words) {
        const auto equals = each.find('=');
        captures.append({QString::fromStdString(each.substr(0, equals)),
                         QString::fromStdString(each.substr(equals + 1)), isUsedOnce});
    }
}

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
    app.add_option("--captured", captured,
                   "take a value out of the frames that come in, for {{captured:NAME}}: \"u16be at 2\", "
                   "\"bytes 4..8\", \"regex 'id=(\\w+)' if 0103\"; a payload that uses it waits for it as "
                   "long as --wait says, or 1s; implies --fields")
        ->allow_extra_args(false)
        ->check(isCapture)
        ->type_name("NAME=RULE");
    app.add_option("--captured-once", capturedOnce,
                   "the same, and each value is used once: the next payload waits for another")
        ->allow_extra_args(false)
        ->check(isCapture)
        ->type_name("NAME=RULE");
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
    addCaptures(options.captures, captured, false);
    addCaptures(options.captures, capturedOnce, true);
    options.fields = fields || !variables.empty() || !options.captures.isEmpty();
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
