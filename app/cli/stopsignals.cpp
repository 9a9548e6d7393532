#include "app/cli/stopsignals.h"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace app {

namespace {

// A signal handler reaches nothing else than a global.
std::atomic<int> writeEnd = -1;

void handle(int signal)
{
    std::signal(signal, SIG_DFL); // the second one ends us at once
    const unsigned char number = static_cast<unsigned char>(signal);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &number, 1);
}

} // namespace

StopSignals::StopSignals(QObject *parent, const QList<int> &more)
    : QObject(parent), m_signals(QList<int>{SIGINT, SIGTERM} + more)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (::pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // out of descriptors: the signals keep their usual effect
    writeEnd = m_ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &StopSignals::read);
    for (const int number : std::as_const(m_signals))
        std::signal(number, handle);
}

StopSignals::~StopSignals()
{
    for (const int number : std::as_const(m_signals))
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (const int end : m_ends) {
        if (end >= 0)
            ::close(end);
    }
}

void StopSignals::read()
{
    unsigned char number = 0;
    if (::read(m_ends[0], &number, 1) == 1)
        Q_EMIT received(number);
}

} // namespace app
