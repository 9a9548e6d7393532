#include "netcore/payload/payloadtext.h"

#include "netcore/payload/escapes.h"
#include "netcore/payload/hex.h"

#include <algorithm>
#include <array>

namespace netcore {

namespace {

constexpr std::array<const char *, 4> formNames = {"text", "hex", "base64", "packetsender"};

bool isBase64Character(QChar c)
{
    return c.isSpace() || (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == u'+' || c == u'/' || c == u'=';
}

Result<QByteArray> parseBase64(QStringView text)
{
    if (text.size() > 2 * maxPayload)
        return refused(NetError::of(ErrorKind::LimitExceeded, "base64",
                                    NETCORE_REASON("the text is too long for a payload of 16 MiB")));
    const auto bad = std::find_if_not(text.begin(), text.end(), isBase64Character);
    if (bad != text.end())
        return refused(
            NetError::invalid(NETCORE_REASON("this is no character of base64"), bad - text.begin()));
    QByteArray compact = text.toLatin1().simplified();
    compact.replace(' ', "");
    auto decoded = QByteArray::fromBase64Encoding(compact, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return refused(NetError::invalid(NETCORE_REASON("the base64 text is not complete"), text.size()));
    return std::move(*decoded);
}

} // namespace

const char *payloadFormName(PayloadForm form)
{
    return formNames[size_t(form)];
}

std::optional<PayloadForm> payloadFormOf(QStringView name)
{
    const auto found = std::find_if(formNames.begin(), formNames.end(),
                                    [&](const char *n) { return name == QLatin1String(n); });
    if (found == formNames.end())
        return std::nullopt;
    return PayloadForm(found - formNames.begin());
}

Result<QByteArray> parsePayload(QStringView text, PayloadForm form, TextEncoding encoding)
{
    switch (form) {
    case PayloadForm::Text: return unescape(text, EscapeForm::Backslash, encoding);
    case PayloadForm::Hex: return hex::parse(text);
    case PayloadForm::Base64: return parseBase64(text);
    case PayloadForm::PacketSender: return unescape(text, EscapeForm::PacketSender, encoding);
    }
    Q_UNREACHABLE();
}

QString formatPayload(QByteArrayView bytes, PayloadForm form, TextEncoding encoding)
{
    switch (form) {
    case PayloadForm::Text: return escape(bytes, EscapeForm::Backslash, encoding);
    case PayloadForm::Hex: return hex::format(bytes);
    case PayloadForm::Base64: return QString::fromLatin1(bytes.toByteArray().toBase64());
    case PayloadForm::PacketSender: return escape(bytes, EscapeForm::PacketSender, encoding);
    }
    Q_UNREACHABLE();
}

} // namespace netcore
