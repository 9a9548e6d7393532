#pragma once

#include "netcore/base/result.h"
#include "netcore/payload/textencoding.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace netcore {

enum class EscapeForm : quint8 {
    Backslash,    // \r \n \t \0 \\ \" \' are characters, \u{1F600} is one, \xNN is a byte
    PacketSender, // \0d is a byte; \r \n \t \\ too; always UTF-8, whatever the encoding
};

/// Text with escapes, as bytes in an encoding.
///
/// Errors   an unknown or unfinished escape, or a character that the encoding does not have:
/// NetError{InvalidArgument}
///          with its position; nothing is guessed
/// Limits   maxPayload bytes
/// Thread   any thread
Result<QByteArray> unescape(QStringView text, EscapeForm form = EscapeForm::Backslash,
                            TextEncoding encoding = TextEncoding::Utf8);

/// The text from which unescape() makes exactly these bytes. Printable characters stand for themselves.
QString escape(QByteArrayView bytes, EscapeForm form = EscapeForm::Backslash,
               TextEncoding encoding = TextEncoding::Utf8);

} // namespace netcore
