#pragma once

#include "app/cli/options.h"
#include "netcore/base/result.h"

#include <QtCore/QByteArray>

namespace app {

/// Which text of the command line was refused, and why.
struct RefusedText
{
    netcore::NetError error;
    QString where;
};

/// The bytes of the payloads of the command line, in order; each framed when a framing is given.
///
/// Limits   a file of at most 1 GiB
netcore::Result<QList<QByteArray>, RefusedText> payloadBytes(const CliOptions &options);

} // namespace app
