#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace netcore {

constexpr qsizetype literalBytesPerLine = 12;

/// The bytes as source text, to be pasted into a program. ASCII only; nothing in it acts on a terminal.
QString cArray(QByteArrayView bytes);      // "{0x01, 0x03}", literalBytesPerLine bytes a line
QString pythonBytes(QByteArrayView bytes); // "b'GET /\\r\\n'"

} // namespace netcore
