#include "netcore/structure/fieldnumbers.h"

#include <bit>

namespace netcore::fieldnumbers {

quint64 read(QByteArrayView bytes, bool bigEndian)
{
    quint64 value = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        value = (value << 8) | uchar(bytes[bigEndian ? i : bytes.size() - 1 - i]);
    return value;
}

QByteArray write(quint64 value, int bytes, bool bigEndian)
{
    QByteArray written(bytes, '\0');
    for (int i = 0; i < bytes; ++i)
        written[bigEndian ? bytes - 1 - i : i] = char((value >> (8 * i)) & 0xFF);
    return written;
}

qint64 signExtended(quint64 value, int bits)
{
    const int unused = 64 - bits;
    return qint64(value << unused) >> unused;
}

bool fitsUnsigned(quint64 value, int bits)
{
    return bits >= 64 || value >> bits == 0;
}

bool fitsSigned(qint64 value, int bits)
{
    return signExtended(quint64(value), bits) == value;
}

double floatOf(quint64 raw, int bits)
{
    if (bits == 32)
        return double(std::bit_cast<float>(quint32(raw)));
    return std::bit_cast<double>(raw);
}

quint64 rawOfFloat(double value, int bits)
{
    if (bits == 32)
        return std::bit_cast<quint32>(float(value));
    return std::bit_cast<quint64>(value);
}

Varint readVarint(QByteArrayView bytes, int most)
{
    Varint varint;
    for (int i = 0; i < most && i < bytes.size(); ++i) {
        const quint64 seven = uchar(bytes[i]) & 0x7F;
        if (i == 9 && seven > 1)
            return {}; // over 64 bits
        varint.value |= seven << (7 * i);
        if ((uchar(bytes[i]) & 0x80) == 0) {
            varint.bytes = i + 1;
            return varint;
        }
    }
    return {};
}

QByteArray writeVarint(quint64 value)
{
    QByteArray written;
    do {
        const char more = value > 0x7F ? char(0x80) : char(0);
        written += char((value & 0x7F) | uchar(more));
        value >>= 7;
    } while (value > 0);
    return written;
}

} // namespace netcore::fieldnumbers
