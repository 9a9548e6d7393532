#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace netcore::fieldnumbers {

/// REQUIRES: 1 to 8 bytes.
quint64 read(QByteArrayView bytes, bool bigEndian);
QByteArray write(quint64 value, int bytes, bool bigEndian);

qint64 signExtended(quint64 value, int bits);
bool fitsUnsigned(quint64 value, int bits);
bool fitsSigned(qint64 value, int bits);

/// REQUIRES: bits is 32 or 64.
double floatOf(quint64 raw, int bits);
quint64 rawOfFloat(double value, int bits);

/// Seven bits a byte, the lowest first, the top bit says that there are more.
/// Source: MQTT 5.0 s.1.5.5 (4 bytes), protobuf (10 bytes)
struct Varint
{
    quint64 value = 0;
    int bytes = 0; // 0: it does not end within what is there
};
Varint readVarint(QByteArrayView bytes, int most);
QByteArray writeVarint(quint64 value);

} // namespace netcore::fieldnumbers
