#pragma once

#include "tests/fuzz/fuzztarget.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

/// A file for what only reads files; one for all inputs of a run.
class ScratchFile
{
public:
    explicit ScratchFile(const char *name) : path(m_folder.filePath(QLatin1String(name))) {}

    void put(QByteArrayView bytes) const
    {
        QFile file(path);
        FUZZ_REQUIRE(file.open(QIODevice::WriteOnly) &&
                     file.write(bytes.data(), bytes.size()) == bytes.size());
    }
    QString beside(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

private:
    QTemporaryDir m_folder;

public:
    const QString path;
};
