#pragma once

#include "netcore/base/result.h"

#include <QtCore/QString>

namespace netcore {

/// Refuses what cannot be a host: control characters, spaces, NUL, over 253 characters, a label over 63, an
/// empty label. `position` is where the text stands in what the user wrote; the error's position is counted
/// from there.
///
/// Source   RFC 1035 s.2.3.4, RFC 5890 (names that are not ASCII are judged in their ASCII form)
/// Thread   any thread
Result<void> checkHostText(QStringView host, qsizetype position = 0);

/// The ASCII form of an internationalised name, to be shown beside it ("xn--…"); empty where it is the name
/// itself.
QString punycode(const QString &host);

} // namespace netcore
