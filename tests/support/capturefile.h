#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QString>

#include <vector>

/// A payload of tests/data/captures/*.chunks: what real programs sent (README.md there).
struct CapturedChunk
{
    bool toServer = false;
    qint64 microseconds = 0;
    QByteArray bytes;
};

inline std::vector<CapturedChunk> capturedChunks(const QString &name)
{
    std::vector<CapturedChunk> chunks;
    QFile file(QStringLiteral(TEST_DATA_DIR "/captures/%1.chunks").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return chunks;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> parts = line.split(' ');
        if (parts.size() == 3 && parts[0] != "#")
            chunks.push_back({parts[0] == ">", parts[1].toLongLong(), QByteArray::fromHex(parts[2])});
    }
    return chunks;
}
