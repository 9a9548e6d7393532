#include "netcore/automation/uppercase.h"

#include <QtCore/QString>

#include <algorithm>
#include <utility>

namespace netcore {

namespace {

bool isContinuation(char byte)
{
    return (quint8(byte) & 0xC0) == 0x80;
}

/// Bytes that a character with this first byte has; 0 where none begins with it.
int lengthOfCharacter(char first)
{
    const auto byte = quint8(first);
    if (byte < 0x80)
        return 1;
    if (byte >= 0xC2 && byte <= 0xDF)
        return 2;
    if (byte >= 0xE0 && byte <= 0xEF)
        return 3;
    return byte >= 0xF0 && byte <= 0xF4 ? 4 : 0;
}

/// How many bytes at the end are the beginning of a character whose rest may still come.
qsizetype unfinishedBytes(QByteArrayView bytes)
{
    const qsizetype most = std::min<qsizetype>(3, bytes.size());
    for (qsizetype back = 1; back <= most; ++back) {
        const char byte = bytes[bytes.size() - back];
        if (!isContinuation(byte))
            return lengthOfCharacter(byte) > back ? back : 0;
    }
    return 0;
}

/// Bytes of the valid character at the beginning, or 0.
qsizetype validCharacter(QByteArrayView bytes)
{
    const qsizetype length = lengthOfCharacter(bytes.front());
    if (length == 0 || length > bytes.size())
        return 0;
    return bytes.first(length).isValidUtf8() ? length : 0;
}

} // namespace

QByteArray upperAscii(QByteArrayView bytes)
{
    QByteArray upper = bytes.toByteArray();
    for (char &byte : upper)
        byte = byte >= 'a' && byte <= 'z' ? char(byte - 'a' + 'A') : byte;
    return upper;
}

QByteArray UnicodeUpper::feed(QByteArrayView bytes)
{
    QByteArray input = std::exchange(m_part, {});
    input += bytes;
    const qsizetype unfinished = unfinishedBytes(input);
    m_part = input.last(unfinished);
    input.chop(unfinished);
    if (QByteArrayView(input).isValidUtf8())
        return QString::fromUtf8(input).toUpper().toUtf8();
    QByteArray upper;
    for (qsizetype at = 0; at < input.size();) {
        const QByteArrayView rest = QByteArrayView(input).sliced(at);
        const qsizetype length = validCharacter(rest);
        upper += length > 0 ? QString::fromUtf8(rest.first(length)).toUpper().toUtf8() : input.mid(at, 1);
        at += std::max<qsizetype>(1, length);
    }
    return upper;
}

QByteArray UnicodeUpper::finish()
{
    return std::exchange(m_part, {});
}

} // namespace netcore
