#include "app/cli/sending.h"

#include <cerrno>
#include <limits>
#include <unistd.h>
#include <utility>

namespace app {

using netcore::NetError;

PayloadLoop::PayloadLoop(netcore::EngineHandle &engine, const netcore::ConnectionSnapshot &connection,
                         PayloadSource source, CaptureDesk &desk, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_connection(connection.id)
    , m_most(connection.transport == netcore::Transport::Udp ? std::numeric_limits<qsizetype>::max()
                                                             : qsizetype(1) << 20)
    , m_source(std::move(source))
    , m_desk(desk)
    , m_total(quint64(m_source.count()) * quint64(pace.repeat))
    , m_pace(pace)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &PayloadLoop::giveUp);
    connect(&m_desk, &CaptureDesk::looked, this, &PayloadLoop::looked);
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

/// The pieces of the next payload, or of the next two. False where it cannot be made, or not yet.
bool PayloadLoop::makePieces()
{
    for (; m_inWrite < m_source.cut().payloadsPerWrite() && m_made < m_total; ++m_inWrite, ++m_made) {
        if (!gather(qsizetype(m_made % quint64(m_source.count()))))
            return false;
    }
    m_inWrite = 0;
    m_pieces = netcore::cutPieces(std::exchange(m_gathered, {}), m_source.cut(), m_made);
    return true;
}

bool PayloadLoop::gather(qsizetype index)
{
    const QStringList &names = m_source.capturedBy(index);
    if (!names.isEmpty()) {
        if (const QString missing = m_desk.of(m_connection).firstMissing(names); !missing.isEmpty()) {
            awaitValue(missing);
            return false;
        }
    }
    m_patience.stop();
    const auto payload =
        m_source.next(index, names.isEmpty() ? netcore::CapturedValues() : m_desk.of(m_connection).values());
    if (!payload) {
        Q_EMIT refused(payload.error());
        Q_EMIT finished(payload.error().error);
        return false;
    }
    if (!names.isEmpty())
        m_desk.of(m_connection).use(names);
    m_gathered += *payload;
    return true;
}

void PayloadLoop::awaitValue(const QString &name)
{
    m_missing = name;
    if (m_nothingMore)
        giveUp();
    else if (m_pace.patience.count() > 0 && !m_patience.isActive())
        m_patience.start(m_pace.patience);
}

void PayloadLoop::looked(netcore::ConnectionId connection)
{
    if (connection != m_connection || m_missing.isEmpty())
        return;
    m_missing.clear();
    sendNext();
}

void PayloadLoop::nothingMoreComes()
{
    m_nothingMore = true;
    if (!m_missing.isEmpty())
        giveUp();
}

void PayloadLoop::giveUp()
{
    m_patience.stop();
    MissedValue value = m_desk.of(m_connection).missed(std::exchange(m_missing, {}));
    value.connection = m_connection;
    Q_EMIT missed(value);
    Q_EMIT finished(
        NetError::of(netcore::ErrorKind::TimedOut, "", NETCORE_REASON("a captured value did not come")));
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
        m_pause.start(m_pace.every);
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
