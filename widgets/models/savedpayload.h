#pragma once

#include "netcore/payload/payloadtemplate.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace models {

using netcore::PayloadForm; // how the text is written

/// What is sent after the payload, written in the payload's encoding.
enum class LineEnding : quint8 { None, Lf, CrLf, Cr, Nul };

/// A payload that the user keeps: what was typed, not only its bytes, so that it can be edited again.
///
/// Text     `text` is kept as typed; `encoding` says how Text, and the ending, become bytes
/// Thread   plain value, any thread
struct SavedPayload
{
    QString name{};
    QString folder{}; // "Modbus/read"; empty at the top
    netcore::PayloadForm form = netcore::PayloadForm::Text;
    QString text{};
    netcore::TextEncoding encoding = netcore::TextEncoding::Utf8;
    LineEnding ending = LineEnding::None;
    QString target{};    // name of the session that it was made for; may be empty
    bool fields = false; // {{…}} in the text is a field; otherwise it is text like any other
    QString description{};
    QStringList tags{};

    bool operator==(const SavedPayload &) const = default;
};

/// One-word forms, the same in the workspace file and on the command line.
QString wordOf(LineEnding ending);              // "none", "lf", "crlf", "cr", "nul"
QString wordOf(netcore::TextEncoding encoding); // "utf-8", "utf-16le", "utf-16be", "latin-1", "gbk"
std::optional<LineEnding> lineEndingOf(QStringView word);
std::optional<netcore::TextEncoding> encodingOf(QStringView word);

/// The ending's bytes in an encoding: CR LF is 0D 00 0A 00 in UTF-16LE.
QByteArray endingBytes(LineEnding ending, netcore::TextEncoding encoding);

/// Its text as a template: without fields, all of it is literal.
netcore::Result<netcore::PayloadTemplate> templateOf(const SavedPayload &payload);

/// The bytes that sending it puts on the wire, ending included, without framing; its fields count on.
///
/// Errors   as netcore::parsePayload() and PayloadTemplate: with the position in `text`
netcore::Result<netcore::ExpandedPayload> expand(const SavedPayload &payload, netcore::FieldContext &context);
/// The same without marks, and where no field needs a context.
netcore::Result<QByteArray> bytesOf(const SavedPayload &payload);

} // namespace models
