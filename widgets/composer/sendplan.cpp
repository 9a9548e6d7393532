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
    connect(&m_timer, &QTimer::timeout, this, &SendPlan::sendAgain);
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

void SendPlan::repeat(const ComposeTarget &target, const QByteArray &bytes, int everyMs, int count)
{
    begin(target, quint64(count));
    m_bytes = bytes;
    m_timer.start(everyMs);
    sendAgain();
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
    sendNextPiece();
    return {};
}

void SendPlan::sendAgain()
{
    ++m_done;
    Q_EMIT sendRequested(m_target, m_bytes);
    Q_EMIT progressed();
    if (m_active && m_total != 0 && m_done >= m_total)
        finish(true);
}

void SendPlan::sendNextPiece()
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
        finish(false);
    else if (m_file)
        sendNextPiece();
}

void SendPlan::stop()
{
    if (m_active)
        finish(false);
}

void SendPlan::finish(bool complete)
{
    m_timer.stop();
    m_file.reset();
    m_bytes.clear();
    m_active = false;
    Q_EMIT finished(complete);
}

} // namespace widgets
