#pragma once

#include <QtCore/QString>

namespace models {

constexpr qsizetype longestLabel = 100; // characters

/// Why a text from a file is refused as the name of a session, payload or folder; nullptr where it is fine.
///
/// A name is shown and compared, never used as a path; one that looks like a path is refused all the same, so
/// that no later feature can be led by it. English, context "models".
const char *labelFault(QStringView name);

/// The same for "folder/folder".
const char *folderFault(QStringView folder);

/// True if nothing in it is hidden from the reader: no control, format, private or unassigned character.
bool isVisibleText(QStringView text);

} // namespace models
