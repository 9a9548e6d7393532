#include "widgets/composer/composertext.h"

#include "netcore/payload/hex.h"

namespace widgets {

using models::LineEnding;
using netcore::PayloadForm;

void ComposerText::editText(const QString &text)
{
    m_payload.form = PayloadForm::Text;
    m_payload.text = text;
    follow();
}

void ComposerText::editHex(const QString &hex)
{
    m_payload.form = PayloadForm::Hex;
    m_payload.text = hex;
    follow();
}

void ComposerText::setEncoding(netcore::TextEncoding encoding)
{
    m_payload.encoding = encoding;
    follow();
}

void ComposerText::load(const models::SavedPayload &payload)
{
    m_payload = payload;
    const PayloadForm form = payload.form == PayloadForm::Base64 ? PayloadForm::Hex : PayloadForm::Text;
    const auto bytes = netcore::parsePayload(payload.text, payload.form, payload.encoding);
    if (bytes && payload.form != PayloadForm::Text && payload.form != PayloadForm::Hex) {
        m_payload.form = form;
        m_payload.text = netcore::formatPayload(*bytes, form, payload.encoding);
    }
    follow();
}

void ComposerText::follow()
{
    models::SavedPayload withoutEnding = m_payload;
    withoutEnding.ending = LineEnding::None;
    const auto bytes = models::bytesOf(withoutEnding);
    m_error = bytes ? netcore::NetError() : bytes.error();
    if (!bytes)
        return;
    m_body = *bytes;
    m_other = isHex() ? netcore::formatPayload(m_body, PayloadForm::Text, m_payload.encoding)
                      : netcore::hex::format(m_body);
}

} // namespace widgets
