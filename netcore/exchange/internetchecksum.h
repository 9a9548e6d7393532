#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QtGlobal>

#include <cstring>

/// The checksum of IP, TCP and UDP headers.
///
/// Source   RFC 1071
namespace netcore::internetchecksum {

/// The sum of 16-bit words in memory order, to be added to others. REQUIRES: only the last part that is
/// summed has an odd length.
inline quint64 sum(QByteArrayView bytes)
{
    quint64 low = 0;
    quint64 high = 0;
    const char *at = bytes.data();
    qsizetype left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        quint64 word = 0;
        std::memcpy(&word, at, 8);
        low += word & 0xFFFFFFFF;
        high += word >> 32;
    }
    for (; left >= 2; left -= 2, at += 2) {
        quint16 word = 0;
        std::memcpy(&word, at, 2);
        low += word;
    }
    if (left > 0) {
        quint16 word = 0;
        std::memcpy(&word, at, 1);
        low += word;
    }
    const quint64 total = (low & 0xFFFFFFFF) + (low >> 32) + (high & 0xFFFFFFFF) + (high >> 32);
    return (total & 0xFFFF) + (total >> 16);
}

/// The checksum of all that was summed, in memory order.
inline quint16 fold(quint64 sum)
{
    while (sum >> 16 != 0)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return quint16(~sum);
}

} // namespace netcore::internetchecksum
