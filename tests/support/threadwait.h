#pragma once

#include <QtCore/QByteArrayList>
#include <QtCore/QFile>

/// For how long the kernel has let this thread wait for a processor, in ms: what other load costs it. 0 where
/// it does not tell.
inline double queuedMs()
{
    QFile file(QStringLiteral("/proc/thread-self/schedstat"));
    const QByteArrayList parts =
        file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QByteArrayList();
    return parts.size() > 1 ? parts[1].toDouble() / 1e6 : 0;
}
