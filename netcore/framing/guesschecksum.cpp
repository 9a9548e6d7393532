// A checksum at the end of frames, found by trying the catalogue.
#include "netcore/framing/guesstrial.h"
#include "netcore/payload/checksum.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr std::size_t fewestFrames = 4;
constexpr std::size_t mostFrames = 24;
constexpr int mostFrom = 8;   // first bytes that a checksum may leave out
constexpr int mostBehind = 2; // bytes behind it: an end mark

quint64 numberAt(QByteArrayView bytes, bool bigEndian)
{
    quint64 value = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        value = value << 8 | uchar(bytes[bigEndian ? i : bytes.size() - 1 - i]);
    return value;
}

/// Different good frames, so that a constant is no checksum.
std::vector<QByteArrayView> samples(const GuessStreams &streams, const GuessTrial &trial)
{
    std::vector<QByteArrayView> frames;
    for (std::size_t i = 0; i < streams.streams.size(); ++i) {
        for (const Frame &frame : trial.frames[i]) {
            if (frame.fault != FrameFault::None || frame.length > 4096 || frames.size() >= mostFrames)
                continue;
            const QByteArrayView bytes = QByteArrayView(streams.streams[i].bytes)
                                             .sliced(qsizetype(frame.offset), qsizetype(frame.length));
            if (std::find(frames.begin(), frames.end(), bytes) == frames.end())
                frames.push_back(bytes);
        }
    }
    // What is wrong shall show on the shortest.
    std::sort(frames.begin(), frames.end(), [](auto a, auto b) { return a.size() < b.size(); });
    return frames;
}

/// One algorithm of the catalogue that fills whole bytes, with its table.
struct Algorithm
{
    QByteArray name;
    int bits = 0;
    Checksum checksum;
};

const std::vector<Algorithm> &algorithms()
{
    static const std::vector<Algorithm> all = [] {
        std::vector<Algorithm> made;
        for (const ChecksumEntry &entry : checksumCatalogue()) {
            Result<Checksum> checksum = Checksum::make(QString::fromLatin1(entry.name));
            if (checksum && entry.bits % 8 == 0)
                made.push_back({entry.name, entry.bits, std::move(*checksum)});
        }
        return made;
    }();
    return all;
}

enum Order : unsigned { Little = 1, Big = 2 };

/// The orders in which every frame has the checksum of its bytes from `from` on, `behind` bytes before its
/// end.
unsigned ordersThatHold(const Checksum &checksum, const std::vector<QByteArrayView> &frames, int from,
                        int behind)
{
    const int width = checksum.bytes();
    unsigned orders = Little | Big;
    for (auto frame = frames.begin(); frame != frames.end() && orders != 0; ++frame) {
        const qsizetype end = frame->size() - behind - width;
        if (end <= from)
            return 0;
        const quint64 wanted = checksum.of(frame->sliced(from, end - from));
        const QByteArrayView field = frame->sliced(end, width);
        orders &= (numberAt(field, false) == wanted ? unsigned(Little) : 0u) |
                  (numberAt(field, true) == wanted ? unsigned(Big) : 0u);
    }
    return orders;
}

/// Zero in all frames is what many algorithms give for nothing: it proves nothing.
bool varies(const std::vector<QByteArrayView> &frames, int width, int behind)
{
    QByteArrayView first;
    for (const QByteArrayView frame : frames) {
        if (frame.size() < width + behind + 1)
            return false;
        const QByteArrayView value = frame.sliced(frame.size() - behind - width, width);
        if (!first.isEmpty() && value != first)
            return true;
        first = value;
    }
    return false;
}

} // namespace

GuessChecksum findChecksum(const GuessStreams &streams, const GuessTrial &trial)
{
    const std::vector<QByteArrayView> frames = samples(streams, trial);
    if (frames.size() < fewestFrames)
        return {};
    for (const Algorithm &algorithm : algorithms()) {
        // One byte is right by chance once in 256 frames: it takes more of them.
        if (frames.size() * std::size_t(algorithm.bits) < 40)
            continue;
        for (int behind = 0; behind <= mostBehind; ++behind) {
            if (!varies(frames, algorithm.checksum.bytes(), behind))
                continue;
            for (int from = 0; from <= mostFrom; ++from) {
                if (const unsigned orders = ordersThatHold(algorithm.checksum, frames, from, behind))
                    return {algorithm.name, frames.size(), from, behind, orders == Big};
            }
        }
    }
    return {};
}

QString withChecksum(const GuessStreams &streams, const GuessTrial &trial)
{
    const FramingGuess &guess = trial.guess;
    const GuessChecksum &found = guess.checksum;
    if (found.name.isEmpty())
        return {};
    const Result<Checksum> checksum = Checksum::make(QString::fromLatin1(found.name));
    if (!checksum)
        return {};
    const QString check =
        QStringLiteral("%1 | crc(%2, last%3")
            .arg(guess.spec, QLatin1String(found.name),
                 checksum->bytes() > 1 && !found.bigEndian ? QStringLiteral(" le") : QString());
    const QString range =
        QStringLiteral(", over=%1..-%2, whole)")
            .arg(QString::number(found.from), QString::number(found.behind + checksum->bytes()));
    for (const QString &rest : {QStringLiteral(")"), QStringLiteral(", whole)"), range}) {
        if (!makeFramer(check + rest))
            continue;
        const FramingGuess checked = tryFraming(streams, {.spec = check + rest}).guess;
        if (checked.frames == guess.frames && checked.faulty == guess.faulty)
            return check + rest;
    }
    return {};
}

} // namespace netcore
