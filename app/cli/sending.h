#pragma once

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
/// one Limits     to a stream a large piece goes 1 MiB at a time Lifetime   the engine must outlive it
class PayloadLoop : public QObject
{
    Q_OBJECT

public:
    PayloadLoop(netcore::EngineHandle &engine, const netcore::ConnectionSnapshot &connection,
                PayloadSource source, int repeat, std::chrono::milliseconds every, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// A payload could not be made; finished() follows.
    void refused(const app::RefusedText &text);
    /// Everything was handed to the kernel, or the error why not.
    void finished(const netcore::NetError &error);

private:
    void sendNext();
    bool makePieces();
    void advance();
    void taken(const netcore::SendOutcome &outcome);

    netcore::EngineHandle &m_engine;
    netcore::ConnectionId m_connection;
    qsizetype m_most; // bytes of one send
    PayloadSource m_source;
    quint64 m_total; // payloads, all repeats
    std::chrono::milliseconds m_every;
    quint64 m_made = 0;                 // payloads
    QList<netcore::SendPiece> m_pieces; // still to be sent
    qsizetype m_offset = 0;             // in the first of them
    netcore::SendId m_waitsFor = netcore::SendId::None;
    QTimer m_pause;
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
