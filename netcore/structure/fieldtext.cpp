#include "netcore/structure/fieldtext.h"

#include "netcore/payload/hex.h"
#include "netcore/structure/fieldnumbers.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>
#include <QtNetwork/QHostAddress>

#include <algorithm>
#include <cmath>

namespace netcore::fieldtext {

namespace {

using Type = FieldNode::Type;
using Shown = FieldNode::Shown;

constexpr const char *noNumber = NETCORE_REASON("a number is expected");
constexpr const char *doesNotFit = NETCORE_REASON("the number does not fit the field");
constexpr qint64 ntpToUnix = 2'208'988'800; // seconds from 1900 to 1970, RFC 5905 s.6

Result<quint64, const char *> fitting(const FieldNode &field, double value)
{
    const double rounded = std::round(value);
    if (!(std::abs(rounded) < 9.2e18))
        return refusedWith(doesNotFit);
    const qint64 number = qint64(rounded);
    const bool isSigned = field.type == Type::Signed;
    if (!isSigned && number < 0)
        return refusedWith(doesNotFit);
    const int bits = field.bits > 0 ? field.bits : 64;
    if (isSigned ? !fieldnumbers::fitsSigned(number, bits)
                 : !fieldnumbers::fitsUnsigned(quint64(number), bits))
        return refusedWith(doesNotFit);
    return quint64(number);
}

std::optional<quint64> shownNumber(const FieldNode &field, const QString &text)
{
    if (field.shown == Shown::Ipv4) {
        const QHostAddress address(text);
        if (address.protocol() == QAbstractSocket::IPv4Protocol)
            return address.toIPv4Address();
    }
    if (field.shown == Shown::Unix || field.shown == Shown::Ntp) {
        const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
        if (time.isValid())
            return quint64(time.toSecsSinceEpoch() + (field.shown == Shown::Ntp ? ntpToUnix : 0));
    }
    return std::nullopt;
}

QString timeText(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

Result<QByteArray, const char *> domainBytes(const QString &text)
{
    QByteArray bytes;
    const QByteArray latin = text.toLatin1();
    for (const QByteArray &label : text == u"." || text.isEmpty() ? QList<QByteArray>() : latin.split('.')) {
        if (label.isEmpty() || label.size() > 63)
            return refusedWith(NETCORE_REASON("a label of a domain name has 1 to 63 characters"));
        bytes += char(label.size());
        bytes += label;
    }
    bytes += '\0';
    if (bytes.size() > 255)
        return refusedWith(NETCORE_REASON("a domain name has at most 255 bytes"));
    return bytes;
}

} // namespace

Result<quint64, const char *> rawNumber(const FieldNode &field, const QString &written)
{
    const QString text = written.trimmed();
    for (const auto &[value, name] : field.names) {
        if (name.compare(text, Qt::CaseInsensitive) == 0)
            return value;
    }
    if (const std::optional<quint64> shown = shownNumber(field, text))
        return fieldnumbers::fitsUnsigned(*shown, field.bits) ? Result<quint64, const char *>(*shown)
                                                              : refusedWith(doesNotFit);
    bool good = false;
    if (field.type == Type::Float || field.scaled) {
        const double value = text.toDouble(&good); // C locale, whatever the user's
        if (!good)
            return refusedWith(noNumber);
        const double unscaled = (value - field.plus) / field.scale;
        return field.type == Type::Float ? fieldnumbers::rawOfFloat(unscaled, field.bits)
                                         : fitting(field, unscaled);
    }
    const int base = text.startsWith(u"0x", Qt::CaseInsensitive) ? 16 : 10;
    const int bits = field.bits > 0 ? field.bits : 64;
    if (field.type == Type::Signed && base == 10) {
        const qint64 value = text.toLongLong(&good, base);
        if (good && !fieldnumbers::fitsSigned(value, bits))
            return refusedWith(doesNotFit);
        return good ? Result<quint64, const char *>(quint64(value)) : refusedWith(noNumber);
    }
    const quint64 value = text.toULongLong(&good, base);
    if (!good)
        return refusedWith(noNumber);
    if (!fieldnumbers::fitsUnsigned(value, bits))
        return refusedWith(doesNotFit);
    return value;
}

Result<QByteArray, const char *> rawBytes(const FieldNode &field, const QString &text)
{
    if (field.type == Type::Domain)
        return domainBytes(text);
    if (field.type == Type::Text) {
        const Result<QByteArray> bytes = encodeText(text, field.encoding);
        return bytes ? Result<QByteArray, const char *>(*bytes)
                     : refusedWith(NETCORE_REASON("a character that the encoding does not have"));
    }
    const QHostAddress address(text);
    if (field.shown == Shown::Ipv4 && address.protocol() == QAbstractSocket::IPv4Protocol)
        return fieldnumbers::write(address.toIPv4Address(), 4, true);
    if (field.shown == Shown::Ipv6 && address.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR raw = address.toIPv6Address();
        return QByteArray(reinterpret_cast<const char *>(raw.c), 16);
    }
    if (text.trimmed().isEmpty())
        return QByteArray();
    const Result<QByteArray> bytes = hex::parse(text);
    return bytes ? Result<QByteArray, const char *>(*bytes)
                 : refusedWith(NETCORE_REASON("bytes are written as pairs of hex digits"));
}

QString labelOf(const FieldNode &field, quint64 raw)
{
    const auto named = std::find_if(field.names.begin(), field.names.end(),
                                    [raw](const QPair<quint64, QString> &name) { return name.first == raw; });
    if (named != field.names.end())
        return named->second;
    switch (field.shown) {
    case Shown::Hex:
        return QStringLiteral("0x%1").arg(raw, std::max(1, field.bits / 4), 16, QLatin1Char('0'));
    case Shown::Ipv4: return QHostAddress(quint32(raw)).toString();
    case Shown::Unix: return raw > quint64(1) << 40 ? QString() : timeText(qint64(raw));
    case Shown::Ntp:
        return raw == 0 || raw > quint64(1) << 40 ? QString() : timeText(qint64(raw) - ntpToUnix);
    default: return {};
    }
}

QString labelOfBytes(const FieldNode &field, QByteArrayView bytes)
{
    if (field.shown == Shown::Ipv4 && bytes.size() == 4)
        return QHostAddress(quint32(fieldnumbers::read(bytes, true))).toString();
    if (field.shown == Shown::Ipv6 && bytes.size() == 16)
        return QHostAddress(reinterpret_cast<const quint8 *>(bytes.data())).toString();
    return {};
}

Domain readDomain(QByteArrayView message, qsizetype at)
{
    Domain domain;
    qsizetype place = at;
    qsizetype lowest = at; // a pointer must go below every place that was read from
    while (place < message.size()) {
        const int length = uchar(message[place]);
        if (length == 0) {
            domain.bytes = domain.bytes > 0 ? domain.bytes : place + 1 - at;
            domain.text = domain.text.isEmpty() ? QStringLiteral(".") : domain.text;
            return domain;
        }
        if ((length & 0xC0) == 0xC0 && place + 1 < message.size()) {
            domain.bytes = domain.bytes > 0 ? domain.bytes : place + 2 - at;
            const qsizetype target = (length & 0x3F) << 8 | uchar(message[place + 1]);
            if (target >= lowest)
                return {};
            place = lowest = target;
            continue;
        }
        if ((length & 0xC0) != 0 || place + length >= message.size() || domain.text.size() + length > 254)
            return {};
        domain.text += (domain.text.isEmpty() ? QString() : QStringLiteral(".")) +
                       QString::fromLatin1(message.sliced(place + 1, length));
        place += 1 + length;
    }
    return {};
}

} // namespace netcore::fieldtext
