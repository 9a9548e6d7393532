#include "app/gui/guioptions.h"

#include <QtCore/QCommandLineParser>

#include <cstdio>
#include <cstdlib>

namespace app {

namespace {

std::optional<widgets::ColorScheme> schemeOf(const QString &word)
{
    if (word == QLatin1String("light"))
        return widgets::ColorScheme::Light;
    if (word == QLatin1String("dark"))
        return widgets::ColorScheme::Dark;
    if (word == QLatin1String("system"))
        return widgets::ColorScheme::System;
    return std::nullopt;
}

[[noreturn]] void refuse(const QString &sentence)
{
    std::fprintf(stderr, "socketarium: %s\n", sentence.toLocal8Bit().constData());
    std::exit(2);
}

} // namespace

GuiOptions parseGuiOptions(const QStringList &arguments)
{
    const auto text = [](const char *english) { return QString::fromLatin1(english); };
    QCommandLineParser parser;
    parser.setApplicationDescription(text("A desktop workbench for sockets."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {text("workspace"), text("Open this workspace file; starts nothing by itself."), text("FILE")});
    parser.addOption({text("demo"), text("Open the embedded demo workspace and play it.")});
    parser.addOption({text("screenshot"), text("Render the window to a PNG file and end."), text("FILE")});
    parser.addOption({text("language"), text("Language of the window, for example zh_CN."), text("CODE")});
    parser.addOption({text("color-scheme"), text("system, light or dark."), text("SCHEME")});
    parser.addPositionalArgument(
        text("open"),
        text("Endpoints to open, for example tcp-listen://127.0.0.1:9000, and files: "
             "recordings, captures (pcap, pcapng), workspaces."),
        text("[endpoint|file...]"));
    if (!parser.parse(arguments))
        refuse(parser.errorText());
    if (parser.isSet(text("help")))
        parser.showHelp(0);
    if (parser.isSet(text("version")))
        parser.showVersion();

    GuiOptions options;
    options.workspace = parser.value(text("workspace"));
    options.demo = parser.isSet(text("demo"));
    options.screenshot = parser.value(text("screenshot"));
    if (parser.isSet(text("language")))
        options.language = parser.value(text("language"));
    if (parser.isSet(text("color-scheme"))) {
        options.colorScheme = schemeOf(parser.value(text("color-scheme")));
        if (!options.colorScheme)
            refuse(text("--color-scheme takes system, light or dark."));
    }
    options.toOpen = parser.positionalArguments();
    return options;
}

} // namespace app
