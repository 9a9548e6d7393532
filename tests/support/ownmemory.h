#pragma once

#include <QtCore/QFile>

/// Memory of this process that is its own alone, in bytes: mapped files are the page cache's. 0 where the
/// kernel does not say.
inline qint64 anonymousBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().split(' ').first().toLongLong() << 10;
    }
    return 0;
}
