#pragma once

#include "netcore/recording/bytepattern.h"

#include <QtCore/QString>

namespace models {

/// How the text of a find field is meant.
enum class FindForm : quint8 {
    Text,       // as UTF-8
    Hex,        // pairs of digits; spaces, commas and colons between them are let through
    Expression, // a regular expression over bytes
    Value,      // "u16be = 502", "i32le = -7", "f32le = 1.5": the bytes that hold this value
};

/// What to look for.
///
/// Errors   NetError{InvalidArgument} with a reason (context "netcore") and the position of the character
/// Thread   any
netcore::Result<netcore::BytePattern> findPatternOf(const QString &text, FindForm form);

} // namespace models
