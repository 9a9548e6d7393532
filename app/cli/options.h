#pragma once

#include "app/cli/decodeoptions.h"
#include "app/cli/exchangeoptions.h"
#include "app/cli/exitcode.h"
#include "app/cli/recordingbound.h"
#include "app/cli/sendoptions.h"
#include "netcore/recording/record.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <chrono>
#include <optional>
#include <string>
#include <variant>

namespace app {

enum class Command : quint8 {
    Listen,
    Connect,
    Send,
    Dump,
    Frames,
    Run,
    Demo,
    Checksum,
    Encode,
    Guess,
    Stats,
    Export,
    Import,
    Replay,
    Decode
};

/// How what passes is written to standard output.
enum class PrintForm : quint8 { Hex, Text, Json, None, Raw };

/// One payload of the command line, in the form in which it was given.
struct PayloadArgument
{
    enum class Kind : quint8 { Text, Hex, File } kind = Kind::Text;
    QString value;
};

/// The command line of socketarium-cli, read and checked for form; endpoints, framings and payloads are still
/// text.
struct CliOptions
{
    Command command = Command::Demo;
    QString target; // endpoint, recording, workspace, or a checksum's name
    QString responder;
    QString framing;
    PrintForm print = PrintForm::Hex;
    bool list = false;      // checksum: all there are
    quint32 connection = 0; // frames, guess: of this one; 0: of all, or the one that carried most
    netcore::Direction direction = netcore::Direction::None; // frames: None is both
    QString filter;                                          // frames, stats
    QString fields;                                          // frames, stats: a file with a structure
    bool everything = false;                                 // dump: calls, states and notices too
    QString recordTo;
    RecordingBound bound;
    QList<PayloadArgument> payloads; // in the order given
    bool readStdin = false;
    std::optional<std::chrono::milliseconds> wait;     // end after this much quiet
    std::optional<std::chrono::milliseconds> duration; // end after this long
    quint64 count = 0;                                 // end after so many received; 0 is without end
    int repeat = 1;
    std::chrono::milliseconds every{0};
    SendOptions sending;
    int matchOffset = 0; // stats: where an answer has the bytes of its request
    int matchLength = 0; // and how many; 0 takes the next in the other direction
    QString matchField;  // or the field of its frames that is equal
    ExchangeOptions exchange;
    DecodeOptions decoding;
    QStringList start; // run: names of sessions, or "all"
};

/// Either the options, or the program's end: help was shown, or the command line was refused and why was
/// said.
std::variant<CliOptions, ExitCode> parseOptions(int argc, char **argv);

/// "500ms", "2s", "1.5m", "1h"; a plain number counts seconds. Nothing where it is no duration or negative.
std::optional<std::chrono::milliseconds> parseDuration(const std::string &text);

} // namespace app
