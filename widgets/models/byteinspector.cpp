#include "widgets/models/byteinspector.h"

#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QStringDecoder>
#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>

#include <algorithm>
#include <cmath>
#include <limits>

namespace models {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("models::ByteInspector", text);
}

QString textOf(qint64 value)
{
    return QString::number(value);
}

QString textOf(quint64 value)
{
    return QString::number(value);
}

/// The shortest text that reads back as the same number.
template <class Float>
QString textOfFloat(Float value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    constexpr int most = std::numeric_limits<Float>::max_digits10;
    int digits = 1;
    while (digits < most && Float(QString::number(double(value), 'g', digits).toDouble()) != value)
        ++digits;
    return QString::number(double(value), 'g', digits);
}

QString textOf(float value)
{
    return textOfFloat(value);
}

QString textOf(double value)
{
    return textOfFloat(value);
}

/// `Shown` is what the text is made from; the bytes are read as T.
template <class T, class Shown>
InspectedValue number(const QString &name, QByteArrayView bytes)
{
    InspectedValue value{name, {}, {}, sizeof(T) > 1};
    if (bytes.size() < qsizetype(sizeof(T)))
        return value;
    value.little = textOf(Shown(qFromLittleEndian<T>(bytes.data())));
    value.big = textOf(Shown(qFromBigEndian<T>(bytes.data())));
    return value;
}

QString timeText(qint64 ms)
{
    constexpr qint64 endOf9999 = 253402300799999;
    if (ms < 0 || ms > endOf9999)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    return time.toString(ms % 1000 ? Qt::ISODateWithMs : Qt::ISODate);
}

InspectedValue seconds32(QByteArrayView bytes)
{
    InspectedValue value{
        words(QT_TRANSLATE_NOOP("models::ByteInspector", "Unix time, 32 bit")), {}, {}, true};
    if (bytes.size() < 4)
        return value;
    value.little = timeText(qint64(qFromLittleEndian<quint32>(bytes.data())) * 1000);
    value.big = timeText(qint64(qFromBigEndian<quint32>(bytes.data())) * 1000);
    return value;
}

InspectedValue time64(const QString &name, QByteArrayView bytes, qint64 msPerUnit)
{
    InspectedValue value{name, {}, {}, true};
    if (bytes.size() < 8)
        return value;
    const auto text = [msPerUnit](qint64 units) {
        return units < 0 || units > 253402300799999 / msPerUnit ? QString() : timeText(units * msPerUnit);
    };
    value.little = text(qFromLittleEndian<qint64>(bytes.data()));
    value.big = text(qFromBigEndian<qint64>(bytes.data()));
    return value;
}

InspectedValue same(const QString &name, const QString &text)
{
    return {name, text, text, false};
}

QString utf8Character(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    const uchar first = uchar(bytes[0]);
    const qsizetype length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || length > bytes.size())
        return {};
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes.first(length));
    if (decoder.hasError() || text.isEmpty())
        return {};
    const uint code =
        text[0].isHighSurrogate() ? QChar::surrogateToUcs4(text[0], text[1]) : uint(text[0].unicode());
    const QString hex = QString::number(code, 16).toUpper().rightJustified(4, QLatin1Char('0'));
    return QStringLiteral("%1  U+%2").arg(plain(text), hex);
}

QString ipv4(QByteArrayView bytes, bool little)
{
    if (bytes.size() < 4)
        return {};
    const quint32 value =
        little ? qFromLittleEndian<quint32>(bytes.data()) : qFromBigEndian<quint32>(bytes.data());
    return QHostAddress(value).toString();
}

QString ipv6(QByteArrayView bytes)
{
    if (bytes.size() < 16)
        return {};
    return QHostAddress(reinterpret_cast<const quint8 *>(bytes.data())).toString();
}

QString mac(QByteArrayView bytes)
{
    return bytes.size() < 6 ? QString() : QString::fromLatin1(bytes.first(6).toByteArray().toHex(':'));
}

QString binary(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    const QString bits = QStringLiteral("%1").arg(uint(uchar(bytes[0])), 8, 2, QLatin1Char('0'));
    return bits.left(4) + QLatin1Char(' ') + bits.mid(4);
}

} // namespace

QList<InspectedValue> inspect(QByteArrayView bytes)
{
    return {
        number<quint8, quint64>(QStringLiteral("u8"), bytes),
        number<qint8, qint64>(QStringLiteral("i8"), bytes),
        number<quint16, quint64>(QStringLiteral("u16"), bytes),
        number<qint16, qint64>(QStringLiteral("i16"), bytes),
        number<quint32, quint64>(QStringLiteral("u32"), bytes),
        number<qint32, qint64>(QStringLiteral("i32"), bytes),
        number<quint64, quint64>(QStringLiteral("u64"), bytes),
        number<qint64, qint64>(QStringLiteral("i64"), bytes),
        number<float, float>(QStringLiteral("f32"), bytes),
        number<double, double>(QStringLiteral("f64"), bytes),
        same(words(QT_TRANSLATE_NOOP("models::ByteInspector", "Binary")), binary(bytes)),
        same(words(QT_TRANSLATE_NOOP("models::ByteInspector", "UTF-8 character")), utf8Character(bytes)),
        seconds32(bytes),
        time64(words(QT_TRANSLATE_NOOP("models::ByteInspector", "Unix time, 64 bit")), bytes, 1000),
        time64(words(QT_TRANSLATE_NOOP("models::ByteInspector", "Unix time, ms")), bytes, 1),
        {QStringLiteral("IPv4"), ipv4(bytes, true), ipv4(bytes, false), true},
        same(QStringLiteral("IPv6"), ipv6(bytes)),
        same(QStringLiteral("MAC"), mac(bytes)),
    };
}

} // namespace models
