// The contract of Poller, run over both implementations.
#include "netcore/socket/poller.h"

#include <QtCore/QTimer>
#include <QtTest/QTest>

#include <algorithm>
#include <functional>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace netcore;

namespace {

/// Two connected Unix sockets; what is written into `other` makes `own` readable.
struct Pair
{
    Pair() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends); }
    ~Pair()
    {
        closeOwn();
        closeOther();
    }
    Pair(const Pair &) = delete;
    Pair &operator=(const Pair &) = delete;
    int own() const { return ends[0]; }
    void poke() const { QCOMPARE(::write(ends[1], "x", 1), ssize_t(1)); }
    void closeOwn() { closeEnd(ends[0]); }
    void closeOther() { closeEnd(ends[1]); }
    static void closeEnd(int &end)
    {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
    int ends[2] = {-1, -1};
};

class Probe final : public PollTarget
{
public:
    explicit Probe(int itsFd = -1) : fd(itsFd) {}
    void readable() override
    {
        ++reads;
        char byte = 0;
        if (fd >= 0)
            bytes += static_cast<int>(std::max<ssize_t>(0, ::read(fd, &byte, 1)));
        if (onReadable)
            onReadable();
    }
    void writable() override
    {
        ++writes;
        if (onWritable)
            onWritable();
    }
    int fd;
    int reads = 0;
    int writes = 0;
    int bytes = 0;
    std::function<void()> onReadable;
    std::function<void()> onWritable;
};

std::unique_ptr<Poller> makePoller(const QByteArray &kind)
{
    return kind == "plain" ? makePlainPoller() : std::move(makeEpollPoller().value());
}

/// Lets everything that is ready be told, and nothing else: the timer fires after the notifiers.
void turns(int count = 5)
{
    for (int i = 0; i < count; ++i)
        QTest::qWait(1);
}

} // namespace

class TestPoller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_poller.reset(); }
    void tellsReadableOnceForEachByte();
    void isLevelTriggered();
    void tellsWritableOnlyWhileWanted();
    void modifyToNoneSilencesAlsoAHangUp();
    void errorsTellsOnlyAHangUp();
    void aTargetMayRemoveItself();
    void aRemovedTargetIsNeverCalledAgain();
    void aReusedDescriptorIsAnotherTarget();
    void removedInReadableIsNotToldWritable();
    void turnEndedFollowsEveryTurn();
    void laterRunsAsATurnUnlessItsContextIsGone();
    void aBusyTargetLeavesQtItsTurns();
    void hundredsOfDescriptors();

private:
    std::unique_ptr<Poller> m_poller;
};

void TestPoller::initTestCase_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("epoll") << QByteArray("epoll");
    QTest::newRow("plain") << QByteArray("plain");
}

void TestPoller::init()
{
    QFETCH_GLOBAL(QByteArray, kind);
    m_poller = makePoller(kind);
}

void TestPoller::tellsReadableOnceForEachByte()
{
    Pair pair;
    Probe probe(pair.own());
    QVERIFY(m_poller->add(pair.own(), Poller::Read, &probe));
    turns();
    QCOMPARE(probe.reads, 0);
    pair.poke();
    QTRY_COMPARE(probe.bytes, 1);
    turns();
    QCOMPARE(probe.reads, 1);
    QCOMPARE(probe.writes, 0);
    m_poller->remove(pair.own());
}

void TestPoller::isLevelTriggered()
{
    Pair pair;
    Probe probe(pair.own());
    QVERIFY(m_poller->add(pair.own(), Poller::Read, &probe));
    for (int i = 0; i < 3; ++i)
        pair.poke();
    QTRY_COMPARE(probe.bytes, 3); // one byte a call
    m_poller->remove(pair.own());
}

void TestPoller::tellsWritableOnlyWhileWanted()
{
    Pair pair;
    Probe probe(pair.own());
    probe.onWritable = [&] { QVERIFY(m_poller->modify(pair.own(), Poller::Read)); };
    QVERIFY(m_poller->add(pair.own(), Poller::Read | Poller::Write, &probe));
    QTRY_COMPARE(probe.writes, 1);
    turns();
    QCOMPARE(probe.writes, 1);
    QVERIFY(m_poller->modify(pair.own(), Poller::Read | Poller::Write));
    QTRY_COMPARE(probe.writes, 2);
    m_poller->remove(pair.own());
}

void TestPoller::modifyToNoneSilencesAlsoAHangUp()
{
    Pair pair;
    Probe probe(pair.own());
    QVERIFY(m_poller->add(pair.own(), Poller::Read, &probe));
    QVERIFY(m_poller->modify(pair.own(), Poller::None));
    pair.poke();
    pair.closeOther();
    turns();
    QCOMPARE(probe.reads, 0);
    QVERIFY(m_poller->modify(pair.own(), Poller::Read));
    QTRY_COMPARE(probe.bytes, 1);
    m_poller->remove(pair.own());
}

void TestPoller::errorsTellsOnlyAHangUp()
{
    Pair pair;
    Probe probe;
    probe.onReadable = [&] { m_poller->remove(pair.own()); };
    QVERIFY(m_poller->add(pair.own(), Poller::Errors, &probe));
    pair.poke();
    turns();
    QCOMPARE(probe.reads, 0);
    pair.closeOther();
    QTRY_COMPARE(probe.reads, 1);
}

void TestPoller::aTargetMayRemoveItself()
{
    Pair pair;
    Probe probe;
    probe.onReadable = [&] {
        m_poller->remove(pair.own());
        pair.closeOwn();
    };
    QVERIFY(m_poller->add(pair.own(), Poller::Read | Poller::Write, &probe));
    pair.poke();
    QTRY_COMPARE(probe.reads, 1);
    turns();
    QCOMPARE(probe.reads, 1);
}

void TestPoller::aRemovedTargetIsNeverCalledAgain()
{
    Pair a;
    Pair b;
    auto first = std::make_unique<Probe>(a.own());
    auto second = std::make_unique<Probe>(b.own());
    int calls = 0;
    const auto removeTheOther = [&](std::unique_ptr<Probe> &other, const Pair &pair) {
        ++calls;
        if (other)
            m_poller->remove(pair.own());
        other.reset(); // a call on it would be a use after free
    };
    first->onReadable = [&] { removeTheOther(second, b); };
    second->onReadable = [&] { removeTheOther(first, a); };
    QVERIFY(m_poller->add(a.own(), Poller::Read, first.get()));
    QVERIFY(m_poller->add(b.own(), Poller::Read, second.get()));
    a.poke();
    b.poke();
    QTRY_COMPARE(calls, 1);
    turns();
    QCOMPARE(calls, 1);
    m_poller->remove(a.own());
    m_poller->remove(b.own());
}

void TestPoller::aReusedDescriptorIsAnotherTarget()
{
    Pair a;
    Pair b;
    Pair silent; // takes the number of the one that is closed
    Probe first(a.own());
    Probe second(b.own());
    Probe newcomer;
    int called = 0;
    const auto replace = [&](Pair &other) {
        if (called++ > 0)
            return;
        const int number = other.own();
        m_poller->remove(number);
        QCOMPARE(::dup3(silent.own(), number, O_CLOEXEC), number);
        QVERIFY(m_poller->add(number, Poller::Read, &newcomer));
    };
    first.onReadable = [&] { replace(b); };
    second.onReadable = [&] { replace(a); };
    QVERIFY(m_poller->add(a.own(), Poller::Read, &first));
    QVERIFY(m_poller->add(b.own(), Poller::Read, &second));
    a.poke();
    b.poke();
    QTRY_COMPARE(called, 1);
    turns();
    QCOMPARE(called, 1);
    QCOMPARE(newcomer.reads, 0);
    silent.poke();
    QTRY_VERIFY(newcomer.reads > 0);
    m_poller->remove(a.own());
    m_poller->remove(b.own());
}

void TestPoller::removedInReadableIsNotToldWritable()
{
    Pair pair;
    Probe probe;
    pair.poke();
    probe.onReadable = [&] { m_poller->remove(pair.own()); };
    probe.onWritable = [&] { QVERIFY(probe.reads == 0); };
    QVERIFY(m_poller->add(pair.own(), Poller::Read | Poller::Write, &probe));
    QTRY_COMPARE(probe.reads, 1);
    const int writes = probe.writes;
    turns();
    QCOMPARE(probe.writes, writes);
}

void TestPoller::turnEndedFollowsEveryTurn()
{
    Pair pair;
    Probe probe(pair.own());
    int readsAtEnd = -1;
    m_poller->setTurnEnded([&] { readsAtEnd = probe.reads; });
    QVERIFY(m_poller->add(pair.own(), Poller::Read, &probe));
    pair.poke();
    QTRY_COMPARE(readsAtEnd, 1);
    m_poller->remove(pair.own());
}

void TestPoller::laterRunsAsATurnUnlessItsContextIsGone()
{
    int ran = 0;
    int ended = 0;
    m_poller->setTurnEnded([&] { ended = ran; });
    auto context = std::make_unique<QObject>();
    m_poller->later(context.get(), [&] { ++ran; });
    QCOMPARE(ran, 0);
    QTRY_COMPARE(ended, 1);
    m_poller->later(context.get(), [&] { ++ran; });
    context.reset();
    turns();
    QCOMPARE(ran, 1);
}

void TestPoller::aBusyTargetLeavesQtItsTurns()
{
    Pair pair;
    Probe probe; // never reads: always ready
    pair.poke();
    QVERIFY(m_poller->add(pair.own(), Poller::Read, &probe));
    int ticks = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
    timer.start(1);
    QTRY_VERIFY(ticks >= 10);
    QVERIFY(probe.reads >= 10);
    m_poller->remove(pair.own());
}

void TestPoller::hundredsOfDescriptors()
{
    std::vector<std::unique_ptr<Pair>> pairs;
    std::vector<std::unique_ptr<Probe>> probes;
    for (int i = 0; i < 400; ++i) {
        pairs.push_back(std::make_unique<Pair>());
        QVERIFY(pairs.back()->own() >= 0);
        probes.push_back(std::make_unique<Probe>(pairs.back()->own()));
        QVERIFY(m_poller->add(pairs.back()->own(), Poller::Read, probes.back().get()));
        pairs.back()->poke();
    }
    const auto told = [&] {
        return std::count_if(probes.begin(), probes.end(),
                             [](const auto &probe) { return probe->bytes == 1; });
    };
    QTRY_COMPARE(told(), 400);
    for (const auto &pair : pairs)
        m_poller->remove(pair->own());
}

QTEST_GUILESS_MAIN(TestPoller)
#include "tst_poller.moc"
