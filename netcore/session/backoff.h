#pragma once

#include <QtCore/QtGlobal>

#include <random>

namespace netcore {

/// How long a client waits before each next try: doubling, with jitter, up to a cap.
///
/// Units    ms
/// Jitter   each wait is drawn from [half, whole] of the doubled step, so that many clients do not come back
///          together; the same seed gives the same waits
/// Thread   plain value, any one thread
class Backoff
{
public:
    static constexpr int firstMs = 500;
    static constexpr int capMs = 30'000;

    explicit Backoff(quint32 seed) : m_random(seed) {}

    int nextMs();
    void reset() { m_stepMs = firstMs; }

private:
    std::mt19937 m_random;
    int m_stepMs = firstMs;
};

} // namespace netcore
