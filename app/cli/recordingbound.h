#pragma once

#include "app/cli/describe.h"

#include "netcore/recording/recordingwriter.h"
#include "netcore/session/snapshot.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace app {

/// How much the recording of a run keeps, in the words of the command line.
struct RecordingBound
{
    std::string keep, stopAt;
    bool unbounded = false;

    void addTo(CLI::App &app);
    /// REQUIRES: the words passed the checks of addTo().
    void applyTo(netcore::RecordingOptions &options) const;
};

/// "64M", "1.5G", "100000000"; K, M, G, T count in 1024. Nothing where it is no size.
std::optional<quint64> parseSize(const std::string &text);

/// That the recording stopped, and why, or that it goes on.
Happening recordingTold(const netcore::RecordingSnapshot &recording);

} // namespace app
