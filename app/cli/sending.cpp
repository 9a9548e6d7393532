#include "app/cli/sending.h"

#include <cerrno>
#include <limits>
#include <unistd.h>

namespace app {

using netcore::NetError;

PayloadLoop::PayloadLoop(netcore::EngineHandle &engine, const netcore::ConnectionSnapshot &connection,
                         QList<QByteArray> payloads, int repeat, std::chrono::milliseconds every,
                         QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_connection(connection.id)
    , m_most(connection.transport == netcore::Transport::Udp ? std::numeric_limits<qsizetype>::max()
                                                             : qsizetype(1) << 20)
    , m_payloads(std::move(payloads))
    , m_repeatsLeft(repeat)
    , m_every(every)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(&m_pause, &QTimer::timeout, this, &PayloadLoop::sendNext);
    connect(&m_engine, &netcore::EngineHandle::sendFinished, this, &PayloadLoop::taken);
}

void PayloadLoop::start()
{
    if (m_payloads.isEmpty())
        Q_EMIT finished({});
    else
        sendNext();
}

void PayloadLoop::sendNext()
{
    m_waitsFor = m_engine.send(m_connection, m_payloads[m_next].mid(m_offset, m_most));
}

/// To the next piece or payload of this round. False at its end.
bool PayloadLoop::advance()
{
    m_offset += qMin(m_most, m_payloads[m_next].size() - m_offset);
    if (m_offset < m_payloads[m_next].size())
        return true;
    m_offset = 0;
    m_next = (m_next + 1) % m_payloads.size();
    return m_next != 0;
}

void PayloadLoop::taken(const netcore::SendOutcome &outcome)
{
    if (outcome.id != m_waitsFor || m_waitsFor == netcore::SendId::None)
        return;
    m_waitsFor = netcore::SendId::None;
    if (outcome.error.isError())
        Q_EMIT finished(outcome.error);
    else if (advance())
        sendNext();
    else if (--m_repeatsLeft > 0)
        m_pause.start(m_every);
    else
        Q_EMIT finished({});
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
