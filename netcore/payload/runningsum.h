#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>
#include <vector>

namespace netcore {

/// The checksums that add instead of dividing.
enum class SumKind : quint8 {
    Sum8,  // of the bytes, modulo 2^8
    Sum16, // of the bytes, modulo 2^16
    Lrc,   // what brings Sum8 to 0 (two's complement): Modbus over Serial Line V1.02 s.2.5.2.2, Intel HEX
    Xor8,  // of the bytes: BCC, NMEA 0183; ISO 1155
    Fletcher16, // J. Fletcher 1982, modulo 255 over bytes
    Fletcher32, // the same, modulo 65535 over little-endian words of 16 bits; an odd end is filled with 0
    Adler32,    // RFC 1950 s.8.2
    Internet,   // RFC 1071: ones' complement of the sum of big-endian words of 16 bits; an odd end is filled
                // with 0
};

struct NamedSum
{
    const char *name;
    SumKind kind;
    int bits;
    quint64 check; // over "123456789"
};
const std::vector<NamedSum> &sumCatalogue();

/// One such checksum while bytes are added. The same value for every way of cutting the bytes.
class RunningSum
{
public:
    explicit RunningSum(SumKind kind);
    void add(QByteArrayView bytes);
    quint64 value() const;

private:
    void addWords(QByteArrayView bytes);
    void addWord(uchar first, uchar second);
    void addBytes(QByteArrayView bytes);

    SumKind m_kind;
    quint64 m_low = 0;
    quint64 m_high = 0;
    std::optional<uchar> m_odd; // the first byte of a word whose second has not come
};

} // namespace netcore
