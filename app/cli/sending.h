#pragma once

#include "app/cli/captures.h"
#include "app/cli/payloadargument.h"
#include "netcore/payload/pieces.h"
#include "netcore/session/enginehandle.h"

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>

#include <chrono>

namespace app {

/// Sends one payload after another to one connection, the whole list `repeat` times, cut as the source says;
/// the next piece when the kernel has taken the one before, so that a peer that does not read slows it.
///
/// Cut        TCP_NODELAY is set, so that the kernel does not join what was cut; each piece of a datagram is
///            one
/// Captured   a payload that uses a captured value waits until a frame of its connection has given it
/// Limits     to a stream a large piece goes 1 MiB at a time
/// Lifetime   the engine and the desk must outlive it
class PayloadLoop : public QObject
{
    Q_OBJECT

public:
    /// How often all of it is sent, with which pause, and how long a payload waits for a captured value (0:
    /// without end).
    struct Pace
    {
        int repeat = 1;
        std::chrono::milliseconds every{0};
        std::chrono::milliseconds patience{0};
    };
    PayloadLoop(netcore::EngineHandle &engine, const netcore::ConnectionSnapshot &connection,
                PayloadSource source, CaptureDesk &desk, const Pace &pace, QObject *parent = nullptr);

    void start();
    /// The peer has finished: what was not captured until now will not be.
    void nothingMoreComes();

Q_SIGNALS:
    /// A payload could not be made; finished() follows.
    void refused(const app::RefusedText &text);
    /// A captured value did not come; finished() follows, with TimedOut.
    void missed(const app::MissedValue &value);
    /// Everything was handed to the kernel, or the error why not.
    void finished(const netcore::NetError &error);

private:
    void sendNext();
    bool makePieces();
    bool gather(qsizetype index);
    void awaitValue(const QString &name);
    void looked(netcore::ConnectionId connection);
    void giveUp();
    void advance();
    void taken(const netcore::SendOutcome &outcome);

    netcore::EngineHandle &m_engine;
    netcore::ConnectionId m_connection;
    qsizetype m_most; // bytes of one send
    PayloadSource m_source;
    CaptureDesk &m_desk;
    quint64 m_total; // payloads, all repeats
    Pace m_pace;
    quint64 m_made = 0;    // payloads
    QByteArray m_gathered; // of the write that is being made
    int m_inWrite = 0;     // payloads in it
    QString m_missing;     // the captured value that it waits for
    bool m_nothingMore = false;
    QList<netcore::SendPiece> m_pieces; // still to be sent
    qsizetype m_offset = 0;             // in the first of them
    netcore::SendId m_waitsFor = netcore::SendId::None;
    QTimer m_pause;
    QTimer m_patience;
};

/// Reads standard input and hands it on piece by piece; waits for next() before it reads more.
///
/// Limits   `most` bytes a piece; nothing is kept
class StandardInput : public QObject
{
    Q_OBJECT

public:
    explicit StandardInput(qsizetype most, QObject *parent = nullptr);

    /// Reads one more piece when there is one.
    void next();

Q_SIGNALS:
    void read(const QByteArray &bytes);
    void ended();

private:
    void readOnce();

    qsizetype m_most;
    QSocketNotifier m_notifier;
};

} // namespace app
