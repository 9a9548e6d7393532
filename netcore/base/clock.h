#pragma once

#include <QtCore/QtGlobal>

namespace netcore {

/// Nanoseconds on a steady clock. Only differences mean something; it never jumps with the wall clock.
using SteadyNs = qint64;
/// Nanoseconds since 1970-01-01T00:00:00Z, for display only (it may jump).
using WallNs = qint64;

/// The two clocks of the machine, behind an interface so that tests can set them.
///
/// Units    nanoseconds
/// Thread   any thread; const and without state in SystemClock
/// Source   clock_gettime(2): CLOCK_MONOTONIC, CLOCK_REALTIME
class Clock
{
public:
    virtual ~Clock() = default;
    virtual SteadyNs steadyNow() const = 0;
    virtual WallNs wallNow() const = 0;
};

class SystemClock final : public Clock
{
public:
    SteadyNs steadyNow() const override;
    WallNs wallNow() const override;
};

} // namespace netcore
