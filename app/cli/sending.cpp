#include "app/cli/sending.h"

#include <cerrno>
#include <limits>
#include <unistd.h>

namespace app {

using netcore::NetError;

PayloadLoop::PayloadLoop(netcore::EngineHandle &engine, const netcore::ConnectionSnapshot &connection,
                         PayloadSource source, int repeat, std::chrono::milliseconds every, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_connection(connection.id)
    , m_most(connection.transport == netcore::Transport::Udp ? std::numeric_limits<qsizetype>::max()
                                                             : qsizetype(1) << 20)
    , m_source(std::move(source))
    , m_total(quint64(m_source.count()) * quint64(repeat))
    , m_every(every)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(&m_pause, &QTimer::timeout, this, &PayloadLoop::sendNext);
    connect(&m_engine, &netcore::EngineHandle::sendFinished, this, &PayloadLoop::taken);
}

void PayloadLoop::start()
{
    if (m_source.cut().kind != netcore::CutPlan::Kind::Whole)
        m_engine.setNoDelay(m_connection, true);
    if (m_total == 0)
        Q_EMIT finished({});
    else
        sendNext();
}

/// The pieces of the next payload, or of the next two. False where it cannot be made.
bool PayloadLoop::makePieces()
{
    QByteArray bytes;
    for (int i = 0; i < m_source.cut().payloadsPerWrite() && m_made < m_total; ++i, ++m_made) {
        const auto payload = m_source.next(qsizetype(m_made % quint64(m_source.count())));
        if (!payload) {
            Q_EMIT refused(payload.error());
            Q_EMIT finished(payload.error().error);
            return false;
        }
        bytes += *payload;
    }
    m_pieces = netcore::cutPieces(bytes, m_source.cut(), m_made);
    return true;
}

void PayloadLoop::sendNext()
{
    if (m_pieces.isEmpty() && !makePieces())
        return;
    m_waitsFor = m_engine.send(m_connection, m_pieces.constFirst().bytes.mid(m_offset, m_most));
}

/// What comes when the kernel has taken it: the rest of the piece, the next piece, the next payload, or the
/// end.
void PayloadLoop::advance()
{
    const qsizetype size = m_pieces.constFirst().bytes.size();
    m_offset += qMin(m_most, size - m_offset);
    if (m_offset < size)
        return sendNext();
    m_offset = 0;
    m_pieces.removeFirst();
    if (!m_pieces.isEmpty())
        m_pause.start(m_pieces.constFirst().after);
    else if (m_made == m_total)
        Q_EMIT finished({});
    else if (m_made % quint64(m_source.count()) == 0)
        m_pause.start(m_every);
    else
        sendNext();
}

void PayloadLoop::taken(const netcore::SendOutcome &outcome)
{
    if (outcome.id != m_waitsFor || m_waitsFor == netcore::SendId::None)
        return;
    m_waitsFor = netcore::SendId::None;
    if (outcome.error.isError())
        Q_EMIT finished(outcome.error);
    else
        advance();
}

StandardInput::StandardInput(qsizetype most, QObject *parent)
    : QObject(parent), m_most(most), m_notifier(STDIN_FILENO, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &StandardInput::readOnce);
}

void StandardInput::next()
{
    m_notifier.setEnabled(true);
}

void StandardInput::readOnce()
{
    m_notifier.setEnabled(false);
    QByteArray bytes(m_most, Qt::Uninitialized);
    const ssize_t length = ::read(STDIN_FILENO, bytes.data(), size_t(bytes.size()));
    if (length < 0 && (errno == EINTR || errno == EAGAIN)) {
        next();
    } else if (length <= 0) {
        Q_EMIT ended();
    } else {
        bytes.truncate(length);
        Q_EMIT read(bytes);
    }
}

} // namespace app
