#pragma once

#include "netcore/base/clock.h"
#include "netcore/session/responder.h"

#include <unordered_map>

namespace netcore {

/// `bytes` bytes of numbered lines that begin with the request (its first 24 printable ASCII characters).
QByteArray listingFor(QByteArrayView request, int bytes);

/// The server of the exchange that courses teach against sticking: the size in decimal digits, then, once the
/// peer has said "ok", the data. Run without framing: what it waits for are chunks.
///
/// Limits   the peer has `patience` to say so; then the answer is forgotten. What comes instead of "ok" is
/// the next
///          request; an "ok" that nothing waits for means nothing. Keeps 24 bytes a connection, not the
///          answer
/// Thread   the engine's
class SizeOk final : public Responder
{
public:
    static constexpr SteadyNs patience = 5'000'000'000;

    SizeOk(int bytes, std::unique_ptr<Clock> clock);

    void received(ConnectionId from, QByteArrayView input, ResponderActions &actions) override;
    void ended(ConnectionId connection) override;
    bool takesChunks() const override { return true; }

private:
    struct Promise
    {
        QByteArray request;
        SteadyNs since = 0;
    };

    int m_bytes;
    std::unique_ptr<Clock> m_clock;
    std::unordered_map<ConnectionId, Promise> m_promised;
};

/// The client of that exchange: says "ok" to each size, and counts the data that follows, so that digits in
/// it are no size.
///
/// Limits   a size has at most 20 digits; what is no size is passed over
/// Thread   the engine's
class SayOk final : public Responder
{
public:
    void received(ConnectionId from, QByteArrayView input, ResponderActions &actions) override;
    void ended(ConnectionId connection) override;
    bool takesChunks() const override { return true; }

private:
    std::unordered_map<ConnectionId, quint64> m_toCome; // bytes of data
};

} // namespace netcore
