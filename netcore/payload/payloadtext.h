#pragma once

#include "netcore/base/result.h"
#include "netcore/payload/textencoding.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>

namespace netcore {

/// How a payload is written in an editor, a workspace file or on the command line.
enum class PayloadForm : quint8 { Text, Hex, Base64, PacketSender };

const char *payloadFormName(PayloadForm form); // "text", "hex", "base64", "packetsender"
std::optional<PayloadForm> payloadFormOf(QStringView name);

/// The bytes that a text in this form stands for.
///
/// Errors   NetError{InvalidArgument} with the position; over 16 MiB LimitExceeded
/// Thread   any thread
Result<QByteArray> parsePayload(QStringView text, PayloadForm form,
                                TextEncoding encoding = TextEncoding::Utf8);

/// The text from which parsePayload() makes exactly these bytes.
QString formatPayload(QByteArrayView bytes, PayloadForm form, TextEncoding encoding = TextEncoding::Utf8);

} // namespace netcore
