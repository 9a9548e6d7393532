#include "app/cli/stopsignals.h"
#include "app/gui/guioptions.h"
#include "app/gui/mainwindow.h"
#include "app/gui/openedfiles.h"
#include "app/gui/recordingviews.h"
#include "app/gui/screenshot.h"
#include "app/gui/settings.h"
#include "app/gui/wiring.h"
#include "app/gui/workspacefiles.h"
#include "netcore/automation/responderfactory.h"
#include "widgets/common/language.h"
#include "widgets/common/quickopenbar.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string_view>

namespace {

void applyStartOptions(app::MainWindow &window, const app::GuiOptions &options)
{
    widgets::Preferences preferences = window.settings.preferences();
    preferences.language = options.language.value_or(preferences.language);
    preferences.colorScheme = options.colorScheme.value_or(preferences.colorScheme);
    window.applyPreferences(preferences);
    window.restoreLayout();
    if (!options.workspace.isEmpty())
        window.workspaceFiles->open(options.workspace);
    if (options.demo)
        window.workspaceFiles->playDemo();
    for (const QString &word : options.toOpen) {
        if (app::meansFile(word))
            app::openFile(window, word);
        else
            window.quickOpen->openText(word);
    }
}

void takeScreenshot(app::MainWindow &window, const app::GuiOptions &options)
{
    auto *screenshot = new app::Screenshot(window, options.screenshot);
    if (options.demo)
        screenshot->takeAfterDemo();
    else
        screenshot->takeSoon();
}

/// --help and --version are answered where there is no display, too.
void answerInText(int argc, char **argv)
{
    const bool asked = std::any_of(argv + 1, argv + argc, [](const std::string_view word) {
        return word == "--help" || word == "-h" || word == "--version" || word == "-v";
    });
    if (!asked)
        return;
    const QCoreApplication text(argc, argv);
    app::parseGuiOptions(QCoreApplication::arguments()); // ends the program
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("socketarium"));
    QCoreApplication::setOrganizationName(QStringLiteral("socketarium"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SOCKETARIUM_VERSION));
    answerInText(argc, argv);
    QApplication application(argc, argv);
    const app::GuiOptions options = app::parseGuiOptions(QApplication::arguments());

    netcore::EngineOptions engineOptions;
    engineOptions.makeResponder = netcore::makeResponder;
    const auto engine = netcore::EngineHandle::create(engineOptions);
    if (!engine) {
        std::fprintf(stderr, "socketarium: the recording cannot be made: %s\n",
                     netcore::errnoName(engine.error().sysErrno).constData());
        return 1;
    }
    // A picture is the same on every machine: it knows nothing of the user's own settings.
    QTemporaryDir fresh;
    app::Settings settings(options.screenshot.isEmpty() ? QString()
                                                        : fresh.filePath(QStringLiteral("settings.ini")));
    widgets::Language language;
    app::MainWindow window(**engine, settings, language);
    app::wireWindow(window);
    applyStartOptions(window, options);
    if (!options.screenshot.isEmpty())
        takeScreenshot(window, options);

    app::StopSignals stop(nullptr, {SIGHUP});
    QObject::connect(&stop, &app::StopSignals::received, &window, &QWidget::close);
    window.show();
    return QApplication::exec();
}
