#pragma once

#include "widgets/common/theme.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace app {

/// What the command line of the window asks for.
struct GuiOptions
{
    QString workspace; // file to show; opens nothing by itself
    bool demo = false;
    QString screenshot; // render the window to this PNG after the demo traffic, and end
    std::optional<QString> language;
    std::optional<widgets::ColorScheme> colorScheme;
    QStringList toOpen; // endpoints and files
};

/// Ends the program for --help, --version and a wrong option, with 0 or 2.
GuiOptions parseGuiOptions(const QStringList &arguments);

} // namespace app
