#pragma once

#include "netcore/framing/framingguess.h"

#include <QtCore/QString>

namespace models {

/// What speaks for a guess, in a line: "212 of 212 frames end where their length says; 100 % of 4,096 bytes;
/// 212 of 212 reads end with a frame".
///
/// Thread   GUI thread (translations)
QString guessReason(const netcore::FramingGuess &guess);

} // namespace models
