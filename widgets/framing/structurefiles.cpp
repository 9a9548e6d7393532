#include "widgets/framing/structurefiles.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#include <cerrno>

namespace widgets {

namespace {

constexpr qint64 mostBytes = 64 << 10;

QList<StructureFile> filesOf(const QString &folder, bool shipped)
{
    QList<StructureFile> files;
    const QDir directory(folder);
    for (const QString &name :
         directory.entryList({QStringLiteral("*.structure")}, QDir::Files, QDir::Name)) {
        QFile file(directory.filePath(name));
        if (file.size() <= mostBytes && file.open(QIODevice::ReadOnly))
            files.append({name.chopped(10), QString::fromUtf8(file.readAll()), shipped});
    }
    return files;
}

} // namespace

QList<StructureFile> shippedStructures()
{
    return filesOf(QStringLiteral(":/structures"), true);
}

QList<StructureFile> ownStructures(const QString &folder)
{
    return filesOf(folder, false);
}

netcore::Result<void> saveOwnStructure(const QString &folder, const QString &name, const QString &text)
{
    QSaveFile file(QDir(folder).filePath(name + QStringLiteral(".structure")));
    errno = 0;
    const QByteArray bytes = text.toUtf8();
    if (QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() &&
        file.commit())
        return {};
    return netcore::refused(netcore::NetError::fromErrno(errno != 0 ? errno : EIO, "write"));
}

} // namespace widgets
