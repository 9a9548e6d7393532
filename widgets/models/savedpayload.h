#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace models {

/// How the text of a payload is read.
enum class PayloadForm : quint8 { Text /* with escapes */, Hex };

/// What is sent after the payload, written in the payload's encoding.
enum class LineEnding : quint8 { None, Lf, CrLf, Cr, Nul };

/// A payload that the user keeps: what was typed, not only its bytes, so that it can be edited again.
///
/// Text     `text` is kept as typed; `encoding` is one of encodingNames(); it is used for Text only
/// Thread   plain value, any thread
struct SavedPayload
{
    QString name;
    QString folder; // "Modbus/read"; empty at the top
    PayloadForm form = PayloadForm::Text;
    QString text;
    QString encoding = QStringLiteral("utf-8");
    LineEnding ending = LineEnding::None;
    QString target; // name of the session that it was made for; may be empty

    bool operator==(const SavedPayload &) const = default;
};

/// One-word forms, the same in the workspace file and on the command line.
const QStringList &encodingNames(); // "utf-8", "utf-16le", "utf-16be", "latin-1", "gbk"
QString wordOf(PayloadForm form);   // "text", "hex"
QString wordOf(LineEnding ending);  // "none", "lf", "crlf", "cr", "nul"
std::optional<PayloadForm> payloadFormOf(QStringView word);
std::optional<LineEnding> lineEndingOf(QStringView word);

/// The ending's bytes in an encoding: CR LF is 0D 00 0A 00 in utf-16le.
QByteArray endingBytes(LineEnding ending, QStringView encoding);

/// The bytes that sending it puts on the wire, without framing.
///
/// Errors   as netcore's payload room: InvalidArgument with the position in `text`
netcore::Result<QByteArray> bytesOf(const SavedPayload &payload);

} // namespace models
