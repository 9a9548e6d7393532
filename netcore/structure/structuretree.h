#pragma once

#include "netcore/payload/textencoding.h"
#include "netcore/structure/structure.h"
#include "netcore/structure/structureexpression.h"

#include <memory>
#include <optional>
#include <vector>

namespace netcore {

using ExpressionPtr = std::unique_ptr<Expression>;

/// A run of sibling fields: `unit..end`.
struct SiblingRange
{
    int first = 0;
    int last = -1; // -1: to the end of what encloses them
};

/// One field as the text declares it: what read() and build() walk along.
struct FieldNode
{
    enum class Type : quint8 {
        Unsigned,
        Signed,
        Float,
        Varint,
        Digits,
        Bits,
        Bit,
        Bytes,
        Text,
        Domain,
        Computed,
        Group,
        Array
    };
    enum class Shown : quint8 { Plain, Hex, Ipv4, Ipv6, Unix, Ntp };

    Type type = Type::Unsigned;
    Shown shown = Shown::Plain;
    bool bigEndian = true;
    TextEncoding encoding = TextEncoding::Utf8;
    int declaration = -1;     // its place in declarations() and its slot
    int lastDeclaration = -1; // of what it holds
    int bits = 0;             // of a number, of a bit member
    int mostBytes = 0;        // of a varint
    QString name;
    qsizetype position = 0;

    ExpressionPtr length;    // bytes of bytes, text, group; items of an array; value of Computed
    QByteArray until;        // instead of a length
    ExpressionPtr condition; // `if`

    bool constant = false; // what it must hold is in the two below
    quint64 constantNumber = 0;
    QByteArray constantBytes;
    QString initial;
    QString unit;
    double scale = 1;
    double plus = 0;
    bool scaled = false;
    QList<QPair<quint64, QString>> names;

    std::optional<SiblingRange> counts; // among the siblings
    bool countsItems = false;
    qint64 countsPlus = 0;
    std::optional<SiblingRange> checks;
    QString checkName;

    int inferredSlot = -1; // the field that this one's length gives a value: `data: bytes(count)`
    qint64 inferredPlus = 0;

    std::vector<FieldNode> members; // of a group, of bits; one, without a name, of an array

    bool isNumber() const { return type <= Type::Bit || type == Type::Computed; }
};

struct StructureTree
{
    QString name;
    QString title;
    QString text;
    std::vector<FieldNode> fields;
    std::vector<FieldDeclaration> declarations;
};

namespace structurelimits {
constexpr qsizetype text = 64 << 10;
constexpr std::size_t declarations = 1'000;
constexpr int nesting = 8;
constexpr std::size_t values = 10'000;
constexpr int expressionDepth = 40;
constexpr qsizetype built = 16 << 20; // bytes that build() makes at most
constexpr int settlingRounds = 8;
} // namespace structurelimits

} // namespace netcore
