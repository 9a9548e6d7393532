#pragma once

#include "netcore/address/socketaddress.h"
#include "netcore/base/clock.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QHash>

namespace netcore {

/// Whom a responder never answers by UDP, and with how much it answers the others: the source of a datagram
/// may be invented, and then the reply hits somebody who never asked.
///
/// Limits   beyond this machine, the replies to one datagram (or frame of it) are at most three times its
/// bytes Thread   pure functions, any thread Source   RFC 8085 s.3.1.2 and 6; the reflectors of US-CERT
/// TA14-017A
namespace replyguard {

constexpr int mostTimesTheRequest = 3;

/// A multicast or broadcast address as a source; or the port of a service that answers anything: echo,
/// daytime, qotd, chargen, time, dns, tftp, ntp.
bool isNeverAnswered(const SocketAddress &peer);
/// `bytesOut` are all replies to the request, with the one in question.
bool isTooMuch(const SocketAddress &peer, qsizetype bytesIn, qsizetype bytesOut);

} // namespace replyguard

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
