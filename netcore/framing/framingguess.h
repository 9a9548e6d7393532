#pragma once

#include "netcore/framing/framer.h"

#include <QtCore/QByteArray>

#include <chrono>
#include <functional>
#include <vector>

namespace netcore {

/// One read or send of a connection.
struct GuessChunk
{
    bool outbound = false;
    SteadyNs at = 0;
    QByteArray bytes;
};

/// A frame as a guess cuts it, with its first bytes.
struct GuessPreview
{
    bool outbound = false;
    Frame frame;
    QByteArray begin; // at most 32 bytes
};

/// A checksum that was found in every frame that was looked at.
struct GuessChecksum
{
    QByteArray name;    // empty: none was found
    quint64 frames = 0; // looked at
    int from = 0;       // first byte of the frame that it covers
    int behind = 0;     // bytes of the frame behind it
    bool bigEndian = true;
};

/// A framing that could have cut these bytes, and what speaks for it.
struct FramingGuess
{
    enum class Basis : quint8 { Length, Delimiter, Size, Protocol, Pause, None };

    QString spec;     // with `| crc(…)` where every good frame has the checksum
    double score = 0; // 0 to 1; for the order only
    Basis basis = Basis::None;
    quint64 frames = 0; // good ones
    quint64 faulty = 0;
    quint64 bytes = 0;       // looked at
    quint64 explained = 0;   // of them, in good frames
    quint64 chunks = 0;      // reads and sends
    quint64 chunksAtEnd = 0; // … that end where a frame ends
    quint64 sizes = 0;       // different lengths
    GuessChecksum checksum;
    std::vector<GuessPreview> preview; // the first ones
};

struct GuessLimits
{
    qsizetype mostBytes = 256 << 10; // the first so many of both directions together
    std::chrono::milliseconds time{5'000};
    std::size_t guesses = 5;
};

/// Asked between two tries, with how much is done (0 to 1): false ends the guessing, with what it has.
using GuessProgress = std::function<bool(double done)>;

/// Tries every framing that makeFramer() knows with parameters that the bytes suggest; the best first.
/// Framings that cut the same frames are told once. Empty where there are no bytes.
///
/// Ranked by  explained bytes, reads that end where frames end (beyond chance), first and last bytes of
/// frames that
///            are alike, checksums at their ends, how special the framing is
/// Limits     GuessLimits; both streams of a connection with one framing
/// Thread     any thread, blocking
std::vector<FramingGuess> guessFraming(const std::vector<GuessChunk> &chunks, const GuessLimits &limits = {},
                                       const GuessProgress &goOn = {});

} // namespace netcore
