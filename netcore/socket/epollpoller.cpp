#include "netcore/socket/poller.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>

#include <array>
#include <cerrno>
#include <span>
#include <vector>

#include <sys/epoll.h>
#include <unistd.h>

namespace netcore {

namespace {

constexpr int roundsPerTurn = 64;
constexpr qint64 turnNs = 4'000'000;
constexpr int lingerMs = 1;
constexpr qint64 closeTogetherNs = lingerMs * 1'000'000;

/// One watched descriptor. The generation tells an event of a former owner of the same number apart.
struct Watched
{
    PollTarget *target = nullptr;
    unsigned interest = Poller::None;
    quint32 generation = 0;
};

quint32 nativeEvents(unsigned interest)
{
    quint32 events = 0;
    if (interest & Poller::Read)
        events |= EPOLLIN;
    if (interest & Poller::Write)
        events |= EPOLLOUT;
    return events;
}

class EpollPoller final : public Poller
{
public:
    explicit EpollPoller(int epoll);
    ~EpollPoller() override;

    Result<void> add(int fd, unsigned interest, PollTarget *target) override;
    Result<void> modify(int fd, unsigned interest) override;
    void remove(int fd) override;

private:
    void turn();
    int wait(std::span<epoll_event> events, int milliseconds) const;
    void dispatch(const epoll_event &event);
    Result<void> apply(int fd, unsigned before, unsigned after);
    const Watched *find(int fd, quint32 generation) const;

    const int m_epoll;
    QSocketNotifier m_notifier;
    std::vector<Watched> m_watched; // by descriptor: the kernel gives the lowest free number
    quint32 m_lastGeneration = 0;
    QElapsedTimer m_sinceEvent; // of any target
};

EpollPoller::EpollPoller(int epoll) : m_epoll(epoll), m_notifier(epoll, QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { turn(); });
}

EpollPoller::~EpollPoller()
{
    m_notifier.setEnabled(false);
    ::close(m_epoll);
}

Result<void> EpollPoller::add(int fd, unsigned interest, PollTarget *target)
{
    Q_ASSERT(QThread::currentThread() == m_notifier.thread());
    Q_ASSERT(fd >= 0 && target);
    const auto index = static_cast<size_t>(fd);
    if (index >= m_watched.size())
        m_watched.resize(index + 64);
    Q_ASSERT(!m_watched[index].target);
    m_watched[index] = {target, None, ++m_lastGeneration};
    const Result<void> applied = apply(fd, None, interest);
    if (applied)
        m_watched[index].interest = interest;
    else
        m_watched[index].target = nullptr;
    return applied;
}

Result<void> EpollPoller::modify(int fd, unsigned interest)
{
    Q_ASSERT(QThread::currentThread() == m_notifier.thread());
    Watched &watched = m_watched.at(static_cast<size_t>(fd));
    Q_ASSERT(watched.target);
    const Result<void> applied = apply(fd, watched.interest, interest);
    if (applied)
        watched.interest = interest;
    return applied;
}

void EpollPoller::remove(int fd)
{
    Q_ASSERT(QThread::currentThread() == m_notifier.thread());
    const auto index = static_cast<size_t>(fd);
    if (fd < 0 || index >= m_watched.size() || !m_watched[index].target)
        return;
    static_cast<void>(apply(fd, m_watched[index].interest, None));
    m_watched[index].target = nullptr;
}

/// A descriptor without interest is taken out of the set: epoll would go on telling of its hang-up for ever.
Result<void> EpollPoller::apply(int fd, unsigned before, unsigned after)
{
    if (before == after)
        return {};
    epoll_event event{};
    event.events = nativeEvents(after);
    event.data.u64 = quint64(m_watched[static_cast<size_t>(fd)].generation) << 32 | static_cast<quint32>(fd);
    const int operation = after == None ? EPOLL_CTL_DEL : before == None ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (::epoll_ctl(m_epoll, operation, fd, &event) != 0)
        return refused(NetError::fromErrno(errno, "epoll_ctl"));
    return {};
}

const Watched *EpollPoller::find(int fd, quint32 generation) const
{
    const auto index = static_cast<size_t>(fd);
    if (index >= m_watched.size() || !m_watched[index].target || m_watched[index].generation != generation)
        return nullptr;
    return &m_watched[index];
}

int EpollPoller::wait(std::span<epoll_event> events, int milliseconds) const
{
    return ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), milliseconds);
}

/// Where events follow one another closely, the next one is waited for here: the way round through Qt's loop
/// costs more than what is done for it.
void EpollPoller::turn()
{
    std::array<epoll_event, 256> events;
    const bool closeTogether = m_sinceEvent.isValid() && m_sinceEvent.nsecsElapsed() < closeTogetherNs;
    QElapsedTimer since;
    since.start();
    for (int round = 0; round < roundsPerTurn; ++round) {
        const bool lingers = round > 0 && closeTogether;
        if (lingers)
            endTurn(); // as before every sleep
        const int count = wait(events, lingers ? lingerMs : 0);
        for (int i = 0; i < count; ++i)
            dispatch(events[static_cast<size_t>(i)]);
        if (count <= 0)
            break;
        m_sinceEvent.start();
        if (since.nsecsElapsed() > turnNs)
            break;
    }
    endTurn();
}

/// Looks the target up before each call: the one before may have removed it, or put another in its place.
void EpollPoller::dispatch(const epoll_event &event)
{
    const int fd = static_cast<int>(event.data.u64 & 0xffffffffu);
    const auto generation = static_cast<quint32>(event.data.u64 >> 32);
    const bool broken = event.events & (EPOLLERR | EPOLLHUP);
    if ((event.events & EPOLLIN) || broken) {
        const Watched *watched = find(fd, generation);
        if (watched && (watched->interest & (Read | Errors)))
            watched->target->readable();
    }
    if ((event.events & EPOLLOUT) || broken) {
        const Watched *watched = find(fd, generation);
        if (watched && (watched->interest & Write))
            watched->target->writable();
    }
}

} // namespace

Result<std::unique_ptr<Poller>> makeEpollPoller()
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0)
        return refused(NetError::fromErrno(errno, "epoll_create1"));
    return std::make_unique<EpollPoller>(epoll);
}

} // namespace netcore
