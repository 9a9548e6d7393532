#pragma once

#include "netcore/payload/pieces.h"
#include "netcore/session/enginehandle.h"
#include "widgets/composer/composetarget.h"

#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace widgets {

/// What is sent in more than one write: payloads every N ms, payloads cut into pieces, or a file piece by
/// piece. Each write is asked for by sendRequested(); the next piece of a payload or a file only when the one
/// before was handed to the kernel, so that a peer that does not read stops it (faults row 14).
///
/// Pace     every N ms a payload begins; one that is still being sent then lets the next one wait, not pile
/// up Limits   a file is read `pieceBytes` at a time; to datagrams it goes whole, at most maxDatagram Errors
/// the first failed send ends it Thread   GUI thread
class SendPlan : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 pieceBytes = 1 << 20;
    static constexpr qint64 maxDatagram = 65'507; // IPv4: 65,535 - 20 - 8, RFC 768
    static constexpr qint64 maxToAll = 8 << 20;   // one send to many: all of it is queued for each

    explicit SendPlan(QObject *parent = nullptr);
    ~SendPlan() override;

    /// Makes the next payload; nothing where it cannot be made: whoever makes it has said why, and the plan
    /// ends.
    using Maker = std::function<std::optional<QByteArray>()>;
    struct Rounds
    {
        int everyMs = 0;
        int count = 1; // 0: until stopped
        netcore::CutPlan cut;
    };
    void send(const ComposeTarget &target, const Maker &make, const Rounds &rounds);
    /// A refusal has a reason for the user in it; nothing is started then.
    netcore::Result<void, QString> sendFile(const ComposeTarget &target, const QString &path);
    void stop();

    bool isActive() const { return m_active; }
    bool isFile() const { return m_file != nullptr; }
    quint64 done() const { return m_done; }   // sends, or bytes of the file
    quint64 total() const { return m_total; } // 0: no end
    const ComposeTarget &target() const { return m_target; }

    /// The id that the last sendRequested() got.
    void pieceStarted(netcore::SendId id) { m_waitsFor = id; }
    /// Every outcome of a send that this plan asked for.
    void pieceFinished(const netcore::SendOutcome &outcome);

Q_SIGNALS:
    void sendRequested(const widgets::ComposeTarget &target, const QByteArray &bytes);
    void progressed();
    void finished(bool complete);

private:
    void begin(const ComposeTarget &target, quint64 total);
    void beginRound();
    void sendPiece();
    void finishRound();
    void sendFilePiece();
    void finish(bool complete);

    ComposeTarget m_target;
    Maker m_make;
    netcore::CutPlan m_cut;
    QList<netcore::SendPiece> m_pieces; // of this round, still to be sent
    QTimer m_timer;                     // a round
    QTimer m_gap;                       // between two pieces
    bool m_isDue = false;               // the next round, when this one is done
    netcore::SendId m_waitsFor = netcore::SendId::None;
    std::unique_ptr<QFile> m_file;
    quint64 m_done = 0;
    quint64 m_total = 0;
    bool m_active = false;
};

} // namespace widgets
