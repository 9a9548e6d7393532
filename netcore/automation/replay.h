#pragma once

#include "netcore/automation/replayscript.h"
#include "netcore/base/clock.h"
#include "netcore/session/enginehandle.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace netcore {

/// When the sends of a replay go out.
struct ReplayPace
{
    double factor = 1; // of the recorded gaps: 1 as recorded, 0.5 twice as fast, 0 without any gap

    /// `original`, `scaled=0.5`, `none`. Errors: InvalidArgument with the position
    static Result<ReplayPace> parse(QStringView text);
    QString toString() const;
};

/// Sends one side of a recorded conversation to a connection that is open.
///
/// Pacing         counted from its beginning, so that late sends do not add up; what is late goes at once
/// Back-pressure  a send goes out when the kernel has taken the one before
/// Pieces         a stream's sends of more than 1 MiB go 1 MiB at a time; a datagram is never cut
/// Lifetime       the engine outlives it
/// Thread         the engine handle's
class Replay : public QObject
{
    Q_OBJECT

public:
    Replay(EngineHandle &engine, std::shared_ptr<const ReplayScript> script, const ReplayPace &pace,
           QObject *parent = nullptr);

    void start(ConnectionId to);
    /// What has been handed over stays sent; finished() comes with Cancelled.
    void stop();
    bool isRunning() const { return m_running; }
    quint64 stepsDone() const { return m_next; }
    quint64 bytesDone() const { return m_bytesDone; }
    const ReplayScript &script() const { return *m_script; }

Q_SIGNALS:
    void progressed(quint64 stepsDone, quint64 bytesDone);
    /// Everything was handed to the kernel, or the error why not.
    void finished(const netcore::NetError &error);

private:
    void scheduleNext();
    void sendStep();
    void sendPiece();
    void taken(const SendOutcome &outcome);
    void end(const NetError &error);

    EngineHandle &m_engine;
    std::shared_ptr<const ReplayScript> m_script;
    RecordingReader m_reader;
    ReplayPace m_pace;
    SystemClock m_clock;
    SteadyNs m_begun = 0;
    ConnectionId m_to = ConnectionId::None;
    std::size_t m_next = 0; // step
    QByteArray m_payload;   // of that step
    qsizetype m_offset = 0; // in it
    quint64 m_bytesDone = 0;
    SendId m_waitsFor = SendId::None;
    bool m_running = false;
    QTimer m_timer;
};

} // namespace netcore
