#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <memory>
#include <vector>

namespace netcore {

/// Where a structure's text is wrong.
struct StructureProblem
{
    const char *reason = nullptr; // static English text (NETCORE_REASON)
    QString what;                 // the word it is about; may be empty
    qsizetype position = 0;       // in characters
    int line = 1;                 // from 1
    int column = 1;               // from 1, in characters
};

enum class FieldKind : quint8 { Unsigned, Signed, Float, Bits, Bytes, Text, Enum, Group, Array };

/// What a structure declares once: a column of the Frames table, a line of the form.
///
/// Paths    the parts of an array are "items[]" here, and "items[0]", "items[1]" … in values
struct FieldDeclaration
{
    QString path; // "header.length", "answer[].ttl"
    QString name;
    FieldKind kind = FieldKind::Unsigned;
    quint32 bits = 0;      // 0: its length depends on the frame
    bool optional = false; // it, or what it is part of, has a condition
    int depth = 0;
    QString unit;
    QList<QPair<quint64, QString>> names; // of an enum
    bool computed = false;                // a length or constant that build() fills in
    QString initial;                      // what a form shows at first
};

/// One field of one frame.
///
/// Units    places in bits from the start of the frame, most significant bit first
/// value    quint64, qint64, double, QByteArray or QString; scaled where the structure says so; invalid for a
///          group and an array
/// fault    static English reason (NETCORE_REASON): cut off by the end of the frame, not the constant, …
struct FieldValue
{
    QString path;
    QString name;
    FieldKind kind = FieldKind::Unsigned;
    quint64 bit = 0;
    quint64 bits = 0;
    int depth = 0;
    QVariant value;
    QString label; // the name of an enum's value, a time or an address written out, the wanted checksum
    int declaration = -1; // its place in declarations()
    QString unit;
    const char *fault = nullptr;
};

/// A frame's fields, described in a small text form (README.md), read from bytes and written to bytes.
///
/// Limits   64 KiB of text, 1,000 declared fields, nesting 8, 10,000 fields a frame: what has no room is left
/// out
///          and the last field says so; build() makes at most 16 MiB
/// Errors   parse() is refused with the place; a frame that is too short gives the fields it has, the rest
/// with a
///          fault
/// Thread   immutable value, any thread; copies are cheap
class Structure
{
public:
    static Result<Structure, StructureProblem> parse(QStringView text);

    QString name() const;  // a word, as others refer to it
    QString title() const; // as people read it; the name where there is none
    QString text() const;  // as it was written
    const std::vector<FieldDeclaration> &declarations() const;

    /// The fields of these bytes, in wire order, a group before its members.
    std::vector<FieldValue> read(QByteArrayView frame) const;
    /// The bytes that have these values (path -> text as a person writes it; an array of numbers also as "1,
    /// 2, 3" at its own path). Lengths, checksums and constants are filled in, what is missing takes its
    /// initial value. Errors   a value that cannot be, or a path that is no field: the path in
    /// `StructureProblem::what`
    Result<QByteArray, StructureProblem> build(const QHash<QString, QString> &values) const;

private:
    class Private;
    explicit Structure(std::shared_ptr<const Private> d);
    std::shared_ptr<const Private> d;
};

} // namespace netcore
