#include "netcore/socket/listener.h"

#include "netcore/socket/socketoptions.h"

#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netcore {

using namespace std::chrono_literals;

namespace {

constexpr int acceptsPerTurn = 64;
constexpr int defaultBacklog = 128;
constexpr std::chrono::milliseconds firstPause = 250ms;
constexpr std::chrono::milliseconds longestPause = 4s;

int openSpare()
{
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

/// A connection that ended while it waited, or a packet filter's word on it: the next one may be well.
bool concernsOneConnection(int error)
{
    switch (error) {
    case ECONNABORTED:
    case EPROTO:
    case ENOPROTOOPT:
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENONET:
    case EPERM: return true;
    default: return false;
    }
}

bool isUnixFile(const SocketAddress &address)
{
    return address.family() == SocketAddress::Family::Unix && !address.path().startsWith('@');
}

/// Which file a path names, so that we never remove another's.
struct FileIdentity
{
    dev_t device = 0;
    ino_t inode = 0;
    bool operator==(const FileIdentity &) const = default;

    static FileIdentity of(const QByteArray &path)
    {
        struct stat found
        {
        };
        if (::lstat(path.constData(), &found) != 0)
            return {};
        return {found.st_dev, found.st_ino};
    }
};

} // namespace

class Listener::Private
{
public:
    Private(Syscalls &syscalls, Poller &itsPoller, ListenerEvents &itsEvents)
        : m_calls(syscalls), poller(itsPoller), events(itsEvents), connection(syscalls.connection())
    {
    }
    ~Private();

    Syscalls &calls()
    {
        Q_ASSERT(QThread::currentThread() == retry.thread());
        m_calls.setConnection(connection);
        return m_calls;
    }
    Result<void> openAndListen(const SocketAddress &address, const EndpointSpec &spec);
    Result<void> prepare(const SocketAddress &address, const EndpointSpec &spec);
    Result<void> bindTo(const SocketAddress &address);
    void acceptWaiting();
    void outOfDescriptors(int error);
    void pause(int error);
    void goOn();

    Syscalls &m_calls;
    Poller &poller;
    ListenerEvents &events;
    const ConnectionId connection;
    QTimer retry;
    SocketAddress local;
    FileIdentity file;
    std::chrono::milliseconds nextPause = firstPause;
    quint64 turnedAway = 0;
    int fd = -1;
    int spare = -1;
    bool paused = false;
    /// Outlives the listener in acceptWaiting(): the receiver of an event may destroy it.
    std::shared_ptr<bool> destroyed = std::make_shared<bool>(false);
};

Listener::Private::~Private()
{
    *destroyed = true;
    if (fd >= 0) {
        poller.remove(fd);
        calls().close(fd);
    }
    if (spare >= 0)
        ::close(spare);
    if (file.inode != 0 && FileIdentity::of(local.path()) == file)
        calls().unlink(local.path());
}

Result<void> Listener::Private::openAndListen(const SocketAddress &address, const EndpointSpec &spec)
{
    const CallResult made = calls().socket(socketoptions::nativeFamily(address.family()), SOCK_STREAM, 0);
    if (!made.ok())
        return netcore::refused(NetError::fromErrno(made.error, "socket"));
    fd = static_cast<int>(made.value);
    if (auto prepared = prepare(address, spec); !prepared)
        return prepared;
    if (auto bound = bindTo(address); !bound)
        return bound;
    const CallResult listening = calls().listen(fd, spec.number(u"backlog", defaultBacklog));
    if (!listening.ok())
        return netcore::refused(NetError::fromErrno(listening.error, "listen"));
    calls().getSocketName(fd, local);
    spare = openSpare();
    return {};
}

Result<void> Listener::Private::prepare(const SocketAddress &address, const EndpointSpec &spec)
{
    if (address.family() != SocketAddress::Family::Unix) {
        const int reuse = spec.number(u"reuseaddr", 1);
        if (auto set = socketoptions::set(calls(), fd, SOL_SOCKET, SO_REUSEADDR, reuse); !set)
            return set;
        if (auto set = socketoptions::applyV6Only(calls(), fd, address, spec); !set)
            return set;
    }
    return socketoptions::applyStream(calls(), fd, address.family(), spec);
}

Result<void> Listener::Private::bindTo(const SocketAddress &address)
{
    // The mask is the process's, for the length of one call: a file that another thread makes meanwhile is
    // only more private than it asked for.
    const mode_t before = ::umask(077);
    const CallResult bound = calls().bind(fd, address);
    ::umask(before);
    if (!bound.ok())
        return netcore::refused(NetError::fromErrno(bound.error, "bind"));
    local = address;
    if (isUnixFile(address))
        file = FileIdentity::of(address.path());
    return {};
}

void Listener::Private::acceptWaiting()
{
    const std::shared_ptr<const bool> gone = destroyed;
    for (int taken = 0; taken < acceptsPerTurn; ++taken) {
        SocketAddress peer;
        const CallResult got = calls().accept(fd, peer);
        if (got.ok()) {
            if (paused)
                goOn();
            if (!*gone)
                events.accepted(static_cast<int>(got.value), peer);
            else
                ::close(static_cast<int>(got.value));
            if (*gone)
                return;
            continue;
        }
        if (concernsOneConnection(got.error))
            continue;
        if (got.error != EAGAIN)
            outOfDescriptors(got.error);
        else if (paused)
            goOn();
        break;
    }
}

/// Gives up the spare descriptor for the one connection that cannot be had, so that its peer learns of it.
void Listener::Private::outOfDescriptors(int error)
{
    if ((error == EMFILE || error == ENFILE) && spare >= 0) {
        ::close(spare);
        spare = -1;
        SocketAddress peer;
        const CallResult got = calls().accept(fd, peer);
        if (got.ok()) {
            ++turnedAway;
            calls().close(static_cast<int>(got.value));
        }
    }
    if (spare < 0)
        spare = openSpare();
    pause(error);
}

void Listener::Private::pause(int error)
{
    retry.start(nextPause);
    nextPause = std::min(nextPause * 2, longestPause);
    if (paused)
        return;
    paused = true;
    static_cast<void>(poller.modify(fd, Poller::None));
    events.acceptPaused(true, NetError::fromErrno(error, "accept"));
}

void Listener::Private::goOn()
{
    paused = false;
    nextPause = firstPause;
    retry.stop();
    static_cast<void>(poller.modify(fd, Poller::Read));
    events.acceptPaused(false, NetError());
}

Listener::Listener(std::unique_ptr<Private> p) : d(std::move(p)) {}

Listener::~Listener() = default;

Result<std::unique_ptr<Listener>> Listener::open(Syscalls &calls, Poller &poller, ListenerEvents &events,
                                                 const SocketAddress &address, const EndpointSpec &spec)
{
    std::unique_ptr<Listener> listener(new Listener(std::make_unique<Private>(calls, poller, events)));
    Private *d = listener->d.get();
    if (auto opened = d->openAndListen(address, spec); !opened)
        return netcore::refused(opened.error());
    if (auto added = poller.add(d->fd, Poller::Read, listener.get()); !added)
        return netcore::refused(added.error());
    d->retry.setSingleShot(true);
    QObject::connect(&d->retry, &QTimer::timeout, &d->retry, [d] {
        // as a turn of its own, since accepting may destroy the timer
        d->poller.later(&d->retry, [d] { d->acceptWaiting(); });
    });
    return listener;
}

SocketAddress Listener::local() const
{
    return d->local;
}

quint64 Listener::refused() const
{
    return d->turnedAway;
}

int Listener::descriptor() const
{
    return d->fd;
}

void Listener::readable()
{
    if (!d->paused)
        d->acceptWaiting();
}

} // namespace netcore
