#pragma once

#include "netcore/session/enginehandle.h"

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>

#include <chrono>

namespace app {

/// Sends one payload after another to one connection, the whole list `repeat` times; the next one when the
/// kernel has taken the one before, so that a peer that does not read slows it.
///
/// Limits     to a stream a large payload goes in pieces of 1 MiB; a datagram is never cut
/// Lifetime   the engine must outlive it
class PayloadLoop : public QObject
{
    Q_OBJECT

public:
    PayloadLoop(netcore::EngineHandle &engine, const netcore::ConnectionSnapshot &connection,
                QList<QByteArray> payloads, int repeat, std::chrono::milliseconds every,
                QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// Everything was handed to the kernel, or the error why not.
    void finished(const netcore::NetError &error);

private:
    void sendNext();
    bool advance();
    void taken(const netcore::SendOutcome &outcome);

    netcore::EngineHandle &m_engine;
    netcore::ConnectionId m_connection;
    qsizetype m_most; // bytes of one send
    QList<QByteArray> m_payloads;
    int m_repeatsLeft;
    std::chrono::milliseconds m_every;
    qsizetype m_next = 0;   // payload
    qsizetype m_offset = 0; // in it
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
