#pragma once

#include "netcore/payload/pieces.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace app {

/// A rule of the command line for `{{captured:NAME}}`, still text.
struct CaptureArgument
{
    QString name;
    QString rule;
    bool isUsedOnce = false; // the next payload that uses it waits for another value
};

/// How the payloads of the command line are made and cut.
struct SendOptions
{
    bool fields = false; // {{…}} in --send and --send-hex is a field
    QHash<QString, QString> variables;
    QList<CaptureArgument> captures;
    std::optional<quint64> seed; // of what is random in fields
    netcore::CutPlan cut;
};

/// What CLI11 fills for them.
struct SendWords
{
    bool fields = false;
    std::vector<std::string> variables, captured, capturedOnce;
    std::string split, gap, seed;

    void addTo(CLI::App &app);
    SendOptions options() const; // REQUIRES: the words passed the checks of addTo()
};

} // namespace app
