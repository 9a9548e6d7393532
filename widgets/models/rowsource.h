#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/qnamespace.h>

namespace models {

/// What a cell means; the colour for it belongs to the view.
enum class Tone : quint8 { Plain, Dim, Inbound, Outbound, Fault, Warning, Good };

struct Cell
{
    QString text; // safe to show: bytes of a peer have passed plain()
    Tone tone = Tone::Plain;
};

struct Column
{
    QString title;
    QString description; // what is counted, in which unit; shown on hover
    int characters = 8;  // width at first, in digits of the column's font
    Qt::AlignmentFlag alignment = Qt::AlignLeft;
    bool fixedFont = false;
    bool fromPeer = false; // holds text that a peer chose: guarded when it is copied as a table
};

/// Rows that are made at the moment they are shown.
///
/// Units    a position names the same row for ever, from firstRow() to endRow() - 1. Old rows may vanish at
///          the front (firstRow() grows), new ones come at the end
/// Limits   up to 2^63 rows; nothing is kept per row
/// Thread   GUI thread
class RowSource
{
public:
    virtual ~RowSource() = default;
    virtual quint64 firstRow() const = 0;
    virtual quint64 endRow() const = 0;
    virtual QList<Column> columns() const = 0;
    virtual Cell cell(quint64 row, int column) const = 0;
};

} // namespace models
