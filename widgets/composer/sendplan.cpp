#include "widgets/composer/sendplan.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>

#include <utility>

namespace widgets {

using netcore::refusedWith;

namespace {

qint64 largestFileFor(const ComposeTarget &target)
{
    if (target.datagrams)
        return SendPlan::maxDatagram;
    return target.kind == ComposeTarget::Kind::AllOfSession ? SendPlan::maxToAll
                                                            : std::numeric_limits<qint64>::max();
}

} // namespace

SendPlan::SendPlan(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_gap.setTimerType(Qt::PreciseTimer);
    m_gap.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_isDue = true;
        if (m_pieces.isEmpty())
            beginRound();
    });
    connect(&m_gap, &QTimer::timeout, this, &SendPlan::sendPiece);
}

SendPlan::~SendPlan() = default;

void SendPlan::begin(const ComposeTarget &target, quint64 total)
{
    stop();
    m_target = target;
    m_done = 0;
    m_total = total;
    m_active = true;
}

void SendPlan::send(const ComposeTarget &target, const Maker &make, const Rounds &rounds)
{
    begin(target, quint64(rounds.count));
    m_make = make;
    m_cut = rounds.cut;
    if (rounds.count != 1)
        m_timer.start(rounds.everyMs);
    beginRound();
}

netcore::Result<void, QString> SendPlan::sendFile(const ComposeTarget &target, const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!QFileInfo(path).isFile())
        return refusedWith(tr("This is no regular file."));
    if (!file->open(QIODevice::ReadOnly))
        return refusedWith(file->errorString());
    const qint64 most = largestFileFor(target);
    if (file->size() > most)
        return refusedWith(target.datagrams
                               ? tr("The file has %1 bytes; one datagram holds at most %2.")
                                     .arg(QLocale().toString(file->size()), QLocale().toString(most))
                               : tr("The file has %1 bytes; to all connections at once at most %2 can go. "
                                    "Choose one connection.")
                                     .arg(QLocale().toString(file->size()), QLocale().toString(most)));
    begin(target, quint64(file->size()));
    m_file = std::move(file);
    sendFilePiece();
    return {};
}

void SendPlan::beginRound()
{
    m_isDue = false;
    QByteArray bytes;
    for (int i = 0; i < m_cut.payloadsPerWrite(); ++i) {
        const std::optional<QByteArray> payload = m_make();
        if (!payload)
            return finish(false);
        bytes += *payload;
    }
    m_pieces = netcore::cutPieces(bytes, m_cut, m_done);
    if (m_pieces.size() > 1)
        return sendPiece();
    // One write: the engine's own limit is what slows it.
    Q_EMIT sendRequested(m_target, std::exchange(m_pieces, {}).constFirst().bytes);
    finishRound();
}

void SendPlan::sendPiece()
{
    if (m_active)
        Q_EMIT sendRequested(m_target, m_pieces.constFirst().bytes);
}

void SendPlan::finishRound()
{
    if (!m_active) // the send was refused at once
        return;
    ++m_done;
    Q_EMIT progressed();
    if (m_active && m_total != 0 && m_done >= m_total)
        finish(true);
    else if (m_active && m_isDue)
        beginRound();
}

void SendPlan::sendFilePiece()
{
    const bool whole = m_target.kind != ComposeTarget::Kind::Connection || m_target.datagrams;
    const QByteArray piece = m_file->read(whole ? maxToAll : pieceBytes);
    if (piece.isEmpty() && m_done < m_total)
        return finish(false); // it was cut while we read it
    if (piece.isEmpty())
        return finish(true);
    m_done += quint64(piece.size());
    Q_EMIT sendRequested(m_target, piece);
    Q_EMIT progressed();
    if (m_active && whole)
        finish(true);
}

void SendPlan::pieceFinished(const netcore::SendOutcome &outcome)
{
    if (!m_active)
        return;
    if (outcome.error.isError())
        return finish(false);
    if (outcome.id != m_waitsFor)
        return;
    m_waitsFor = netcore::SendId::None;
    if (m_file)
        return sendFilePiece();
    if (m_pieces.isEmpty())
        return;
    m_pieces.removeFirst();
    if (m_pieces.isEmpty())
        finishRound();
    else
        m_gap.start(m_pieces.constFirst().after);
}

void SendPlan::stop()
{
    if (m_active)
        finish(false);
}

void SendPlan::finish(bool complete)
{
    m_timer.stop();
    m_gap.stop();
    m_file.reset();
    m_pieces.clear();
    m_make = {};
    m_active = false;
    Q_EMIT finished(complete);
}

} // namespace widgets
