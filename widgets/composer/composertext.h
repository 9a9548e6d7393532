#pragma once

#include "widgets/models/savedpayload.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace widgets {

/// The text side and the hex side of one payload. The side that was edited last is the source, and is never
/// rewritten; the other follows.
///
/// Errors   while the source cannot be read, error() has the position in it, the other side and the bytes
/// stay
///          as they last were, and nothing can be sent
/// Thread   plain value, any thread
class ComposerText
{
public:
    void editText(const QString &text);
    void editHex(const QString &hex);
    /// The source stays; the other side is made again.
    void setEncoding(netcore::TextEncoding encoding);
    void setEnding(models::LineEnding ending) { m_payload.ending = ending; }
    /// Forms other than Text and Hex are turned into the one of these that shows them best.
    void load(const models::SavedPayload &payload);

    netcore::PayloadForm source() const { return m_payload.form; }
    const QString &text() const { return isHex() ? m_other : m_payload.text; }
    const QString &hex() const { return isHex() ? m_payload.text : m_other; }
    netcore::TextEncoding encoding() const { return m_payload.encoding; }
    models::LineEnding ending() const { return m_payload.ending; }

    bool isGood() const { return !m_error.isError(); }
    const netcore::NetError &error() const { return m_error; }
    const QByteArray &body() const { return m_body; } // without the line ending
    QByteArray bytes() const { return m_body + endingBytes(); }
    QByteArray endingBytes() const { return models::endingBytes(m_payload.ending, m_payload.encoding); }
    const models::SavedPayload &payload() const { return m_payload; }

private:
    bool isHex() const { return m_payload.form == netcore::PayloadForm::Hex; }
    void follow();

    models::SavedPayload m_payload;
    QString m_other; // the side that is not the source
    QByteArray m_body;
    netcore::NetError m_error;
};

} // namespace widgets
