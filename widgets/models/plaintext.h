#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace models {

/// The one way by which bytes or text of a peer reach a screen, a terminal or an exported text.
///
/// Control characters become escapes (\r \n \t \x1b), bidi controls and zero-width characters
/// become names in angle brackets (<RLO>, <ZWSP>), U+FFFC, private use, unassigned and what a renderer may
/// leave out (fillers, variation selectors) become <U+FFFC>; at most four combining marks follow a base. Line
/// breaks are shown, not obeyed. The result contains nothing that a renderer acts on.
///
/// Limits   at most `most` characters of input, then "…"; the result is then at most 8 times as long
/// Thread   any thread
/// Source   faults rows 60 to 62
QString plain(QStringView text, qsizetype most = 4096);

/// The same for bytes: UTF-8 where it is valid, every other byte as \xNN.
QString plain(QByteArrayView bytes, qsizetype most = 4096);

/// plain(), and safe where rich text cannot be switched off (tooltips).
QString plainForToolTip(QStringView text, qsizetype most = 4096);

} // namespace models
