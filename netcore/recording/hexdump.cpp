#include "netcore/recording/hexdump.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <array>

#if defined(__x86_64__)
#include <tmmintrin.h>
#endif

namespace netcore::hexdump {

namespace {

constexpr char digits[] = "0123456789abcdef";
constexpr qsizetype columnsLength = 52; // two spaces, the pairs, the gap before the text
constexpr qsizetype lineLength = 79;    // of a whole line with eight digits of offset and its end
constexpr qsizetype longestLine = lineLength + 8;

char *putOffset(char *to, quint64 offset)
{
    int length = 8;
    while (length < 16 && offset >> (4 * length) != 0)
        ++length;
    for (int digit = length - 1; digit >= 0; --digit)
        *to++ = digits[offset >> (4 * digit) & 0xf];
    return to;
}

char shown(char byte)
{
    return byte >= 0x20 && byte < 0x7f ? byte : '.';
}

/// The columns and the text of up to 16 bytes.
char *putBytes(char *to, QByteArrayView bytes)
{
    std::fill_n(to, columnsLength, ' ');
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = uchar(bytes[i]);
        char *at = to + 2 + 3 * i + (i >= 8 ? 1 : 0);
        at[0] = digits[byte >> 4];
        at[1] = digits[byte & 0xf];
    }
    to += columnsLength;
    *to++ = '|';
    to = std::transform(bytes.begin(), bytes.end(), to, shown);
    *to++ = '|';
    return to;
}

#if defined(__x86_64__)

/// The eight digits of an offset below 4 GiB.
__attribute__((target("ssse3"))) char *putShortOffset(char *to, quint32 offset)
{
    const __m128i bytes = _mm_cvtsi32_si128(int(qToBigEndian(offset)));
    const __m128i nibbles =
        _mm_and_si128(_mm_unpacklo_epi8(_mm_srli_epi16(bytes, 4), bytes), _mm_set1_epi8(0xf));
    const __m128i table = _mm_loadu_si128(reinterpret_cast<const __m128i *>(digits));
    _mm_storel_epi64(reinterpret_cast<__m128i *>(to), _mm_shuffle_epi8(table, nibbles));
    return to + 8;
}

/// Eight bytes, given as 16 digits, spread to "xx xx xx xx xx xx xx xx ". Writes 32 bytes, of which 24 count.
__attribute__((target("ssse3"))) void putGroup(char *to, __m128i pairs)
{
    const __m128i spread = _mm_setr_epi8(0, 1, -1, 2, 3, -1, 4, 5, -1, 6, 7, -1, 8, 9, -1, 10);
    const __m128i rest = _mm_setr_epi8(11, -1, 12, 13, -1, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    const __m128i space = _mm_set1_epi8(' '); // a digit has this bit set already
    _mm_storeu_si128(reinterpret_cast<__m128i *>(to), _mm_or_si128(_mm_shuffle_epi8(pairs, spread), space));
    _mm_storeu_si128(reinterpret_cast<__m128i *>(to + 16),
                     _mm_or_si128(_mm_shuffle_epi8(pairs, rest), space));
}

/// As putBytes, for 16 bytes at once.
__attribute__((target("ssse3"))) char *putSixteen(char *to, const char *bytes)
{
    const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
    const __m128i nibble = _mm_set1_epi8(0xf);
    const __m128i table = _mm_loadu_si128(reinterpret_cast<const __m128i *>(digits));
    const __m128i high = _mm_shuffle_epi8(table, _mm_and_si128(_mm_srli_epi16(all, 4), nibble));
    const __m128i low = _mm_shuffle_epi8(table, _mm_and_si128(all, nibble));
    to[0] = to[1] = ' ';
    putGroup(to + 2, _mm_unpacklo_epi8(high, low));
    to[26] = ' ';
    putGroup(to + 27, _mm_unpackhi_epi8(high, low));
    to[51] = ' ';
    to[52] = '|';
    const __m128i printable =
        _mm_and_si128(_mm_cmpgt_epi8(all, _mm_set1_epi8(0x1f)), _mm_cmplt_epi8(all, _mm_set1_epi8(0x7f)));
    const __m128i text =
        _mm_or_si128(_mm_and_si128(printable, all), _mm_andnot_si128(printable, _mm_set1_epi8('.')));
    _mm_storeu_si128(reinterpret_cast<__m128i *>(to + 53), text);
    to[69] = '|';
    return to + 70;
}

#endif

char *putLine(char *to, quint64 offset, QByteArrayView bytes)
{
    return putBytes(putOffset(to, offset), bytes);
}

/// Whole lines with their ends.
char *putLinesPlainly(char *to, quint64 offset, QByteArrayView bytes)
{
    for (qsizetype at = 0; at < bytes.size(); at += bytesPerLine) {
        to = putLine(to, offset + quint64(at), bytes.sliced(at, bytesPerLine));
        *to++ = '\n';
    }
    return to;
}

#if defined(__x86_64__)

__attribute__((target("ssse3"))) char *putLinesWide(char *to, quint64 offset, QByteArrayView bytes)
{
    for (qsizetype at = 0; at < bytes.size(); at += bytesPerLine) {
        const quint64 place = offset + quint64(at);
        to = place >> 32 == 0 ? putShortOffset(to, quint32(place)) : putOffset(to, place);
        to = putSixteen(to, bytes.data() + at);
        *to++ = '\n';
    }
    return to;
}

#endif

/// REQUIRES: whole lines.
char *putLines(char *to, quint64 offset, QByteArrayView bytes)
{
#if defined(__x86_64__)
    static const bool wide = __builtin_cpu_supports("ssse3");
    if (wide)
        return putLinesWide(to, offset, bytes);
#endif
    return putLinesPlainly(to, offset, bytes);
}

void appendLine(QByteArray &to, quint64 offset, QByteArrayView bytes)
{
    std::array<char, longestLine> text;
    const char *end = putLine(text.data(), offset, bytes);
    to.append(text.data(), qsizetype(end - text.data()));
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

QByteArray lines(QByteArrayView bytes)
{
    const qsizetype whole = bytes.size() - bytes.size() % bytesPerLine;
    QByteArray result(Stream::mostText(bytes.size()), Qt::Uninitialized);
    result.truncate(putLines(result.data(), 0, bytes.first(whole)) - result.data());
    if (whole < bytes.size()) {
        appendLine(result, quint64(whole), bytes.sliced(whole));
        result += '\n';
    }
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
    QByteArray result(mostText(bytes.size()), Qt::Uninitialized);
    result.truncate(feedTo(bytes, result.data()));
    return result;
}

qsizetype Stream::feedTo(QByteArrayView bytes, char *text)
{
    char *to = text;
    if (m_restSize > 0 || bytes.size() < bytesPerLine) {
        bytes = fillRest(bytes);
        if (m_restSize < bytesPerLine)
            return 0;
        to = putLines(to, m_offset, rest());
        m_offset += bytesPerLine;
        m_restSize = 0;
    }
    const QByteArrayView whole = bytes.first(bytes.size() - bytes.size() % bytesPerLine);
    to = putLines(to, m_offset, whole);
    m_offset += quint64(whole.size());
    fillRest(bytes.sliced(whole.size()));
    return to - text;
}

/// What is left of `bytes` when the rest is a whole line, or all are taken.
QByteArrayView Stream::fillRest(QByteArrayView bytes)
{
    const qsizetype taken = std::min(bytesPerLine - m_restSize, bytes.size());
    std::copy_n(bytes.begin(), taken, m_rest.begin() + m_restSize);
    m_restSize += taken;
    return bytes.sliced(taken);
}

QByteArray Stream::finish()
{
    QByteArray result;
    if (m_restSize > 0) {
        appendLine(result, m_offset, rest());
        result += '\n';
    }
    m_offset += quint64(m_restSize);
    m_restSize = 0;
    if (m_offset > 0) {
        std::array<char, longestLine> text;
        const char *end = putOffset(text.data(), m_offset);
        result.append(text.data(), qsizetype(end - text.data()));
        result += '\n';
    }
    m_offset = 0;
    return result;
}

} // namespace netcore::hexdump
