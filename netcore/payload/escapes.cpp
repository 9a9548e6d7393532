#include "netcore/payload/escapes.h"

#include "netcore/base/visible.h"
#include "netcore/payload/hex.h"

#include <QtCore/QList>

#include <array>
#include <utility>

namespace netcore {

namespace {

constexpr std::array<std::pair<char16_t, char16_t>, 7> letters = {{
    {u'r', u'\r'},
    {u'n', u'\n'},
    {u't', u'\t'},
    {u'0', u'\0'},
    {u'\\', u'\\'},
    {u'"', u'"'},
    {u'\'', u'\''},
}};

/// Reads a text with escapes from left to right. Characters are gathered and encoded together.
class EscapeReader
{
public:
    EscapeReader(QStringView text, EscapeForm form, TextEncoding encoding)
        : m_text(text)
        , m_form(form)
        , m_encoding(form == EscapeForm::PacketSender ? TextEncoding::Utf8 : encoding)
    {
    }

    Result<QByteArray> read()
    {
        for (m_at = 0; m_at < m_text.size(); ++m_at) {
            const Result<void> done = m_text[m_at] == u'\\' ? readEscape() : keep(m_text[m_at], m_at);
            if (!done)
                return refused(done.error());
        }
        if (const Result<void> encoded = encodeKept(); !encoded)
            return refused(encoded.error());
        return m_bytes;
    }

private:
    QChar charAt(qsizetype i) const { return i < m_text.size() ? m_text[i] : QChar(); }
    int digitAt(qsizetype i) const { return i < m_text.size() ? hex::digitValue(m_text[i]) : -1; }

    Result<void> keep(QChar c, qsizetype position)
    {
        if (m_kept.isEmpty())
            m_keptFrom = position;
        m_kept += c;
        return {};
    }

    Result<void> encodeKept()
    {
        if (m_kept.isEmpty())
            return {};
        const Result<QByteArray> encoded = encodeText(m_kept, m_encoding);
        if (!encoded)
            return wrong(encoded.error().reason,
                         m_keptFrom + std::max<qsizetype>(encoded.error().position, 0));
        m_bytes += *encoded;
        m_kept.clear();
        return {};
    }

    Result<void> putByte(int high, int low)
    {
        if (const Result<void> encoded = encodeKept(); !encoded)
            return encoded;
        m_bytes += char(high * 16 + low);
        return {};
    }

    Result<void> readEscape()
    {
        const qsizetype backslash = m_at++;
        const QChar c = charAt(m_at);
        if (m_form == EscapeForm::PacketSender && digitAt(m_at) >= 0 && digitAt(m_at + 1) >= 0) {
            ++m_at;
            return putByte(digitAt(m_at - 1), digitAt(m_at));
        }
        if (m_form == EscapeForm::Backslash && c == u'x')
            return readHexByte(backslash);
        if (m_form == EscapeForm::Backslash && c == u'u')
            return readCodePoint(backslash);
        for (const auto &[letter, value] : letters) {
            // Each letter is encoded alone, so that positions stay those of the text.
            if (c == letter && !(m_form == EscapeForm::PacketSender && letter == u'0'))
                return encodeKept() ? keep(QChar(value), backslash).and_then([this] { return encodeKept(); })
                                    : encodeKept();
        }
        return wrong(m_form == EscapeForm::PacketSender
                         ? NETCORE_REASON("two hex digits are expected after the backslash, e.g. \\0d")
                         : NETCORE_REASON("no such escape; there are \\r \\n \\t \\0 \\\\ \\xNN and \\u{…}"),
                     backslash);
    }

    Result<void> readHexByte(qsizetype backslash)
    {
        if (digitAt(m_at + 1) < 0 || digitAt(m_at + 2) < 0)
            return wrong(NETCORE_REASON("two hex digits are expected after \\x"), backslash);
        m_at += 2;
        return putByte(digitAt(m_at - 1), digitAt(m_at));
    }

    Result<void> readCodePoint(qsizetype backslash)
    {
        if (charAt(m_at + 1) != u'{')
            return wrong(NETCORE_REASON("braces are expected after \\u, e.g. \\u{1F600}"), backslash);
        m_at += 2;
        char32_t value = 0;
        const qsizetype from = m_at;
        while (digitAt(m_at) >= 0 && m_at - from < 6)
            value = value * 16 + char32_t(digitAt(m_at++));
        const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        if (m_at == from || charAt(m_at) != u'}' || value > 0x10FFFF || surrogate)
            return wrong(
                NETCORE_REASON("a code point up to 10FFFF, and no surrogate, is expected between the braces"),
                backslash);
        if (const Result<void> encoded = encodeKept(); !encoded)
            return encoded;
        m_kept = QString::fromUcs4(&value, 1);
        m_keptFrom = backslash;
        return encodeKept();
    }

    QStringView m_text;
    EscapeForm m_form;
    TextEncoding m_encoding;
    qsizetype m_at = 0;
    QString m_kept;
    qsizetype m_keptFrom = 0;
    QByteArray m_bytes;
};

QString hexEscapes(QByteArrayView bytes, QLatin1String prefix)
{
    QString text;
    for (const char byte : bytes)
        text += prefix + QStringLiteral("%1").arg(uint(uchar(byte)), 2, 16, QLatin1Char('0'));
    return text;
}

QString codePointEscape(char32_t c)
{
    return QStringLiteral("\\u{%1}").arg(uint(c), 0, 16);
}

QString escapedCharacter(char32_t c)
{
    switch (c) {
    case U'\r': return QStringLiteral("\\r");
    case U'\n': return QStringLiteral("\\n");
    case U'\t': return QStringLiteral("\\t");
    case U'\0': return QStringLiteral("\\0");
    case U'\\': return QStringLiteral("\\\\");
    default: break;
    }
    // Format characters (bidi controls, zero width) would act on the editor that shows this text, others
    // hide.
    if (isVisible(c) && c != 0xFFFC)
        return QString::fromUcs4(&c, 1);
    return codePointEscape(c);
}

QString escapePacketSender(QByteArrayView bytes)
{
    QString text;
    for (const char byte : bytes) {
        const bool printable = byte >= 0x20 && byte < 0x7F && byte != '\\';
        text += printable ? QString(QLatin1Char(byte))
                          : hexEscapes(QByteArrayView(&byte, 1), QLatin1String("\\"));
    }
    return text;
}

} // namespace

Result<QByteArray> unescape(QStringView text, EscapeForm form, TextEncoding encoding)
{
    if (text.size() > 4 * maxPayload)
        return refused(NetError::of(ErrorKind::LimitExceeded, "text",
                                    NETCORE_REASON("the text is too long for a payload of 16 MiB")));
    Result<QByteArray> bytes = EscapeReader(text, form, encoding).read();
    if (bytes && bytes->size() > maxPayload)
        return refused(
            NetError::of(ErrorKind::LimitExceeded, "text", NETCORE_REASON("a payload holds at most 16 MiB")));
    return bytes;
}

QString escape(QByteArrayView bytes, EscapeForm form, TextEncoding encoding)
{
    if (form == EscapeForm::PacketSender)
        return escapePacketSender(bytes);
    TextDecoder decoder(encoding);
    std::vector<DecodedPiece> pieces = decoder.pieces(bytes);
    for (DecodedPiece &piece : decoder.finishPieces())
        pieces.push_back(std::move(piece));
    QString text;
    int marks = 0;
    for (const DecodedPiece &piece : pieces) {
        text += hexEscapes(piece.invalid, QLatin1String("\\x"));
        for (const char32_t c : piece.text.toUcs4()) {
            marks = isCombining(c) ? marks + 1 : 0;
            text += marks > mostMarks ? codePointEscape(c) : escapedCharacter(c);
        }
    }
    // Some codes of GBK stand for the same character: then only \xNN keeps the bytes.
    const Result<QByteArray> again = unescape(text, form, encoding);
    return again && *again == bytes ? text : hexEscapes(bytes, QLatin1String("\\x"));
}

} // namespace netcore
