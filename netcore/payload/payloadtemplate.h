#pragma once

#include "netcore/payload/fieldcontext.h"
#include "netcore/payload/payloadtext.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>
#include <vector>

namespace netcore {

/// Where a field, or the ends of a section, stand in the text.
struct FieldPlace
{
    qsizetype position = 0; // of the {{, in characters
    qsizetype length = 0;   // with both pairs of braces
    bool hasValue = true;   // false for the ends of a section or a repeat
};

/// What one field has become.
struct FieldMark
{
    qsizetype offset = 0; // bytes from the start of the payload
    qsizetype length = 0;
    qsizetype position = 0; // of the field in the text, in characters
    QString formula;        // as it was written, without the braces
    QString value;          // "258 (0x102)", or the bytes as hex; not translated
};

struct ExpandedPayload
{
    QByteArray bytes;
    std::vector<FieldMark> marks; // in the order of the bytes; at most PayloadTemplate::maxMarks
    /// Where each literal part of the text begins in the bytes: (character, byte), ascending; the end as the
    /// last.
    std::vector<std::pair<qsizetype, qsizetype>> parts;
};

/// A payload whose text has fields that compute themselves, e.g. `{{len:u16be of body}}`; the README has the
/// list.
///
/// Text     `{{…}}` is a field, `{{name}}…{{/name}}` a section, `{{repeat:3}}…{{/repeat}}` a repetition; in
/// Text form
///          `\{` is a brace that begins no field. Forms Text and Hex; the others have no fields.
/// Limits   maxPayload bytes, maxSteps fields and parts, counted before anything is expanded
/// Errors   InvalidArgument or LimitExceeded with the position in the text; a length or checksum whose range
/// is wrong
///          is refused by parse() where no size depends on the context, else by expand() (faults rows 10, 75)
/// Thread   immutable value, any thread
class PayloadTemplate
{
public:
    static constexpr quint64 maxSteps = 1'000'000;
    static constexpr size_t maxMarks = 10'000;

    static Result<PayloadTemplate> parse(QStringView text, PayloadForm form,
                                         TextEncoding encoding = TextEncoding::Utf8);
    /// The text as parsePayload() reads it: without fields.
    static Result<PayloadTemplate> literal(QStringView text, PayloadForm form,
                                           TextEncoding encoding = TextEncoding::Utf8);
    PayloadTemplate();
    ~PayloadTemplate();
    PayloadTemplate(const PayloadTemplate &);
    PayloadTemplate(PayloadTemplate &&) noexcept;
    PayloadTemplate &operator=(const PayloadTemplate &);
    PayloadTemplate &operator=(PayloadTemplate &&) noexcept;

    bool hasFields() const;
    bool usesTime() const; // in the template itself: its bytes are others a second later
    const std::vector<FieldPlace> &places() const;
    /// The captured values that an expansion with these variables takes, each once; those that stand in a
    /// variable's text too.
    QStringList capturedNames(const QHash<QString, QString> &variables) const;

    /// The bytes now. The context counts on; where it is refused, the context stays as it was.
    Result<ExpandedPayload> expand(FieldContext &context) const;

private:
    class Private;
    std::shared_ptr<const Private> d;
};

/// Text that a template reads as exactly these bytes, without a field.
QString escapeForTemplate(QByteArrayView bytes, TextEncoding encoding);

} // namespace netcore
