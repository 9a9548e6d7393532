#pragma once

#include "widgets/composer/markededit.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace widgets {

/// The text side and the hex side of one payload. The side that was edited last is the source, and is never
/// rewritten; the other follows. While the source has fields, the other side shows what they are now.
///
/// Errors   while the source cannot be read, error() has the position in it, the other side and the bytes
/// stay
///          as they last were, and nothing can be sent
/// Limits   the side that follows shows the first `mostFollowed` bytes of a payload with fields
/// Thread   plain value, any thread
class ComposerText
{
public:
    static constexpr qsizetype mostFollowed = 64 * 1024;

    void editText(const QString &text);
    void editHex(const QString &hex);
    /// The source stays; the other side is made again.
    void setEncoding(netcore::TextEncoding encoding);
    void setEnding(models::LineEnding ending) { m_payload.ending = ending; }
    /// Whether {{…}} is a field.
    void setFields(bool on);
    /// What fields take; a copy of it makes what is shown.
    void setContext(const netcore::FieldContext &context);
    /// Forms other than Text and Hex are turned into the one of these that shows them best.
    void load(const models::SavedPayload &payload);

    netcore::PayloadForm source() const { return m_payload.form; }
    const QString &text() const { return isHex() ? m_other : m_payload.text; }
    const QString &hex() const { return isHex() ? m_payload.text : m_other; }
    netcore::TextEncoding encoding() const { return m_payload.encoding; }
    models::LineEnding ending() const { return m_payload.ending; }
    bool areFieldsOn() const { return m_payload.fields; }

    bool isGood() const { return !m_error.isError(); }
    const netcore::NetError &error() const { return m_error; }
    bool hasFields() const { return isGood() && m_template.hasFields(); }
    bool usesTime() const { return isGood() && m_template.usesTime(); }
    const QByteArray &body() const { return m_shown.bytes; } // without the line ending
    QByteArray bytes() const { return body() + endingBytes(); }
    QByteArray endingBytes() const { return models::endingBytes(m_payload.ending, m_payload.encoding); }
    const std::vector<netcore::FieldMark> &fieldMarks() const { return m_shown.marks; }
    /// What is typed; `fields` only where it has some.
    models::SavedPayload payload() const;

    /// The bytes to be sent, ending included; the context counts on.
    netcore::Result<QByteArray> take(netcore::FieldContext &context) const;

    QList<TextMark> textMarks() const { return isHex() ? m_otherMarks : sourceMarks(); }
    QList<TextMark> hexMarks() const { return isHex() ? sourceMarks() : m_otherMarks; }
    /// The byte of the body before which a cursor stands; nothing where that cannot be said.
    std::optional<qsizetype> byteAt(netcore::PayloadForm side, qsizetype cursor) const;

private:
    bool isHex() const { return m_payload.form == netcore::PayloadForm::Hex; }
    void follow();
    void followAsHex();
    void followAsText();
    QList<TextMark> sourceMarks() const;
    std::optional<qsizetype> sourceByteAt(qsizetype cursor) const;

    models::SavedPayload m_payload{.fields = true};
    netcore::PayloadTemplate m_template;
    netcore::FieldContext m_context;
    netcore::ExpandedPayload m_shown;
    QString m_other; // the side that is not the source
    QList<TextMark> m_otherMarks;
    netcore::NetError m_error;
};

} // namespace widgets
