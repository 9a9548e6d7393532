#include "app/cli/bytework.h"
#include "app/cli/decoderun.h"
#include "app/cli/dump.h"
#include "app/cli/exchangerun.h"
#include "app/cli/framesrun.h"
#include "app/cli/guessrun.h"
#include "app/cli/makerun.h"
#include "app/cli/options.h"
#include "app/cli/stats.h"
#include "app/cli/stopsignals.h"

#include <QtCore/QCoreApplication>

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace {

int runUntilEnd(const app::CliOptions &options, app::Output &output)
{
    const std::unique_ptr<app::CliRun> run = app::makeRun(options, output);
    app::StopSignals signalsToStop;
    QObject::connect(&signalsToStop, &app::StopSignals::received, run.get(), [&run](int signal) {
        run->finish(signal == SIGTERM ? app::ExitCode::Terminated : app::ExitCode::Interrupted);
    });
    QObject::connect(run.get(), &app::CliRun::finished,
                     QCoreApplication::instance(), // words: Qt's own object
                     [](int code) { QCoreApplication::exit(code); });
    QTimer::singleShot(0, run.get(), &app::CliRun::start);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("socketarium-cli"));
    const auto parsed = app::parseOptions(argc, argv);
    if (const auto *code = std::get_if<app::ExitCode>(&parsed))
        return int(*code);
    const app::CliOptions &options = std::get<app::CliOptions>(parsed);
    if (options.print == app::PrintForm::Raw && ::isatty(STDOUT_FILENO)) {
        std::fputs("--print raw is for a pipe or a file: a terminal obeys what a peer sends\n", stderr);
        return int(app::ExitCode::Usage);
    }
    app::Output output(options.print);
    if (options.command == app::Command::Dump)
        return int(app::dump(options, output));
    if (options.command == app::Command::Checksum)
        return int(app::checksum(options, output));
    if (options.command == app::Command::Encode)
        return int(app::encode(options, output));
    if (options.command == app::Command::Frames)
        return int(app::frames(options, output));
    if (options.command == app::Command::Guess)
        return int(app::guessRun(options, output));
    if (options.command == app::Command::Stats)
        return int(app::stats(options, output));
    if (options.command == app::Command::Export)
        return int(app::exportRecording(options, output));
    if (options.command == app::Command::Decode)
        return int(app::decode(options, output));
    if (options.command == app::Command::Import)
        return int(app::importCapture(options, output));
    return runUntilEnd(options, output);
}
