#include "netcore/payload/literals.h"

namespace netcore {

namespace {

QString hexByte(char byte)
{
    return QStringLiteral("%1").arg(uint(uchar(byte)), 2, 16, QLatin1Char('0'));
}

QString pythonByte(char byte)
{
    switch (byte) {
    case '\r': return QStringLiteral("\\r");
    case '\n': return QStringLiteral("\\n");
    case '\t': return QStringLiteral("\\t");
    case '\\': return QStringLiteral("\\\\");
    case '\'': return QStringLiteral("\\'");
    default: break;
    }
    if (byte >= 0x20 && byte < 0x7F)
        return QString(QLatin1Char(byte));
    return QStringLiteral("\\x") + hexByte(byte);
}

} // namespace

QString cArray(QByteArrayView bytes)
{
    QString text = QStringLiteral("{");
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (i > 0)
            text += i % literalBytesPerLine == 0 ? QStringLiteral(",\n ") : QStringLiteral(", ");
        text += QStringLiteral("0x") + hexByte(bytes[i]);
    }
    return text + QLatin1Char('}');
}

QString pythonBytes(QByteArrayView bytes)
{
    QString text = QStringLiteral("b'");
    for (const char byte : bytes)
        text += pythonByte(byte);
    return text + QLatin1Char('\'');
}

} // namespace netcore
