#pragma once

#include "netcore/base/clock.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QHash>

namespace netcore {

/// Allows a burst, then a steady rate.
///
/// Units    tokens a second; SteadyNs
/// Thread   plain value, any one thread
class TokenBucket
{
public:
    static constexpr double repliesPerSecond = 20;
    static constexpr double burst = 40;

    bool has(SteadyNs now);
    /// Takes one token; false where there is none.
    bool take(SteadyNs now);

private:
    double m_tokens = burst;
    SteadyNs m_filledAt = 0;
};

/// Sees that one peer sends the same payload again and again, as two responders that answer each other do.
///
/// Limits   more than 50 of one payload within 5 s is a loop; at most 64 different payloads are told apart
/// Thread   plain value, any one thread
/// Source   CVE-2024-2169 (loops between UDP services)
class LoopDetector
{
public:
    static constexpr int mostRepeats = 50;
    static constexpr SteadyNs window = 5'000'000'000;

    /// True when this input makes it a loop.
    bool isLoop(QByteArrayView payload, SteadyNs now);
    void reset() { m_seen.clear(); }

private:
    static constexpr int mostPayloads = 64;
    struct Seen
    {
        SteadyNs since = 0;
        int times = 0;
    };
    QHash<size_t, Seen> m_seen;
};

} // namespace netcore
