#pragma once

#include "netcore/payload/fieldcontext.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <memory>
#include <optional>

namespace netcore {

/// What is taken out of a frame that comes in, for `{{captured:name}}`.
///
/// Text     `u16be at 2`, `bytes 4..8`, `regex 'token=(\w+)'`; behind it `if 0103` takes only frames that
/// begin with
///          these bytes. A regular expression's first group is taken, or all of it; it sees bytes as Latin-1.
/// Limits   a regular expression looks at the first 64 KiB of a frame
/// Errors   parse() is refused with InvalidArgument and the position
/// Thread   immutable value, any thread
class CaptureRule
{
public:
    static Result<CaptureRule> parse(QStringView text);

    /// Nothing where the frame is too short or does not match.
    std::optional<CapturedValue> take(QByteArrayView frame) const;

private:
    struct Parts;
    std::shared_ptr<const Parts> d;
};

} // namespace netcore
