#pragma once

#include "netcore/framing/framer.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QList>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <algorithm>
#include <ctime>
#include <initializer_list>

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

inline QByteArray randomBytes(QRandomGenerator &random, quint32 size)
{
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

inline double cpuSecondsOf(netcore::Framer &framer, const QByteArray &piece, int times)
{
    Frames frames;
    framer.reset();
    const std::clock_t begin = std::clock();
    for (int i = 0; i < times; ++i) {
        framer.feed(piece, 0, frames);
        frames.clear();
    }
    return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// Whole, a byte at a time and in `rounds` random ways, under each limit: the same frames, without a gap.
inline void verifyEverySplit(const QString &spec, const QByteArray &stream,
                             std::initializer_list<quint32> limits, int rounds, quint32 mostBytes)
{
    QRandomGenerator random(20'260'301);
    for (const quint32 maxFrame : limits) {
        const std::unique_ptr<netcore::Framer> framer = framerOf(spec, maxFrame);
        QVERIFY(framer);
        const Frames expected = whole(*framer, stream);
        QVERIFY(coversWithoutGap(expected, stream.size()));
        for (const netcore::Frame &frame : expected)
            QVERIFY(frame.length <= std::max(maxFrame, 8u)); // of a header that alone is over it, all
        QVERIFY(inPieces(*framer, stream, QList<qsizetype>(stream.size(), 1)) == expected);
        for (qsizetype at = 0; at <= stream.size(); ++at)
            QVERIFY(inPieces(*framer, stream, {at}) == expected);
        for (int round = 0; round < rounds; ++round)
            QVERIFY(inPieces(*framer, stream, randomSizes(random, stream.size(), mostBytes)) == expected);
    }
}

/// The payloads of the frames and the fault of the last one are those of the row.
inline void verifyFrames(const QString &spec, const QByteArray &stream, const QByteArrayList &payloads,
                         netcore::FrameFault lastFault)
{
    const std::unique_ptr<netcore::Framer> framer = framerOf(spec);
    QVERIFY(framer);
    const Frames frames = whole(*framer, stream);
    QCOMPARE(payloadsOf(*framer, frames, stream), payloads);
    QCOMPARE(frames.back().fault, lastFault);
    QCOMPARE(framer->pending(), quint64(0));
}

} // namespace cutting
