#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

namespace app {

/// `socketarium-cli decode RECORDING`: what Wireshark's tshark reads in it, as a tree; each field with its
/// place in the record that it was read from.
///
/// Json      one {"event": "decoded"} a packet with its row, title and fields in one another: "name",
/// "label",
///           "show", "pointsTo" (the row of a packet that it names), "length", "spans" ([{"row", "from",
///           "length"}], empty where the bytes are decoded ones); then one {"event": "summary"}
/// Errors    tshark absent or ended with an error 1, out of time 4, an unknown recording 10, stopped 130, 143
/// Thread    one thread, in an event loop of its own
ExitCode decode(const CliOptions &options, Output &output);

} // namespace app
