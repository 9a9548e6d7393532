#pragma once

#include "netcore/framing/framingguess.h"

#include <array>

namespace netcore {

/// What is guessed at: the first bytes of both streams of a connection, and where their reads ended.
struct GuessStreams
{
    struct Read
    {
        qsizetype end = 0; // in bytes
        SteadyNs at = 0;
    };
    struct Stream
    {
        bool outbound = false;
        bool isCut = false; // there was more than was taken
        QByteArray bytes;
        std::vector<Read> reads;
    };
    std::array<Stream, 2> streams; // in, out
    qsizetype longest = 1;         // of both, before they were shortened: no frame is longer

    GuessStreams(const std::vector<GuessChunk> &chunks, qsizetype mostBytes);
    qsizetype bytes() const { return streams[0].bytes.size() + streams[1].bytes.size(); }
    /// The first bytes only, for a quick look.
    GuessStreams shortened(qsizetype mostBytes) const;
    /// Of each read, where it begins and how long it is.
    std::vector<QByteArrayView> chunks() const;

private:
    GuessStreams() = default;
};

/// One spec that is worth a try.
struct GuessCandidate
{
    QString spec;
    FramingGuess::Basis basis = FramingGuess::Basis::Protocol;
    double prior = 0.5;        // how special it is: what fits anything has little
    bool isEveryRead = false;  // a size that every read has
    bool blanksBehind = false; // white space between frames belongs to none
};

/// The frames that a candidate cuts, and how well they fit.
struct GuessTrial
{
    FramingGuess guess;
    std::array<std::vector<Frame>, 2> frames; // of both streams
    double agreement = 0;                     // of frame ends with read ends, beyond chance; 0 to 1
    double regularity = 0;                    // of the frames' first and last bytes; 0 to 1

    bool cutsTheSame(const GuessTrial &other) const;
};

/// REQUIRES: makeFramer() takes the candidate's spec.
GuessTrial tryFraming(const GuessStreams &streams, const GuessCandidate &candidate);

std::vector<GuessCandidate> guessCandidates(const GuessStreams &streams);

/// The checksum that the ends of these frames have; its name is empty where there is none.
GuessChecksum findChecksum(const GuessStreams &streams, const GuessTrial &trial);
/// The trial's spec with a stage that verifies the checksum that was found; empty where none was, or where no
/// stage could verify it in every good frame.
QString withChecksum(const GuessStreams &streams, const GuessTrial &trial);

} // namespace netcore
