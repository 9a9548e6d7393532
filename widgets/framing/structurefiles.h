#pragma once

#include "netcore/base/result.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace widgets {

/// The text of a structure, and where it is kept.
struct StructureFile
{
    QString name;
    QString text;
    bool shipped = false; // with the program: it can be copied, not changed
};

/// Those that come with the program, by name.
QList<StructureFile> shippedStructures();
/// Those of `folder`, by name; files over 64 KiB are left out.
QList<StructureFile> ownStructures(const QString &folder);
/// Writes folder/name.structure, whole or not at all. REQUIRES: Structure::parse() takes the text and gave
/// the name.
netcore::Result<void> saveOwnStructure(const QString &folder, const QString &name, const QString &text);

} // namespace widgets
