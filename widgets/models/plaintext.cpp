#include "widgets/models/plaintext.h"

#include "netcore/base/visible.h"

#include <QtCore/QChar>
#include <QtCore/QStringDecoder>

#include <algorithm>

namespace models {

namespace {

QString named(char32_t c)
{
    switch (c) {
    case 0x200B: return QStringLiteral("<ZWSP>");
    case 0x200C: return QStringLiteral("<ZWNJ>");
    case 0x200D: return QStringLiteral("<ZWJ>");
    case 0x200E: return QStringLiteral("<LRM>");
    case 0x200F: return QStringLiteral("<RLM>");
    case 0x061C: return QStringLiteral("<ALM>");
    case 0x202A: return QStringLiteral("<LRE>");
    case 0x202B: return QStringLiteral("<RLE>");
    case 0x202C: return QStringLiteral("<PDF>");
    case 0x202D: return QStringLiteral("<LRO>");
    case 0x202E: return QStringLiteral("<RLO>");
    case 0x2066: return QStringLiteral("<LRI>");
    case 0x2067: return QStringLiteral("<RLI>");
    case 0x2068: return QStringLiteral("<FSI>");
    case 0x2069: return QStringLiteral("<PDI>");
    case 0xFEFF: return QStringLiteral("<BOM>");
    default: return QStringLiteral("<U+%1>").arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
    }
}

/// Appends characters one by one, keeping what plain() promises.
class PlainWriter
{
public:
    void put(char32_t c)
    {
        if (c < 0x20 || c == 0x7F) {
            putControl(uchar(c));
        } else if (c == 0xFFFC || !netcore::isVisible(c, m_before)) {
            m_text += named(c);
            m_marks = 0;
        } else if (netcore::isCombining(c)) {
            if (++m_marks <= netcore::mostMarks)
                m_text += QChar::fromUcs4(c);
            else
                m_text += named(c);
        } else {
            m_text += QChar::fromUcs4(c);
            m_marks = 0;
        }
        m_before = c;
    }
    /// As a payload is written. Control pictures (U+2400) would be nicer, but few fonts have them.
    void putControl(uchar control)
    {
        switch (control) {
        case '\r': m_text += QLatin1String("\\r"); break;
        case '\n': m_text += QLatin1String("\\n"); break;
        case '\t': m_text += QLatin1String("\\t"); break;
        default: putByte(control); break;
        }
        m_marks = 0;
    }
    void putByte(uchar byte)
    {
        m_text += QStringLiteral("\\x%1").arg(uint(byte), 2, 16, QLatin1Char('0'));
        m_marks = 0;
    }
    void putEllipsis() { m_text += QChar(0x2026); }
    QString take() { return std::move(m_text); }

private:
    QString m_text;
    int m_marks = 0;
    char32_t m_before = 0;
};

/// Length in bytes of the valid UTF-8 sequence at `at`, 0 where there is none (RFC 3629: no overlong form, no
/// surrogate).
int utf8Length(QByteArrayView bytes, qsizetype at, char32_t &value)
{
    const auto byte = [&](qsizetype i) { return i < bytes.size() ? uchar(bytes[i]) : uchar(0); };
    const uchar first = byte(at);
    if (first < 0x80) {
        value = first;
        return 1;
    }
    const int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > bytes.size())
        return 0;
    value = first & (0xFFu >> (length + 1));
    for (int i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return 0;
        value = (value << 6) | (byte(at + i) & 0x3Fu);
    }
    const char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < least[length] || value > 0x10FFFF || surrogate ? 0 : length;
}

} // namespace

QString plain(QStringView text, qsizetype most)
{
    PlainWriter writer;
    const qsizetype end = std::min(most, text.size());
    for (qsizetype i = 0; i < end; ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        writer.put(c);
    }
    if (end < text.size())
        writer.putEllipsis();
    return writer.take();
}

QString plain(QByteArrayView bytes, qsizetype most)
{
    PlainWriter writer;
    qsizetype i = 0;
    while (i < std::min(most, bytes.size())) {
        char32_t value = 0;
        if (const int length = utf8Length(bytes, i, value)) {
            writer.put(value);
            i += length;
        } else {
            writer.putByte(uchar(bytes[i++]));
        }
    }
    if (i < bytes.size())
        writer.putEllipsis();
    return writer.take();
}

QString plainForToolTip(QStringView text, qsizetype most)
{
    return plain(text, most).toHtmlEscaped();
}

} // namespace models
