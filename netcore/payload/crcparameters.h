#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <array>

namespace netcore {

/// A cyclic redundancy check, in the terms of Ross Williams, "A painless guide to CRC error detection
/// algorithms".
struct CrcParameters
{
    int width = 16;   // 1 to 64 bits
    quint64 poly = 0; // without its highest term, not reflected
    quint64 init = 0;
    bool reflectIn = false;
    bool reflectOut = false;
    quint64 xorOut = 0;

    QByteArray toText() const; // "poly=8005 init=ffff refin refout xorout=0000"
};

/// A CRC's table, a byte at a time. Boost.CRC divides the 256 bytes; the walk over a payload is ours, because
/// Boost's own with parameters of the run time goes bit by bit (tst_checksum has the figures).
///
/// Thread   constant once made, any thread
class CrcTable
{
public:
    /// REQUIRES: 1 <= width <= 64; poly, init and xorOut fit in it.
    explicit CrcTable(const CrcParameters &parameters);

    int width() const { return m_parameters.width; }
    quint64 start() const { return m_start; }
    quint64 advance(quint64 state, QByteArrayView bytes) const;
    quint64 value(quint64 state) const;

private:
    CrcParameters m_parameters;
    quint64 m_start = 0; // at the top of 64 bits; with reflectIn reversed, at the bottom
    std::array<quint64, 256> m_table;
};

} // namespace netcore
