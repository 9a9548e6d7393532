#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QString>

namespace models {

/// One reading of the bytes at the cursor, in both byte orders where the order matters.
struct InspectedValue
{
    QString name;   // "u16", "Unix time, 32 bit"
    QString little; // empty: too few bytes, or no such value
    QString big;    // equals little where there is no order
    bool ordered = true;
};

/// How many bytes the longest reading (an IPv6 address) takes.
constexpr qsizetype inspectedBytes = 16;

/// Reads the bytes as every number, time and address that they could be. Always the same rows in the same
/// order, so that a view can keep its places.
///
/// Units    the first byte is the one at the cursor; times in UTC, ISO 8601
/// Errors   a row whose bytes are missing, or whose time lies outside the years 1970 to 9999, is empty
/// Thread   any thread
/// Source   IEEE 754; RFC 5952 (IPv6); RFC 3629 (UTF-8)
QList<InspectedValue> inspect(QByteArrayView bytes);

} // namespace models
