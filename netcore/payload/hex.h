#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace netcore::hex {

/// The value of a hex digit, or -1.
constexpr int digitValue(QChar c)
{
    const char16_t lower = char16_t(c.unicode() | 0x20);
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/// "01 03 0a": two lower-case digits a byte, a space between bytes.
QString format(QByteArrayView bytes);

/// Reads hex as people paste it: digits with or without spaces, commas, colons, dashes, `0x` or `\x`; a C
/// array with its name and braces; a whole dump of xxd, `hexdump -C` or Wireshark with offsets and text
/// column.
///
/// Errors   NetError{InvalidArgument} with the position of the character that is wrong; an odd digit is never
/// guessed at Limits   at most maxPayload bytes; the text is read once Thread   any thread
Result<QByteArray> parse(QStringView text);

} // namespace netcore::hex

namespace netcore {

/// What one payload may hold, in bytes; checked before anything of that size is allocated.
constexpr qsizetype maxPayload = 16 << 20;

} // namespace netcore
