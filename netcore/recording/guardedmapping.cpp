#include "netcore/recording/guardedmapping.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

namespace netcore {

namespace {

/// What the handler may look at: it runs in the middle of anything, so there are only atomics here.
struct Guard
{
    static constexpr quintptr claimed = 1; // by a thread that has not said yet where
    std::atomic<quintptr> begin{0};
    std::atomic<quintptr> end{0};
    std::atomic<bool> torn{false};
};

std::array<Guard, 4096> guards;
struct sigaction handlerBefore;
long pageBytes = 4096;

Guard *guardOf(quintptr place)
{
    for (Guard &guard : guards) {
        const quintptr begin = guard.begin.load(std::memory_order_acquire);
        if (begin > Guard::claimed && place >= begin && place < guard.end.load(std::memory_order_acquire))
            return &guard;
    }
    return nullptr;
}

/// Puts zeros where the file has ended, up to the end of the mapping.
bool mend(quintptr place)
{
    Guard *guard = guardOf(place);
    if (!guard)
        return false;
    guard->torn.store(true);
    const quintptr from = place & ~quintptr(pageBytes - 1);
    void *zeros = ::mmap(reinterpret_cast<void *>(from), guard->end.load() - from, PROT_READ,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    return zeros != MAP_FAILED;
}

void onBusError(int signal, siginfo_t *facts, void *context)
{
    const int error = errno;
    const bool mended = facts->si_code == BUS_ADRERR && mend(reinterpret_cast<quintptr>(facts->si_addr));
    errno = error;
    if (mended)
        return;
    if ((handlerBefore.sa_flags & SA_SIGINFO) && handlerBefore.sa_sigaction)
        handlerBefore.sa_sigaction(signal, facts, context);
    else if (handlerBefore.sa_handler != SIG_DFL && handlerBefore.sa_handler != SIG_IGN)
        handlerBefore.sa_handler(signal);
    else
        ::sigaction(SIGBUS, &handlerBefore,
                    nullptr); // the fault comes again, and ends the program as it would have
}

bool installHandler()
{
    pageBytes = ::sysconf(_SC_PAGESIZE);
    struct sigaction ours = {};
    ours.sa_sigaction = onBusError;
    ours.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
    ::sigemptyset(&ours.sa_mask);
    return ::sigaction(SIGBUS, &ours, &handlerBefore) == 0;
}

/// A free guard, or one past the last.
std::size_t claimGuard()
{
    for (std::size_t i = 0; i < guards.size(); ++i) {
        quintptr free = 0;
        if (guards[i].begin.load(std::memory_order_relaxed) == 0 &&
            guards[i].begin.compare_exchange_strong(free, Guard::claimed))
            return i;
    }
    return guards.size();
}

} // namespace

GuardedMapping::GuardedMapping(int file, quint64 offset, quint64 length)
{
    static const bool guarding = installHandler();
    const std::size_t place = claimGuard();
    if (!guarding || place == guards.size())
        return;
    Guard &guard = guards[place];
    void *base = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, file, off_t(offset));
    if (base == MAP_FAILED) {
        guard.begin.store(0);
        return;
    }
    const auto page = quintptr(pageBytes);
    guard.torn.store(false);
    guard.end.store(reinterpret_cast<quintptr>(base) + (length + page - 1) / page * page);
    guard.begin.store(reinterpret_cast<quintptr>(base), std::memory_order_release);
    m_base = static_cast<const uchar *>(base);
    m_length = length;
    m_guard = place;
}

GuardedMapping::~GuardedMapping()
{
    if (!m_base)
        return;
    Guard &guard = guards[m_guard];
    guard.end.store(0); // before the addresses can belong to somebody else
    ::munmap(const_cast<uchar *>(m_base), m_length);
    guard.begin.store(0);
}

GuardedMapping::GuardedMapping(GuardedMapping &&other) noexcept
    : m_base(std::exchange(other.m_base, nullptr))
    , m_length(std::exchange(other.m_length, 0))
    , m_guard(other.m_guard)
{
}

GuardedMapping &GuardedMapping::operator=(GuardedMapping &&other) noexcept
{
    std::swap(m_base, other.m_base);
    std::swap(m_length, other.m_length);
    std::swap(m_guard, other.m_guard);
    return *this;
}

bool GuardedMapping::isTorn() const
{
    return m_base && guards[m_guard].torn.load();
}

} // namespace netcore
