#include "netcore/recording/hexdump.h"

#include <algorithm>
#include <array>

namespace netcore::hexdump {

namespace {

constexpr char digits[] = "0123456789abcdef";
constexpr qsizetype lineLength = 79; // of a whole line with eight digits of offset and its end

void appendOffset(QByteArray &to, quint64 offset)
{
    int length = 8;
    while (length < 16 && offset >> (4 * length) != 0)
        ++length;
    for (int digit = length - 1; digit >= 0; --digit)
        to += digits[offset >> (4 * digit) & 0xf];
}

char shown(char byte)
{
    return byte >= 0x20 && byte < 0x7f ? byte : '.';
}

void appendLine(QByteArray &to, quint64 offset, QByteArrayView bytes)
{
    std::array<char, 52> columns;
    columns.fill(' ');
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = uchar(bytes[i]);
        const auto at = std::size_t(2 + 3 * i + (i >= 8 ? 1 : 0));
        columns[at] = digits[byte >> 4];
        columns[at + 1] = digits[byte & 0xf];
    }
    appendOffset(to, offset);
    to.append(columns.data(), qsizetype(columns.size()));
    to += '|';
    for (char byte : bytes)
        to += shown(byte);
    to += '|';
}

} // namespace

QByteArray line(quint64 offset, QByteArrayView bytes)
{
    Q_ASSERT(!bytes.isEmpty() && bytes.size() <= bytesPerLine);
    QByteArray result;
    result.reserve(lineLength);
    appendLine(result, offset, bytes);
    return result;
}

QByteArray pairs(QByteArrayView bytes)
{
    return bytes.toByteArray().toHex(' ');
}

QByteArray text(QByteArrayView bytes)
{
    QByteArray result = bytes.toByteArray();
    std::transform(result.begin(), result.end(), result.begin(), shown);
    return result;
}

QByteArray Stream::feed(QByteArrayView bytes)
{
    QByteArray result;
    result.reserve((bytes.size() / bytesPerLine + 1) * lineLength);
    while (m_rest.size() + bytes.size() >= bytesPerLine) {
        const qsizetype taken = bytesPerLine - m_rest.size();
        if (m_rest.isEmpty())
            appendLine(result, m_offset, bytes.first(taken));
        else
            appendLine(result, m_offset, m_rest += bytes.first(taken));
        result += '\n';
        m_rest.clear();
        m_offset += bytesPerLine;
        bytes = bytes.sliced(taken);
    }
    m_rest += bytes;
    return result;
}

QByteArray Stream::finish()
{
    QByteArray result;
    if (!m_rest.isEmpty()) {
        appendLine(result, m_offset, m_rest);
        result += '\n';
    }
    m_offset += quint64(m_rest.size());
    m_rest.clear();
    if (m_offset > 0) {
        appendOffset(result, m_offset);
        result += '\n';
    }
    m_offset = 0;
    return result;
}

} // namespace netcore::hexdump
