#include "netcore/framing/guesstrial.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <set>

namespace netcore {

namespace {

constexpr std::size_t previewFrames = 6;
constexpr qsizetype previewBytes = 32;
constexpr int columnsAtBegin = 4;
constexpr int columnsInAll = 48;
constexpr int columnsAtEnd = 2;

using Counts = std::array<int, 256>;

double entropy(const Counts &counts)
{
    int all = 0;
    for (const int count : counts)
        all += count;
    double bits = 0;
    for (const int count : counts) {
        if (count > 0)
            bits -= double(count) / all * std::log2(double(count) / all);
    }
    return bits;
}

QByteArrayView bytesOf(const GuessStreams::Stream &stream, const Frame &frame)
{
    return QByteArrayView(stream.bytes).sliced(qsizetype(frame.offset), qsizetype(frame.length));
}

/// How much less the bytes at one place of the frames vary than the bytes of the stream do.
class Regularity
{
public:
    void add(const GuessStreams::Stream &stream, const std::vector<Frame> &frames)
    {
        for (const char byte : stream.bytes)
            ++m_all[uchar(byte)];
        for (const Frame &frame : frames) {
            if (frame.fault != FrameFault::None)
                continue;
            const QByteArrayView bytes = bytesOf(stream, frame);
            ++m_frames;
            m_bytes += bytes.size();
            for (int i = 0; i < columnsInAll && i < bytes.size(); ++i)
                ++m_fromBegin[std::size_t(i)][uchar(bytes[i])];
            for (int i = 0; i < columnsAtEnd && i < bytes.size(); ++i)
                ++m_fromEnd[std::size_t(i)][uchar(bytes[bytes.size() - 1 - i])];
        }
    }

    /// Half of it from the first and last bytes, half from all: what a fixed size explains lies everywhere.
    double value() const
    {
        // So few frames cannot vary more than their number allows.
        const double expected = std::min(entropy(m_all), std::log2(std::max(1, m_frames)) * 0.9);
        if (m_frames < 3 || expected <= 0.1)
            return 0;
        const auto saved = [&](const Counts &column) {
            return std::clamp(1 - entropy(column) / expected, 0.0, 1.0);
        };
        double outer = 0;
        double all = 0;
        for (const Counts &column : m_fromEnd)
            outer += saved(column);
        for (std::size_t i = 0; i < m_fromBegin.size(); ++i) {
            const double columnFrames = std::accumulate(m_fromBegin[i].begin(), m_fromBegin[i].end(), 0.0);
            if (columnFrames < 3)
                break;
            outer += i < columnsAtBegin ? saved(m_fromBegin[i]) : 0;
            all += saved(m_fromBegin[i]) * columnFrames;
        }
        return 0.5 * outer / (columnsAtBegin + columnsAtEnd) +
               0.5 * std::min(1.0, 1.5 * all / double(m_bytes));
    }

private:
    Counts m_all{};
    std::array<Counts, columnsInAll> m_fromBegin{};
    std::array<Counts, columnsAtEnd> m_fromEnd{};
    int m_frames = 0;
    qint64 m_bytes = 0;
};

struct EndCounts
{
    double reads = 0;
    double frames = 0;
    double both = 0;
    double bytes = 0;

    /// The share of one kind of end that is also one of the other kind, beyond what chance gives.
    static double beyondChance(double both, double of, double others, double bytes)
    {
        if (of <= 0 || bytes <= 0)
            return 0;
        const double chance = std::min(1.0, others / bytes);
        return chance >= 1 ? 0 : std::clamp((both / of - chance) / (1 - chance), 0.0, 1.0);
    }
    /// Few reads prove little.
    double agreement() const
    {
        return reads / (reads + 2) *
               std::max(beyondChance(both, reads, frames, bytes),
                        0.9 * beyondChance(both, frames, reads, bytes));
    }
};

/// `blanks`: white space behind a frame belongs to it as well.
void countEnds(const GuessStreams::Stream &stream, const std::vector<Frame> &frames, bool blanks,
               EndCounts &counts)
{
    auto read = stream.reads.begin();
    for (const Frame &frame : frames) {
        const bool good = frame.fault == FrameFault::None;
        qsizetype end = qsizetype(frame.offset + frame.length);
        while (blanks && end < stream.bytes.size() && std::isspace(uchar(stream.bytes[end])) != 0)
            ++end;
        while (read != stream.reads.end() && read->end < end)
            ++read;
        const bool isReadEnd = read != stream.reads.end() && read->end == end;
        counts.frames += good;
        counts.both += good && isReadEnd;
    }
    counts.reads += double(stream.reads.size());
    counts.bytes += double(stream.bytes.size());
}

std::vector<Frame> cut(const GuessStreams::Stream &stream, qsizetype longest, const QString &spec)
{
    FramingLimits limits;
    limits.maxFrame = quint32(longest);
    std::vector<Frame> frames;
    const auto framer = makeFramer(spec, limits);
    if (!framer || stream.bytes.isEmpty())
        return frames;
    qsizetype at = 0;
    for (const GuessStreams::Read &read : stream.reads) {
        (*framer)->feed(QByteArrayView(stream.bytes).sliced(at, read.end - at), read.at, frames);
        at = read.end;
    }
    (*framer)->finish(frames);
    return frames;
}

void addPreview(const GuessStreams::Stream &stream, const std::vector<Frame> &frames, FramingGuess &guess)
{
    for (std::size_t i = 0; i < frames.size() && i < previewFrames / 2; ++i)
        guess.preview.push_back({stream.outbound, frames[i],
                                 bytesOf(stream, frames[i])
                                     .first(std::min<qsizetype>(previewBytes, frames[i].length))
                                     .toByteArray()});
}

double scoreOf(const GuessTrial &trial, double prior)
{
    const FramingGuess &guess = trial.guess;
    if (guess.frames == 0 || guess.bytes == 0)
        return 0;
    const double explained = double(guess.explained) / double(guess.bytes);
    const double frames = double(guess.frames);
    const double sure = frames / (frames + 1.5); // few frames prove little
    return explained * explained *
           (0.30 + 0.27 * trial.agreement + 0.22 * trial.regularity * sure + 0.21 * prior) *
           (0.6 + 0.4 * sure);
}

} // namespace

GuessStreams::GuessStreams(const std::vector<GuessChunk> &chunks, qsizetype mostBytes)
{
    streams[1].outbound = true;
    qsizetype taken = 0;
    for (const GuessChunk &chunk : chunks) {
        Stream &stream = streams[chunk.outbound ? 1 : 0];
        const qsizetype room = std::min(chunk.bytes.size(), mostBytes - taken);
        stream.isCut = stream.isCut || room < chunk.bytes.size();
        if (room <= 0)
            continue;
        stream.bytes += chunk.bytes.first(room);
        stream.reads.push_back({stream.bytes.size(), chunk.at});
        taken += room;
    }
    longest = std::max<qsizetype>(1, std::max(streams[0].bytes.size(), streams[1].bytes.size()));
}

GuessStreams GuessStreams::shortened(qsizetype mostBytes) const
{
    GuessStreams shorter = *this;
    for (Stream &stream : shorter.streams) {
        if (stream.bytes.size() <= mostBytes / 2)
            continue;
        stream.isCut = true;
        stream.bytes.truncate(mostBytes / 2);
        std::erase_if(stream.reads, [&](const Read &read) { return read.end > stream.bytes.size(); });
        if (stream.reads.empty() || stream.reads.back().end < stream.bytes.size())
            stream.reads.push_back({stream.bytes.size(), stream.reads.empty() ? 0 : stream.reads.back().at});
    }
    return shorter;
}

std::vector<QByteArrayView> GuessStreams::chunks() const
{
    std::vector<QByteArrayView> chunks;
    for (const Stream &stream : streams) {
        qsizetype begin = 0;
        for (const Read &read : stream.reads) {
            chunks.push_back(QByteArrayView(stream.bytes).sliced(begin, read.end - begin));
            begin = read.end;
        }
    }
    return chunks;
}

bool GuessTrial::cutsTheSame(const GuessTrial &other) const
{
    const auto same = [](const Frame &a, const Frame &b) {
        return a.offset == b.offset && a.length == b.length &&
               (a.fault == FrameFault::None) == (b.fault == FrameFault::None);
    };
    return std::equal(frames[0].begin(), frames[0].end(), other.frames[0].begin(), other.frames[0].end(),
                      same) &&
           std::equal(frames[1].begin(), frames[1].end(), other.frames[1].begin(), other.frames[1].end(),
                      same);
}

namespace {

/// Reads of one size agree with every divisor of it: only different ones tell. 0 to 1.
double readSizes(const GuessStreams &streams)
{
    std::set<qsizetype> sizes;
    for (const QByteArrayView chunk : streams.chunks())
        sizes.insert(chunk.size());
    return double(sizes.size()) / double(sizes.size() + 3);
}

} // namespace

namespace {

/// What is left open at the end, unless it is far longer than all before it.
bool endsByOurCut(const std::vector<Frame> &frames)
{
    if (frames.empty() || frames.back().fault != FrameFault::Unterminated)
        return false;
    quint32 largest = 0;
    for (const Frame &frame : frames)
        largest = frame.fault == FrameFault::None ? std::max(largest, frame.length) : largest;
    return largest == 0 || frames.back().length <= 4 * largest;
}

} // namespace

GuessTrial tryFraming(const GuessStreams &streams, const GuessCandidate &candidate)
{
    GuessTrial trial;
    FramingGuess &guess = trial.guess;
    guess.spec = candidate.spec;
    guess.basis = candidate.basis;
    EndCounts ends;
    Regularity regularity;
    std::set<quint32> sizes;
    for (std::size_t i = 0; i < streams.streams.size(); ++i) {
        const GuessStreams::Stream &stream = streams.streams[i];
        std::vector<Frame> &frames = trial.frames[i];
        frames = cut(stream, streams.longest, candidate.spec);
        guess.bytes += quint64(stream.bytes.size());
        if (stream.isCut && endsByOurCut(frames)) {
            guess.bytes -= frames.back().length;
            frames.pop_back();
        }
        for (const Frame &frame : frames) {
            const bool good = frame.fault == FrameFault::None;
            (good ? guess.frames : guess.faulty) += 1;
            guess.explained += good ? frame.length : 0;
            if (good)
                sizes.insert(frame.length);
        }
        countEnds(stream, frames, candidate.blanksBehind, ends);
        regularity.add(stream, frames);
        addPreview(stream, frames, guess);
    }
    guess.chunks = quint64(ends.reads);
    guess.chunksAtEnd = quint64(ends.both);
    guess.sizes = sizes.size();
    trial.agreement = guess.basis == FramingGuess::Basis::Pause ? 0 : ends.agreement();
    if (guess.basis == FramingGuess::Basis::Size && !candidate.isEveryRead)
        trial.agreement *= readSizes(streams);
    trial.regularity = regularity.value();
    guess.score = scoreOf(trial, candidate.prior);
    return trial;
}

} // namespace netcore
