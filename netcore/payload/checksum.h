#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <memory>
#include <vector>

namespace netcore {

/// One algorithm of the catalogue, as people look it up.
struct ChecksumEntry
{
    QByteArray name;       // "crc16-modbus", "sum8", "fletcher16", "internet"
    int bits = 0;          // width of the value
    quint64 check = 0;     // the value over "123456789" (ASCII)
    QByteArray parameters; // "poly=8005 init=ffff refin refout xorout=0000"; empty where it is no CRC
    QByteArray aliases;    // other names that are read too, separated by blanks
};

/// All algorithms that a name can stand for, in the order in which help shows them.
const std::vector<ChecksumEntry> &checksumCatalogue();

/// A checksum that bytes are added to piece by piece.
///
/// Spec     a name or alias of the catalogue, or a CRC by hand of 1 to 64 bits:
///          `crc(16, poly=1021, init=ffff, refin, refout, xorout=0)`; what is left out is 0
/// Units    value() in the low bits() bits
/// Errors   an unknown name or parameter is NetError{InvalidArgument} with its position
/// Thread   plain value, any one thread
class Checksum
{
public:
    static Result<Checksum> make(QStringView spec);
    ~Checksum();
    Checksum(Checksum &&) noexcept;
    Checksum &operator=(Checksum &&) noexcept;
    Checksum(const Checksum &);
    Checksum &operator=(const Checksum &);

    int bits() const;
    int bytes() const { return (bits() + 7) / 8; }
    void add(QByteArrayView bytes);
    quint64 value() const; // of what was added since the last reset()
    void reset();

    quint64 of(QByteArrayView bytes) const; // of these alone, whatever was added

private:
    class Private;
    explicit Checksum(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace netcore
