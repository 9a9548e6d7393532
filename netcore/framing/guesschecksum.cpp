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
    return frames;
}

bool holds(const Checksum &checksum, const std::vector<QByteArrayView> &frames, const GuessChecksum &where)
{
    const int width = checksum.bytes();
    return std::all_of(frames.begin(), frames.end(), [&](QByteArrayView frame) {
        const qsizetype end = frame.size() - where.behind - width;
        return end > where.from && checksum.of(frame.sliced(where.from, end - where.from)) ==
                                       numberAt(frame.sliced(end, width), where.bigEndian);
    });
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
    for (const ChecksumEntry &entry : checksumCatalogue()) {
        const Result<Checksum> checksum = Checksum::make(QString::fromLatin1(entry.name));
        const int width = (entry.bits + 7) / 8;
        // One byte is right by chance once in 256 frames: it takes more of them.
        if (!checksum || frames.size() * std::size_t(entry.bits) < 40 || entry.bits % 8 != 0)
            continue;
        for (int behind = 0; behind <= mostBehind; ++behind) {
            if (!varies(frames, width, behind))
                continue;
            for (int from = 0; from <= mostFrom; ++from) {
                for (const bool bigEndian : {false, true}) {
                    const GuessChecksum where{entry.name, frames.size(), from, behind, bigEndian};
                    if (holds(*checksum, frames, where))
                        return where;
                }
            }
        }
    }
    return {};
}

} // namespace netcore
