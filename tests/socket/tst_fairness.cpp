// A stream that floods us takes no more than its share of a turn.
#include "socketprobes.h"

#include <QtTest/QTest>

#include <atomic>
#include <functional>
#include <thread>

#include <netinet/in.h>
#include <unistd.h>

using namespace netcore;

namespace {

/// Two ends of one TCP connection over loopback: ours is non-blocking, the peer's is not.
struct TcpPair
{
    TcpPair()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const SocketAddress any(QHostAddress(QHostAddress::LocalHost), 0);
        sockaddr_storage name{};
        socklen_t length = sizeof name;
        if (::bind(listener, any.native(), any.nativeLength()) == 0 && ::listen(listener, 1) == 0 &&
            ::getsockname(listener, reinterpret_cast<sockaddr *>(&name), &length) == 0) {
            peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            if (::connect(peer, reinterpret_cast<sockaddr *>(&name), length) == 0)
                ours = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        }
        ::close(listener);
    }
    ~TcpPair() { ::close(peer); }
    TcpPair(const TcpPair &) = delete;
    TcpPair &operator=(const TcpPair &) = delete;

    int ours = -1;
    int peer = -1;
};

/// Counts what it receives.
class Counting final : public StreamEvents
{
public:
    Counting(Syscalls &calls, Poller &poller, ConnectionId id) : socket(calls, poller, id, *this, 8 << 20) {}

    void connected() override {}
    void received(QByteArrayView chunk, SteadyNs) override
    {
        bytes += chunk.size();
        if (told)
            told();
    }
    void sent(QByteArrayView, SteadyNs) override {}
    void peerFinished() override {}
    void drained() override {}
    void failed(const NetError &) override {}
    void finished() override {}

    StreamSocket socket;
    qint64 bytes = 0;
    std::function<void()> told;
};

} // namespace

class TestFairness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void floodDoesNotStarveAnother_data();
    void floodDoesNotStarveAnother();
};

void TestFairness::floodDoesNotStarveAnother_data()
{
    QTest::addColumn<bool>("plainPoller");
    QTest::newRow("epoll") << false;
    QTest::newRow("notifiers") << true;
}

void TestFairness::floodDoesNotStarveAnother()
{
    QFETCH(bool, plainPoller);
    const SystemClock clock;
    Syscalls calls(clock, nullptr);
    const auto poller = plainPoller ? makePlainPoller() : std::move(makeEpollPoller().value());
    const TcpPair flood;
    const TcpPair quiet;
    Counting flooded(calls, *poller, ConnectionId(1));
    Counting other(calls, *poller, ConnectionId(2));
    QVERIFY(flooded.socket.adopt(flood.ours) && other.socket.adopt(quiet.ours));
    std::atomic<bool> over = false;
    std::thread sender([&] {
        const QByteArray block(256 << 10, 'x');
        while (!over && ::send(flood.peer, block.data(), size_t(block.size()), MSG_NOSIGNAL) > 0) {
        }
    });
    [&] { QTRY_VERIFY(flooded.bytes > 8 << 20); }();
    qint64 most = 0;
    qint64 before = 0;
    other.told = [&] { most = std::max(most, flooded.bytes - before); };
    for (int i = 1; i <= 100; ++i) {
        // What is sent here is in the other's queue before the next turn begins.
        before = flooded.bytes;
        QCOMPARE(::send(quiet.peer, "?", 1, MSG_NOSIGNAL), ssize_t(1));
        QVERIFY(QTest::qWaitFor([&] { return other.bytes == i; }));
    }
    over = true;
    flooded.socket.reset();
    sender.join();
    // Both are ready in the same round, so at most one share of the flood comes first. With notifiers Qt may
    // give the flood one more.
    const qint64 share = StreamSocket::drainBudget + StreamSocket::readBufferBytes;
    const qint64 turn = plainPoller ? 3 * share : 2 * share;
    QVERIFY2(most <= turn, QByteArray::number(most).constData());
}

QTEST_GUILESS_MAIN(TestFairness)
#include "tst_fairness.moc"
