#pragma once

#include "netcore/framing/framer.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QList>
#include <QtCore/QRandomGenerator>

#include <algorithm>

/// Cuts a stream in the ways that the framers' contract names.
namespace cutting {

using Frames = std::vector<netcore::Frame>;

inline std::unique_ptr<netcore::Framer> framerOf(const QString &spec, quint32 maxFrame = 16u << 20)
{
    auto framer = netcore::makeFramer(spec, netcore::FramingLimits{maxFrame});
    return framer ? std::move(*framer) : nullptr;
}

inline Frames inPieces(netcore::Framer &framer, const QByteArray &stream, const QList<qsizetype> &sizes)
{
    Frames frames;
    framer.reset();
    qsizetype at = 0;
    for (const qsizetype size : sizes) {
        framer.feed(QByteArrayView(stream).sliced(at, size), 0, frames);
        at += size;
    }
    framer.feed(QByteArrayView(stream).sliced(at), 0, frames);
    framer.finish(frames);
    return frames;
}

inline Frames whole(netcore::Framer &framer, const QByteArray &stream)
{
    return inPieces(framer, stream, {});
}

inline QList<qsizetype> randomSizes(QRandomGenerator &random, qsizetype size, quint32 most)
{
    QList<qsizetype> sizes;
    for (qsizetype left = size; left > 0; left -= sizes.last())
        sizes += std::min<qsizetype>(left, qsizetype(random.bounded(most + 1)));
    return sizes;
}

inline bool coversWithoutGap(const Frames &frames, qsizetype size)
{
    quint64 at = 0;
    for (const netcore::Frame &frame : frames) {
        if (frame.offset != at || frame.length == 0)
            return false;
        at += frame.length;
    }
    return at == quint64(size);
}

inline QByteArrayList payloadsOf(const netcore::Framer &framer, const Frames &frames,
                                 const QByteArray &stream)
{
    QByteArrayList payloads;
    for (const netcore::Frame &frame : frames)
        payloads +=
            framer.decode(frame, QByteArrayView(stream).sliced(qsizetype(frame.offset), frame.length));
    return payloads;
}

} // namespace cutting
