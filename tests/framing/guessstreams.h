#pragma once

#include "netcore/framing/framingguess.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QStringList>
#include <QtTest/QTest>

#include <algorithm>
#include <functional>

/// What the measures of the guess have in common: messages, how they are cut into reads, and the score.
namespace guessing {

inline QByteArray noise(QRandomGenerator &random, int least, int most)
{
    QByteArray bytes(least + int(random.bounded(most - least + 1)), '\0');
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

inline QByteArray words(QRandomGenerator &random, int count)
{
    static const char *const all[] = {"temp", "21.5", "ok",     "set", "valve",
                                      "open", "x=12", "status", "73",  "pump"};
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += (i > 0 ? " " : "") + QByteArray(all[random.bounded(10)]);
    return text;
}

inline QByteArray number(quint64 value, int width, bool bigEndian = true)
{
    QByteArray bytes;
    for (int i = 0; i < width; ++i)
        bytes += char(value >> (8 * (bigEndian ? width - 1 - i : i)));
    return bytes;
}

/// Telemetry: a counter, a type and a few slowly changing values.
inline QByteArray telemetry(QRandomGenerator &random, int i, int size)
{
    QByteArray bytes = number(quint64(i), 2) + number(quint64(2000 + random.bounded(20)), 2);
    while (bytes.size() < size)
        bytes += number(random.bounded(200u), 2);
    return bytes.first(size);
}

inline QByteArray encodedBy(const QString &spec, QByteArrayView payload)
{
    return netcore::makeFramer(spec).value()->encode(payload).value();
}

enum class Reads { Whole, Coalesced, Split };

inline std::vector<netcore::GuessChunk> cutUp(const QList<QByteArray> &messages, Reads reads, quint32 seed)
{
    std::vector<netcore::GuessChunk> chunks;
    netcore::SteadyNs at = 0;
    if (reads == Reads::Whole) {
        for (const QByteArray &message : messages)
            chunks.push_back({false, at += 50'000'000, message});
        return chunks;
    }
    QRandomGenerator random(seed);
    QByteArray rest = messages.join();
    const int typical = reads == Reads::Coalesced ? 1448 : 37;
    while (!rest.isEmpty()) {
        const qsizetype size = reads == Reads::Coalesced ? typical : 1 + qsizetype(random.bounded(typical));
        chunks.push_back({false, at += 1'000'000, rest.first(std::min(size, rest.size()))});
        rest.remove(0, chunks.back().bytes.size());
    }
    return chunks;
}

using Message = std::function<QByteArray(QRandomGenerator &random, int i)>;

struct Stream
{
    const char *name;
    const char *spec;
    Message message;
};

/// Both ways of cutting of every stream: the reads are whole messages, and pieces of them or many at once.
template <class Take>
void forEachCut(const std::vector<Stream> &streams, quint32 seed, int messages, Take take)
{
    static const char *const how[] = {"whole", "coalesced", "split"};
    for (const Stream &stream : streams) {
        for (const Reads reads : {Reads::Whole, seed % 4 == 2 ? Reads::Coalesced : Reads::Split}) {
            QRandomGenerator random(++seed);
            QList<QByteArray> sent;
            for (int i = 0; i < messages; ++i)
                sent << stream.message(random, i);
            const QString name =
                QStringLiteral("%1, %2").arg(QLatin1String(stream.name), QLatin1String(how[int(reads)]));
            take(name, QLatin1String(stream.spec), cutUp(sent, reads, seed));
        }
    }
}

/// The good frames of one direction, as a spec cuts them.
inline std::vector<netcore::Frame> framesOf(const QString &spec,
                                            const std::vector<netcore::GuessChunk> &chunks, bool outbound)
{
    auto framer = netcore::makeFramer(spec);
    std::vector<netcore::Frame> frames;
    for (const netcore::GuessChunk &chunk : chunks) {
        if (framer && chunk.outbound == outbound)
            (*framer)->feed(chunk.bytes, chunk.at, frames);
    }
    if (framer)
        (*framer)->finish(frames); // a last CR may be half of an end until then
    return frames;
}

inline bool cutTheSame(const QString &left, const QString &right,
                       const std::vector<netcore::GuessChunk> &chunks)
{
    const auto same = [](const netcore::Frame &a, const netcore::Frame &b) {
        return a.offset == b.offset && a.length == b.length && a.fault == b.fault;
    };
    for (const bool outbound : {false, true}) {
        const auto one = framesOf(left, chunks, outbound);
        const auto other = framesOf(right, chunks, outbound);
        if (!std::equal(one.begin(), one.end(), other.begin(), other.end(), same))
            return false;
    }
    return true;
}

/// How often the right framing, or one that cuts the same frames (of those the guess tells one), comes first
/// and among the first three.
class Score
{
public:
    void judge(const QString &name, const QString &spec, const std::vector<netcore::GuessChunk> &chunks)
    {
        QVERIFY2(netcore::makeFramer(spec), qPrintable(spec));
        netcore::GuessLimits limits;
        limits.time = std::chrono::seconds(60); // no matter how slow the machine
        const std::vector<netcore::FramingGuess> guesses = netcore::guessFraming(chunks, limits);
        QStringList specs;
        for (const netcore::FramingGuess &guess : guesses)
            specs << guess.spec.section(QStringLiteral(" | crc("), 0, 0);
        const auto right = std::find_if(specs.begin(), specs.end(), [&](const QString &guessed) {
            return guessed == spec || cutTheSame(guessed, spec, chunks);
        });
        const auto place = right - specs.begin();
        ++m_asked;
        m_named += !specs.isEmpty() && specs.front() == spec;
        m_first += place == 0;
        m_amongThree += place < 3;
        if (place == 0)
            return;
        QStringList told;
        for (const netcore::FramingGuess &guess : guesses)
            told << QStringLiteral("%1 (%2)").arg(guess.spec).arg(guess.score, 0, 'f', 3);
        qInfo("%s: %s at place %d of: %s", qPrintable(name), qPrintable(spec), int(place) + 1,
              qPrintable(told.join(u"; ")));
    }
    int asked() const { return m_asked; }
    /// Right first in 80 %, among the first three in 95 %.
    void conclude(const char *what) const
    {
        qInfo(
            "%s: right first in %d of %d (%.1f %%; %d with the very spec), among the first three in %d (%.1f "
            "%%)",
            what, m_first, m_asked, 100.0 * m_first / m_asked, m_named, m_amongThree,
            100.0 * m_amongThree / m_asked);
        QVERIFY(m_first * 100 >= m_asked * 80);
        QVERIFY(m_amongThree * 100 >= m_asked * 95);
    }

private:
    int m_asked = 0;
    int m_named = 0;
    int m_first = 0;
    int m_amongThree = 0;
};

} // namespace guessing
