#include "netcore/payload/crcparameters.h"

#include <boost/crc.hpp>

namespace netcore {

namespace {

quint64 reflected(quint64 value, int width)
{
    quint64 result = 0;
    for (int i = 0; i < width; ++i)
        result |= ((value >> i) & 1) << (width - 1 - i);
    return result;
}

QByteArray hexOf(quint64 value, int width)
{
    return QByteArray::number(value, 16).rightJustified((width + 3) / 4, '0');
}

} // namespace

QByteArray CrcParameters::toText() const
{
    return "poly=" + hexOf(poly, width) + " init=" + hexOf(init, width) + (reflectIn ? " refin" : "") +
           (reflectOut ? " refout" : "") + " xorout=" + hexOf(xorOut, width);
}

/// A CRC of fewer bits is one of 64 whose polynomial stands at the top, so that one width of Boost's serves
/// all.
CrcTable::CrcTable(const CrcParameters &parameters) : m_parameters(parameters)
{
    Q_ASSERT(parameters.width >= 1 && parameters.width <= 64);
    const int shift = 64 - parameters.width;
    boost::crc_basic<64> division(parameters.poly << shift);
    for (unsigned byte = 0; byte < 256; ++byte) {
        const bool turned = parameters.reflectIn;
        division.reset(0);
        division.process_byte(uchar(turned ? reflected(byte, 8) : byte));
        const quint64 remainder = division.checksum();
        m_table[byte] = turned ? reflected(remainder, 64) : remainder;
    }
    m_start = parameters.reflectIn ? reflected(parameters.init, parameters.width) : parameters.init << shift;
}

quint64 CrcTable::advance(quint64 state, QByteArrayView bytes) const
{
    if (m_parameters.reflectIn) {
        for (const char byte : bytes)
            state = (state >> 8) ^ m_table[(state ^ uchar(byte)) & 0xFF];
    } else {
        for (const char byte : bytes)
            state = (state << 8) ^ m_table[(state >> 56) ^ uchar(byte)];
    }
    return state;
}

quint64 CrcTable::value(quint64 state) const
{
    const int width = m_parameters.width;
    const quint64 remainder = m_parameters.reflectIn ? state : state >> (64 - width);
    const bool turn = m_parameters.reflectIn != m_parameters.reflectOut;
    return (turn ? reflected(remainder, width) : remainder) ^ m_parameters.xorOut;
}

} // namespace netcore
