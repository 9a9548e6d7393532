#pragma once

#include "app/cli/options.h"
#include "app/cli/output.h"

namespace app {

/// `stats`: what a saved recording counts to: totals, rates, lengths, gaps, round trips, the connections with
/// the most bytes. With --print json one object.
ExitCode stats(const CliOptions &options, Output &output);

} // namespace app
