#include "widgets/models/findtext.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QtEndian>

#include <bit>
#include <cmath>
#include <limits>

namespace models {

using netcore::BytePattern;
using netcore::NetError;
using netcore::refused;
using netcore::Result;

namespace {

Result<QByteArray> bytesOfHex(const QString &text)
{
    QByteArray digits;
    qsizetype last = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isSpace() || c == u',' || c == u':')
            continue;
        if (!QStringLiteral("0123456789abcdefABCDEF").contains(c))
            return refused(NetError::invalid(NETCORE_REASON("hex digits in pairs, such as 0d 0a"), i));
        digits += char(c.unicode());
        last = i;
    }
    if (digits.size() % 2)
        return refused(NetError::invalid(NETCORE_REASON("hex digits in pairs, such as 0d 0a"), last));
    return QByteArray::fromHex(digits);
}

/// The low `bits` of a value, in the order asked for.
QByteArray bytesOf(quint64 value, int bits, bool bigEndian)
{
    QByteArray bytes(bits / 8, '\0');
    for (int i = 0; i < bits / 8; ++i)
        bytes[bigEndian ? bits / 8 - 1 - i : i] = char(value >> (8 * i));
    return bytes;
}

std::optional<quint64> integerOf(const QString &text, int bits, bool isSigned)
{
    bool good = false;
    if (!isSigned) {
        const quint64 value = text.toULongLong(&good, 0);
        return good && (bits == 64 || value >> bits == 0) ? std::optional(value) : std::nullopt;
    }
    const qint64 value = text.toLongLong(&good, 0);
    const qint64 most = bits == 64 ? std::numeric_limits<qint64>::max() : (qint64(1) << (bits - 1)) - 1;
    return good && value <= most && value >= -most - 1 ? std::optional(quint64(value)) : std::nullopt;
}

std::optional<quint64> floatOf(const QString &text, int bits)
{
    bool good = false;
    const double value = text.toDouble(&good);
    if (!good || (bits == 32 && std::isinf(float(value)) && !std::isinf(value)))
        return std::nullopt;
    return bits == 32 ? quint64(std::bit_cast<quint32>(float(value))) : std::bit_cast<quint64>(value);
}

Result<QByteArray> bytesOfValue(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*(?:([ui])(8|16|24|32|48|64)|(f)(32|64))(be|le)?\\s*==?\\s*(\\S+)\\s*$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return refused(NetError::invalid(
            NETCORE_REASON("a type and a value, such as u16be = 502, i32le = -7 or f32le = 1.5"), 0));
    const bool isFloat = match.captured(3) == QLatin1String("f");
    const int bits = (isFloat ? match.captured(4) : match.captured(2)).toInt();
    if (match.captured(5).isEmpty() && bits > 8)
        return refused(NetError::invalid(NETCORE_REASON("be or le after the type: big or little endian"),
                                         match.capturedEnd(2)));
    const auto value = isFloat ? floatOf(match.captured(6), bits)
                               : integerOf(match.captured(6), bits, match.captured(1) == QLatin1String("i"));
    if (!value)
        return refused(
            NetError::invalid(NETCORE_REASON("not a value that this type can hold"), match.capturedStart(6)));
    return bytesOf(*value, bits, match.captured(5) == QLatin1String("be"));
}

Result<BytePattern> patternOf(const Result<QByteArray> &bytes)
{
    if (!bytes)
        return refused(bytes.error());
    return BytePattern(*bytes);
}

} // namespace

Result<BytePattern> findPatternOf(const QString &text, FindForm form)
{
    if (text.trimmed().isEmpty() && (text.isEmpty() || form != FindForm::Text))
        return refused(NetError::invalid(NETCORE_REASON("nothing to look for"), 0));
    switch (form) {
    case FindForm::Text: return BytePattern(text.toUtf8());
    case FindForm::Hex: return patternOf(bytesOfHex(text));
    case FindForm::Value: return patternOf(bytesOfValue(text));
    case FindForm::Expression: break;
    }
    const auto expression = netcore::ByteExpression::parse(text);
    if (!expression)
        return refused(expression.error());
    return BytePattern(*expression);
}

} // namespace models
