#pragma once

#include "netcore/base/result.h"
#include "netcore/payload/checksum.h"
#include "netcore/payload/textencoding.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace netcore {

/// How a number is written into a payload: `u16be`, `u8`, `dec` (as many digits as it needs), `dec4`, `hex2`,
/// `HEX2`.
struct NumberFormat
{
    enum class Base : quint8 { Binary, Decimal, LowerHex, UpperHex };
    Base base = Base::Decimal;
    int width = 0; // bytes of Binary, digits else; 0: as many as it needs
    bool bigEndian = true;

    bool isVariable() const { return width == 0; }
    quint64 largest() const; // that the width can hold

    static std::optional<NumberFormat> parse(QStringView text);
    /// REQUIRES: value <= largest()
    QByteArray write(quint64 value, TextEncoding encoding) const;
    /// Bytes that write() makes; 0 where that depends on the value.
    qsizetype size(TextEncoding encoding) const;
};

/// The bytes that a length or a checksum is about.
struct FieldRange
{
    enum class Kind : quint8 { Section, All, Rest, Before, Slice };
    Kind kind = Kind::Rest;
    QString section;
    qint64 from = 0;          // Slice: from the start, or from the end where negative
    std::optional<qint64> to; // Slice: the first byte that is left out; nothing: to the end
    qsizetype position = 0;   // of the word, in characters
};

/// What stands between {{ and }}, read.
struct FieldFormula
{
    enum class Kind : quint8 { Length, Check, Counter, Time, Random, Uuid, File, Variable, Captured };
    enum class Time : quint8 { Unix, Milliseconds, Iso };

    Kind kind = Kind::Counter;
    std::optional<NumberFormat> number; // nothing: the value's own bytes
    FieldRange range;
    std::optional<Checksum> checksum;
    bool zeroed = false; // the checksum's own bytes count as zero
    Time time = Time::Unix;
    qint64 plus = 0;  // added to a length
    quint64 from = 0; // of a counter
    quint64 step = 1;
    qsizetype length = 0;             // of random bytes
    QString name;                     // of the file, variable, captured value or counter
    std::optional<QString> otherwise; // of a variable that is not set

    bool isComputed() const { return kind == Kind::Length || kind == Kind::Check; }
};

/// Reads the inside of one field, e.g. `len:u16be of body`.
///
/// Errors   InvalidArgument with the position counted from `position`, the place of the first character
Result<FieldFormula> parseFormula(QStringView inside, qsizetype position);
/// True if a field can begin with this word; other words name sections.
bool isFieldWord(QStringView word);

} // namespace netcore
