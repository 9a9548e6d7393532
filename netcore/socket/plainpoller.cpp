#include "netcore/socket/poller.h"

#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <chrono>
#include <unordered_map>
#include <vector>

#include <poll.h>

namespace netcore {

namespace {

constexpr std::chrono::milliseconds errorLookEvery{250};

/// A notifier may be told to go from within its own signal: it falls silent now and is deleted later.
struct SilenceThenDelete
{
    void operator()(QSocketNotifier *notifier) const
    {
        notifier->setEnabled(false);
        notifier->disconnect();
        notifier->deleteLater();
    }
};
using NotifierPointer = std::unique_ptr<QSocketNotifier, SilenceThenDelete>;

struct Notified
{
    PollTarget *target = nullptr;
    unsigned interest = Poller::None;
    quint32 generation = 0;
    NotifierPointer read;
    NotifierPointer write;
};

class PlainPoller final : public Poller
{
public:
    PlainPoller();
    Result<void> add(int fd, unsigned interest, PollTarget *target) override;
    Result<void> modify(int fd, unsigned interest) override;
    void remove(int fd) override;

private:
    void enable(NotifierPointer &notifier, QSocketNotifier::Type type, int fd, bool on);
    void activated(int fd, quint32 generation, unsigned interest);
    void lookForErrors();

    QThread *const m_thread = QThread::currentThread();
    std::unordered_map<int, Notified> m_watched;
    quint32 m_lastGeneration = 0;
    // No notifier tells of errors alone: under GLib a hang-up would keep an Exception notifier's loop
    // spinning.
    QTimer m_errorLook;
};

PlainPoller::PlainPoller()
{
    QObject::connect(&m_errorLook, &QTimer::timeout, &m_errorLook, [this] { lookForErrors(); });
}

Result<void> PlainPoller::add(int fd, unsigned interest, PollTarget *target)
{
    Q_ASSERT(QThread::currentThread() == m_thread);
    Q_ASSERT(fd >= 0 && target && !m_watched.contains(fd));
    Notified &watched = m_watched[fd];
    watched.target = target;
    watched.generation = ++m_lastGeneration;
    return modify(fd, interest);
}

Result<void> PlainPoller::modify(int fd, unsigned interest)
{
    Q_ASSERT(QThread::currentThread() == m_thread);
    Notified &watched = m_watched.at(fd);
    watched.interest = interest;
    enable(watched.read, QSocketNotifier::Read, fd, interest & Read);
    enable(watched.write, QSocketNotifier::Write, fd, interest & Write);
    if ((interest & Errors) && !m_errorLook.isActive())
        m_errorLook.start(errorLookEvery);
    return {};
}

void PlainPoller::remove(int fd)
{
    Q_ASSERT(QThread::currentThread() == m_thread);
    m_watched.erase(fd);
}

void PlainPoller::enable(NotifierPointer &notifier, QSocketNotifier::Type type, int fd, bool on)
{
    if (notifier) {
        notifier->setEnabled(on);
        return;
    }
    if (!on)
        return;
    notifier.reset(new QSocketNotifier(fd, type));
    const quint32 generation = m_watched.at(fd).generation;
    const unsigned interest = type == QSocketNotifier::Read ? Read : Write;
    QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(),
                     [this, fd, generation, interest] { activated(fd, generation, interest); });
}

void PlainPoller::activated(int fd, quint32 generation, unsigned interest)
{
    const auto found = m_watched.find(fd);
    if (found == m_watched.end() || found->second.generation != generation)
        return;
    if (!(found->second.interest & interest))
        return;
    if (interest == Write)
        found->second.target->writable();
    else
        found->second.target->readable();
    endTurn();
}

void PlainPoller::lookForErrors()
{
    std::vector<std::pair<pollfd, quint32>> looks;
    for (const auto &[fd, watched] : m_watched) {
        if (watched.interest & Errors)
            looks.push_back({pollfd{fd, 0, 0}, watched.generation});
    }
    if (looks.empty())
        m_errorLook.stop();
    for (auto &[look, generation] : looks) {
        if (::poll(&look, 1, 0) == 1)
            activated(look.fd, generation, Errors);
    }
}

} // namespace

std::unique_ptr<Poller> makePlainPoller()
{
    return std::make_unique<PlainPoller>();
}

} // namespace netcore
