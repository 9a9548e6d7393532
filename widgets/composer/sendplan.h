#pragma once

#include "netcore/session/enginehandle.h"
#include "widgets/composer/composetarget.h"

#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

namespace widgets {

/// What is sent more than once: the same bytes every N ms, or a file piece by piece. Each piece is asked for
/// by sendRequested(); a file's next piece only when the one before was handed to the kernel, so that a peer
/// that does not read stops the file (faults row 14).
///
/// Limits   a file is read `pieceBytes` at a time; to datagrams it goes whole, at most maxDatagram
/// Errors   the first failed send ends it
/// Thread   GUI thread
class SendPlan : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 pieceBytes = 1 << 20;
    static constexpr qint64 maxDatagram = 65'507; // IPv4: 65,535 - 20 - 8, RFC 768
    static constexpr qint64 maxToAll = 8 << 20;   // one send to many: all of it is queued for each

    explicit SendPlan(QObject *parent = nullptr);
    ~SendPlan() override;

    /// count 0: until stopped.
    void repeat(const ComposeTarget &target, const QByteArray &bytes, int everyMs, int count);
    /// A refusal has a reason for the user in it; nothing is started then.
    netcore::Result<void, QString> sendFile(const ComposeTarget &target, const QString &path);
    void stop();

    bool isActive() const { return m_active; }
    bool isFile() const { return m_file != nullptr; }
    quint64 done() const { return m_done; }   // sends, or bytes of the file
    quint64 total() const { return m_total; } // 0: no end
    const ComposeTarget &target() const { return m_target; }

    /// Every outcome of a send that this plan asked for.
    void pieceFinished(const netcore::SendOutcome &outcome);

Q_SIGNALS:
    void sendRequested(const widgets::ComposeTarget &target, const QByteArray &bytes);
    void progressed();
    void finished(bool complete);

private:
    void begin(const ComposeTarget &target, quint64 total);
    void sendAgain();
    void sendNextPiece();
    void finish(bool complete);

    ComposeTarget m_target;
    QByteArray m_bytes;
    QTimer m_timer;
    std::unique_ptr<QFile> m_file;
    quint64 m_done = 0;
    quint64 m_total = 0;
    bool m_active = false;
};

} // namespace widgets
