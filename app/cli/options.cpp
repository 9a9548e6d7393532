#include "app/cli/options.h"

#include <CLI/CLI.hpp>

#include <map>

namespace app {

namespace {

using std::chrono::milliseconds;

constexpr const char *examples = R"(Examples
  socketarium-cli listen tcp-listen://127.0.0.1:9000 --respond echo
  socketarium-cli connect tcp://127.0.0.1:9000 --send 'hello\r\n' --wait 1s
  printf 'a line\n' | socketarium-cli connect tcp://localhost:9000 --print text
  socketarium-cli send udp://127.0.0.1:5000 'ping' --repeat 10 --every 100ms --print json
  socketarium-cli connect tcp://10.0.0.7:502 --framing 'len(u16be, at=4, plus=6)' --send-hex '0001 0000 0006 01 03 0000 000A'
  socketarium-cli send tcp://10.0.0.7:502 --fields --send-hex '{{counter:u16be}} 0000 {{len:u16be}} 01 03 0000 000A'
  socketarium-cli send tcp://10.0.0.7:9000 'hello\n' --split bytes --gap 20ms
  socketarium-cli send tcp://10.0.0.7:9000 --framing line --send login --send 'get {{captured:sid}}' --captured "sid=regex 'session=(\w+)'"
  socketarium-cli listen udp-listen://127.0.0.1:5000 --record flow.sockrec --for 10s
  socketarium-cli dump flow.sockrec --print text
  socketarium-cli frames flow.sockrec --framing 'len(u16be)' --filter fault --json
  socketarium-cli export flow.sockrec --format pcapng -o flow.pcapng
  socketarium-cli decode flow.sockrec --connection 1 --decode-as mbtcp
  socketarium-cli import capture.pcapng -o capture.sockrec
  socketarium-cli replay flow.sockrec --connection 1 --to tcp://127.0.0.1:9000 --timing scaled=0.5
  socketarium-cli run lab.json --start all
  socketarium-cli checksum crc16-modbus --hex '01 03 006B 0003'
  socketarium-cli encode --framing 'len(u8) | crc(crc16-modbus, last 2 le)' 'hello'
)";

bool isByteCommand(Command command)
{
    return command == Command::Checksum || command == Command::Encode;
}

/// What CLI11 fills; made into CliOptions when the command is known.
struct Parsed
{
    CliOptions options;
    std::string target, payload, responder, framing, recordTo, filter, fields, matchField;
    std::vector<std::string> texts, hexes, files, start;
    std::string wait, duration, every;
    SendWords sending;
    ExchangeWords exchange;
    DecodeWords decoding;
    bool noStdin = false;
};

const std::map<std::string, PrintForm> printForms = {{"hex", PrintForm::Hex},
                                                     {"text", PrintForm::Text},
                                                     {"json", PrintForm::Json},
                                                     {"none", PrintForm::None},
                                                     {"raw", PrintForm::Raw}};

const CLI::Validator isDuration(
    [](std::string &text) {
        return parseDuration(text) ? std::string() : "'" + text + "' is no duration: write 500ms, 2s, 1m";
    },
    "DURATION");

const std::map<std::string, netcore::Direction> directions = {{"in", netcore::Direction::In},
                                                              {"out", netcore::Direction::Out}};

CLI::Option *single(CLI::Option *option)
{
    return option->allow_extra_args(false);
}

void addPrint(CLI::App &app, Parsed &parsed)
{
    app.add_option("--print", parsed.options.print, "hex, text, json (one object a line), none, raw")
        ->transform(CLI::CheckedTransformer(printForms).description("FORM"))
        ->default_str("hex");
}

void addRunning(CLI::App &app, Parsed &parsed)
{
    addPrint(app, parsed);
    app.add_option("--record", parsed.recordTo, "save the recording to FILE at the end")->type_name("FILE");
    parsed.options.bound.addTo(app);
    app.add_option("--for", parsed.duration, "end after this long")->check(isDuration)->type_name("DURATION");
}

void addSession(CLI::App &app, Parsed &parsed)
{
    addRunning(app, parsed);
    app.add_option("--framing", parsed.framing,
                   "cut what passes into frames: line, len(u16be), json, http1, mbap, …")
        ->type_name("SPEC");
    app.add_option("--respond", parsed.responder,
                   "answer: echo, upper, discard, fixed(\"text\"), chat, listing(1500), …")
        ->type_name("SPEC");
    app.add_option("--count", parsed.options.count, "end after so many were received")->type_name("N");
}

void addSending(CLI::App &app, Parsed &parsed, const char *toWhom)
{
    single(app.add_option("--send", parsed.texts,
                          std::string("text with escapes (\\r \\n \\xNN \\u{…}) to send") + toWhom))
        ->type_name("TEXT");
    single(app.add_option("--send-hex", parsed.hexes, "the same in hex"))->type_name("HEX");
    single(app.add_option("--send-file", parsed.files, "the same from a file, as it is"))->type_name("FILE");
    app.add_option("--repeat", parsed.options.repeat, "send all of it so often")
        ->check(CLI::Range(1, 1'000'000'000))
        ->type_name("N");
    app.add_option("--every", parsed.every, "with this pause between two repeats")
        ->check(isDuration)
        ->type_name("DURATION");
    parsed.sending.addTo(app);
}

void addWait(CLI::App &app, Parsed &parsed)
{
    app.add_option("--wait", parsed.wait, "when all is sent, end after this much quiet")
        ->check(isDuration)
        ->type_name("DURATION");
}

CLI::App *addCommand(CLI::App &app, Parsed &parsed, Command command, const char *name, const char *purpose)
{
    CLI::App *sub = app.add_subcommand(name, purpose);
    sub->callback([&parsed, command] { parsed.options.command = command; });
    return sub;
}

void addTarget(CLI::App &app, Parsed &parsed, const char *name, const char *purpose)
{
    app.add_option(name, parsed.target, purpose)->required();
}

void addFrames(CLI::App &frames, Parsed &parsed)
{
    addTarget(frames, parsed, "RECORDING", "a saved recording, or the folder of one");
    frames.add_option("--framing", parsed.framing, "how the streams are cut: line, len(u16be), slip, …")
        ->required()
        ->type_name("SPEC");
    frames.add_option("--connection", parsed.options.connection, "only this one")->type_name("N");
    frames.add_option("--direction", parsed.options.direction, "in or out; both where it is not given")
        ->transform(CLI::CheckedTransformer(directions).description("in|out"));
    frames.add_option("--filter", parsed.filter, "only these: 'len > 8 && hex ~ \"0103\"', fault, …")
        ->type_name("FILTER");
    frames.add_option("--fields", parsed.fields, "read each frame's fields as this file's structure says")
        ->type_name("STRUCTURE");
    addPrint(frames, parsed);
    frames.add_flag_callback(
        "--json", [&parsed] { parsed.options.print = PrintForm::Json; }, "the same as --print json");
}

void addCommands(CLI::App &app, Parsed &parsed)
{
    CLI::App *listen =
        addCommand(app, parsed, Command::Listen, "listen", "accept connections or receive datagrams");
    addTarget(*listen, parsed, "SPEC",
              "tcp-listen://127.0.0.1:9000, udp-listen://…, unix-listen://…; or a port");
    addSession(*listen, parsed);
    addSending(*listen, parsed, ", to each new connection");
    listen->add_flag("--stdin", parsed.options.readStdin, "send standard input to every connection");

    CLI::App *connect =
        addCommand(app, parsed, Command::Connect, "connect", "connect, send standard input, show what comes");
    addTarget(*connect, parsed, "SPEC", "tcp://host:port, udp://…, unix://…; or host:port");
    addSession(*connect, parsed);
    addSending(*connect, parsed, "; standard input is then not read unless --stdin is given");
    connect->add_flag("--stdin", parsed.options.readStdin, "send standard input too");
    connect->add_flag("--no-stdin", parsed.noStdin, "leave standard input alone");
    addWait(*connect, parsed);

    CLI::App *send =
        addCommand(app, parsed, Command::Send, "send", "connect, send one payload, show the answer, end");
    addTarget(*send, parsed, "SPEC", "tcp://host:port, udp://…, unix://…; or host:port");
    send->add_option("PAYLOAD", parsed.payload,
                     "text with escapes; or leave it out and use --send-hex, --send-file");
    addSession(*send, parsed);
    addSending(*send, parsed, ", after PAYLOAD");
    addWait(*send, parsed);

    CLI::App *dump = addCommand(app, parsed, Command::Dump, "dump", "print a recording");
    addTarget(*dump, parsed, "RECORDING", "a saved recording, or the folder of one");
    addPrint(*dump, parsed);
    dump->add_option("--framing", parsed.framing, "cut streams into frames")->type_name("SPEC");
    dump->add_flag("--all", parsed.options.everything, "system calls, states and notices too");

    addFrames(*addCommand(app, parsed, Command::Frames, "frames", "cut a recording's streams into frames"),
              parsed);
    CLI::App *guess = addCommand(app, parsed, Command::Guess, "guess",
                                 "say which framing could have cut what a connection carried");
    addTarget(*guess, parsed, "RECORDING", "a saved recording, or the folder of one");
    guess
        ->add_option("--connection", parsed.options.connection,
                     "this connection, not the one that carried most")
        ->type_name("N");
    guess->add_flag_callback(
        "--json", [&parsed] { parsed.options.print = PrintForm::Json; }, "one object a line");

    CLI::App *stats = addCommand(app, parsed, Command::Stats, "stats",
                                 "count a recording: rates, lengths, gaps, round trips, connections");
    addTarget(*stats, parsed, "RECORDING", "a saved recording, or the folder of one");
    stats->add_flag_callback(
        "--json", [&parsed] { parsed.options.print = PrintForm::Json; }, "one object of JSON");
    stats->add_option("--filter", parsed.filter, "count only these: in && len > 8, conn == 3, …")
        ->type_name("EXPRESSION");
    CLI::Option *match = stats
                             ->add_option("--match-at", parsed.options.matchOffset,
                                          "an answer has the bytes of its request from here on")
                             ->check(CLI::Range(0, 65'535))
                             ->type_name("OFFSET");
    stats->add_option("--match-bytes", parsed.options.matchLength, "so many of them (2)")
        ->check(CLI::Range(1, 16))
        ->needs(match)
        ->type_name("N");
    CLI::Option *cut = stats
                           ->add_option("--framing", parsed.framing,
                                        "answers are frames, cut so: the next one in the other direction")
                           ->excludes(match)
                           ->type_name("SPEC");
    CLI::Option *structure =
        stats->add_option("--fields", parsed.fields, "read the frames as this file's structure says")
            ->needs(cut)
            ->type_name("STRUCTURE");
    stats->add_option("--match-field", parsed.matchField, "an answer has this field of its request")
        ->needs(cut)
        ->needs(structure)
        ->type_name("PATH");
    structure->needs("--match-field");

    CLI::App *run =
        addCommand(app, parsed, Command::Run, "run", "say what a workspace would open, or open it");
    addTarget(*run, parsed, "WORKSPACE", "a workspace file");
    addRunning(*run, parsed);
    run->add_option("--start", parsed.start, "open these sessions, or all; without it nothing is opened")
        ->type_name("all|NAME…");

    CLI::App *demo = addCommand(app, parsed, Command::Demo, "demo",
                                "play the embedded demo workspace and show what passed");
    addRunning(*demo, parsed);
}

void addBytes(CLI::App &app, Parsed &parsed)
{
    app.add_option("PAYLOAD", parsed.payload, "text with escapes; - reads standard input");
    single(app.add_option("--send-hex,--hex", parsed.hexes, "the same in hex"))->type_name("HEX");
    single(app.add_option("--send-file,--file", parsed.files, "the same from a file, as it is"))
        ->type_name("FILE");
    addPrint(app, parsed);
}

void addDecode(CLI::App &decode, Parsed &parsed)
{
    addTarget(decode, parsed, "RECORDING", "a saved recording, or the folder of one");
    decode.add_option("--connection", parsed.options.connection, "only this one")->type_name("N");
    decode.add_option("--filter", parsed.filter, "only these: 'in && len > 8', conn == 3, …")
        ->type_name("FILTER");
    parsed.decoding.addTo(decode);
    decode.add_flag_callback(
        "--json", [&parsed] { parsed.options.print = PrintForm::Json; }, "one object a line");
}

void addByteCommands(CLI::App &app, Parsed &parsed)
{
    CLI::App *checksum =
        addCommand(app, parsed, Command::Checksum, "checksum", "compute a checksum, or list them all");
    checksum->add_option("NAME", parsed.target, "crc16-modbus, sum8, fletcher16, …, crc(16, poly=1021, …)");
    checksum->add_flag("--list", parsed.options.list, "name, bits, value over \"123456789\", parameters");
    addBytes(*checksum, parsed);

    CLI::App *encode =
        addCommand(app, parsed, Command::Encode, "encode", "make the frame that carries a payload");
    encode->add_option("--framing", parsed.framing, "line, delim(0D0A), len(u16be) | crc(crc32), …")
        ->type_name("SPEC")
        ->required();
    addBytes(*encode, parsed);
}

void addExchange(CLI::App &app, Parsed &parsed)
{
    CLI::App *write = addCommand(app, parsed, Command::Export, "export",
                                 "write a recording, or a part of it, for other programs");
    addTarget(*write, parsed, "RECORDING", "a saved recording, or the folder of one");
    addPrint(*write, parsed);
    parsed.exchange.addExport(*write);

    addDecode(*addCommand(app, parsed, Command::Decode, "decode",
                          "what Wireshark reads in a recording (needs tshark)"),
              parsed);

    CLI::App *read =
        addCommand(app, parsed, Command::Import, "import", "make a recording of a capture (pcap, pcapng)");
    addTarget(*read, parsed, "CAPTURE", "a pcap or pcapng file");
    addPrint(*read, parsed);
    parsed.exchange.addImport(*read);

    CLI::App *replay =
        addCommand(app, parsed, Command::Replay, "replay", "play one side of a recorded conversation again");
    addTarget(*replay, parsed, "RECORDING", "a saved recording, or the folder of one");
    addRunning(*replay, parsed);
    addWait(*replay, parsed);
    parsed.exchange.addReplay(*replay);
}

/// CLI11 keeps each option's values by itself; the order between --send, --send-hex and --send-file is that
/// of the command line.
QList<PayloadArgument> payloadsInOrder(const CLI::App &sub, const Parsed &parsed)
{
    QList<PayloadArgument> result;
    const bool isStdin = parsed.payload == "-" && isByteCommand(parsed.options.command);
    if (!parsed.payload.empty() && !isStdin)
        result.append({PayloadArgument::Kind::Text, QString::fromStdString(parsed.payload)});
    std::map<std::string, size_t> used;
    const auto take = [&](const std::string &name, const std::vector<std::string> &values,
                          PayloadArgument::Kind kind) {
        if (size_t &next = used[name]; next < values.size())
            result.append({kind, QString::fromStdString(values[next++])});
    };
    for (const CLI::Option *option : sub.parse_order()) {
        const std::string name = option->get_name();
        if (name == "--send")
            take(name, parsed.texts, PayloadArgument::Kind::Text);
        else if (name == "--send-hex")
            take(name, parsed.hexes, PayloadArgument::Kind::Hex);
        else if (name == "--send-file")
            take(name, parsed.files, PayloadArgument::Kind::File);
    }
    return result;
}

CliOptions optionsOf(const CLI::App &sub, const Parsed &parsed)
{
    CliOptions options = parsed.options;
    options.target = QString::fromStdString(parsed.target);
    options.responder = QString::fromStdString(parsed.responder);
    options.framing = QString::fromStdString(parsed.framing);
    options.filter = QString::fromStdString(parsed.filter);
    const CLI::Option *match = sub.get_option_no_throw("--match-at");
    if (match && match->count() > 0 && options.matchLength == 0)
        options.matchLength = 2;
    options.recordTo = QString::fromStdString(parsed.recordTo);
    options.fields = QString::fromStdString(parsed.fields);
    options.matchField = QString::fromStdString(parsed.matchField);
    options.payloads = payloadsInOrder(sub, parsed);
    options.wait = parseDuration(parsed.wait);
    options.duration = parseDuration(parsed.duration);
    options.every = parseDuration(parsed.every).value_or(milliseconds(0));
    options.sending = parsed.sending.options();
    options.exchange = parsed.exchange.options();
    options.decoding = parsed.decoding.options();
    for (const std::string &name : parsed.start)
        options.start.append(QString::fromStdString(name));
    if (options.command == Command::Connect && options.payloads.isEmpty() && !parsed.noStdin)
        options.readStdin = true;
    if (isByteCommand(options.command) && parsed.payload == "-")
        options.readStdin = true;
    return options;
}

void checkTogether(const CliOptions &options)
{
    if (options.command == Command::Checksum && !options.list && options.target.isEmpty())
        throw CLI::RequiredError("NAME or --list");
    if (isByteCommand(options.command) && !options.list && !options.readStdin && options.payloads.isEmpty())
        throw CLI::RequiredError("PAYLOAD, -, --hex or --file");
    if (options.command == Command::Send && options.payloads.isEmpty())
        throw CLI::RequiredError("PAYLOAD, --send, --send-hex or --send-file");
    if (options.command == Command::Replay && options.exchange.to.isEmpty() &&
        options.exchange.asServer.isEmpty())
        throw CLI::RequiredError("--to or --as-server");
}

} // namespace

std::optional<milliseconds> parseDuration(const std::string &text)
{
    static const std::map<QString, double> units = {{QString(), 1000.0},
                                                    {QStringLiteral("ms"), 1.0},
                                                    {QStringLiteral("s"), 1000.0},
                                                    {QStringLiteral("m"), 60'000.0},
                                                    {QStringLiteral("h"), 3'600'000.0}};
    const QString whole = QString::fromStdString(text);
    qsizetype digits = 0;
    while (digits < whole.size() && (whole[digits].isDigit() || whole[digits] == QLatin1Char('.')))
        ++digits;
    bool ok = false;
    const double value = whole.first(digits).toDouble(&ok); // always the C locale's point
    const auto unit = units.find(whole.sliced(digits));
    if (!ok || unit == units.end() || value * unit->second > 1e12)
        return std::nullopt;
    return milliseconds(qRound64(value * unit->second));
}

std::variant<CliOptions, ExitCode> parseOptions(int argc, char **argv)
{
    Parsed parsed;
    CLI::App app("Sockets from the command line: the engine, recording and specs of Socketarium.",
                 "socketarium-cli");
    app.set_version_flag("--version", "socketarium-cli " SOCKETARIUM_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(std::string(examples) + "\n" + exitCodeHelp());
    addCommands(app, parsed);
    addByteCommands(app, parsed);
    addExchange(app, parsed);
    try {
        app.parse(argc, argv);
        const CliOptions options = optionsOf(*app.get_subcommands().front(), parsed);
        checkTogether(options);
        return options;
    } catch (const CLI::ParseError &error) {
        const bool shown = app.exit(error) == 0; // writes help, version, or what is wrong
        return shown ? ExitCode::Success : ExitCode::Usage;
    }
}

} // namespace app
