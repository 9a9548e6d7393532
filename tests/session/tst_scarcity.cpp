// What the engine does when the machine has no more: descriptors, room for the recording.
#include "tests/session/enginebench.h"
#include "tests/session/plainpeers.h"
#include "tests/support/cputime.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <limits>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

using namespace netcore;

namespace {

#ifdef __SANITIZE_ADDRESS__
// GCC's -fsanitize=vptr opens a pipe to look at an object; without descriptors it takes any for damaged. So
// under the sanitizers only accepting meets the limit: this accept4 stands before the C library's.
// tst_streamsocket meets the kernel's own limit there.
std::atomic<int> firstRefusedDescriptor = std::numeric_limits<int>::max(); // the engine's thread reads it

bool isBeyondTheLimit()
{
    const int next = ::dup(0);
    ::close(next);
    return next >= firstRefusedDescriptor;
}
#endif

/// Lets this process open only a few more descriptors, for as long as it lives.
class FewDescriptors
{
public:
    explicit FewDescriptors(int more)
    {
        const int next = ::dup(0);
        ::close(next);
#ifdef __SANITIZE_ADDRESS__
        firstRefusedDescriptor = next + more;
        isSet = true;
#else
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit tight{rlim_t(next + more), m_before.rlim_max};
        isSet = ::setrlimit(RLIMIT_NOFILE, &tight) == 0;
#endif
    }
#ifdef __SANITIZE_ADDRESS__
    ~FewDescriptors()
    {
        firstRefusedDescriptor = std::numeric_limits<int>::max();
    }
#else
    ~FewDescriptors()
    {
        ::setrlimit(RLIMIT_NOFILE, &m_before);
    }
#endif
    FewDescriptors(const FewDescriptors &) = delete;
    FewDescriptors &operator=(const FewDescriptors &) = delete;

    bool isSet = false;

private:
    [[maybe_unused]] rlimit m_before{};
};

} // namespace

#ifdef __SANITIZE_ADDRESS__
extern "C" int accept4(int listener, sockaddr *address, socklen_t *length, int flags)
{
    if (isBeyondTheLimit()) {
        errno = EMFILE; // as the kernel does: before it takes the connection
        return -1;
    }
    return int(::syscall(SYS_accept4, listener, address, length, flags));
}
#endif

class TestScarcity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outOfDescriptorsPausesAndRecovers();
    void trafficGoesOnWithoutTheRecording_data();
    void trafficGoesOnWithoutTheRecording();
    void recordingGoesOnWhenTheDiskDoes_data();
    void recordingGoesOnWhenTheDiskDoes();
};

// faults.md row 24
void TestScarcity::outOfDescriptorsPausesAndRecovers()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SocketAddress at = bench.session(listener).locals.front();
    constexpr size_t clients = 24;
    std::vector<std::unique_ptr<PlainPeer>> peers;
    for (size_t i = 0; i < clients; ++i)
        peers.push_back(std::make_unique<PlainPeer>(sa_family_t(AF_INET)));
    {
        const FewDescriptors few(4);
        QVERIFY(few.isSet);
        for (size_t i = 0; i < clients / 2; ++i)
            peers[i]->connectTo(at);
        QTRY_VERIFY(bench.session(listener).acceptPaused);
        const double cpu = processCpuMs();
        QElapsedTimer wall;
        wall.start();
        for (size_t i = clients / 2; i < clients; ++i) { // and they keep coming
            peers[i]->connectTo(at);
            QTest::qWait(100);
        }
        const double share = (processCpuMs() - cpu) / double(wall.elapsed());
        QVERIFY2(share < 0.05, qPrintable(QString::number(share))); // a spinning loop takes all of a core
        QVERIFY(bench.session(listener).acceptPaused);
        QCOMPARE(bench.session(listener).state, SessionState::Listening);
        QVERIFY(bench.session(listener).accepted < clients);
    }
    const auto ofListener = [&](const Failure &failure) {
        return failure.session == listener && failure.error.sysErrno == EMFILE;
    };
    QVERIFY(std::any_of(bench.failures.begin(), bench.failures.end(), ofListener));
    QTRY_VERIFY(!bench.session(listener).acceptPaused);
    QTRY_COMPARE(bench.session(listener).accepted + bench.session(listener).refusedConnections,
                 quint64(clients));
    QVERIFY(bench.hasNotice("accept-paused"));
    QTRY_VERIFY(bench.hasNotice("accept-resumed"));
    PlainPeer late(at); // as if nothing had been
    QVERIFY(late.write("still there?"));
    QByteArray got;
    QTRY_VERIFY((got += late.tryRead(), got == "still there?"));
}

void TestScarcity::trafficGoesOnWithoutTheRecording_data()
{
    QTest::addColumn<AtBound>("then");
    QTest::newRow("keep the newest") << AtBound::KeepNewest;
    QTest::newRow("a wider bound") << AtBound::Stop;
}

void TestScarcity::trafficGoesOnWithoutTheRecording()
{
    QFETCH(AtBound, then);
    EngineOptions options;
    options.recording.atBound = AtBound::Stop;
    options.recording.maxBytes = 1u << 20;
    options.recording.payloadSegmentBytes = 256u << 10;
    options.recording.indexSegmentRows = 1u << 10;
    EngineBench bench(false, options);
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    PlainPeer peer(bench.session(listener).locals.front());
    QByteArray got;
    const auto echoed = [&](const QByteArray &bytes) {
        got.clear();
        peer.write(bytes);
        [&] { QTRY_VERIFY((got += peer.tryRead(), got.size() >= bytes.size())); }();
        return got == bytes;
    };
    constexpr int enough = 64; // four times the bound, there and back
    for (int i = 0; i < enough && bench.recordingState.state == RecordingState::Recording; ++i)
        QVERIFY(echoed(QByteArray(32 << 10, char('a' + i % 26))));
    QTRY_COMPARE(bench.recordingState.state, RecordingState::StoppedAtBound);
    QVERIFY(echoed("while nothing is recorded"));
    QTRY_VERIFY(bench.recordingState.droppedRecords > 0);
    const ConnectionId served = bench.only(listener).id;
    QCOMPARE(bench.connection(served).ended, EndReason::None);
    QVERIFY(!bench.recorded(served, Direction::In).contains("while nothing"));

    bench.engine().setAtBound(then, 4u << 20);
    QTRY_COMPARE(bench.recordingState.state, RecordingState::Recording);
    QCOMPARE(bench.recordingState.atBound, then);
    QCOMPARE(bench.recordingState.maxBytes, 4u << 20);
    QVERIFY(echoed("recorded once more"));
    QTRY_VERIFY(bench.recorded(served, Direction::In).endsWith("recorded once more"));
    QTRY_VERIFY(bench.recorded(served, Direction::Out).endsWith("recorded once more"));
    QVERIFY(!bench.recorded(served, Direction::In).contains("while nothing"));
}

void TestScarcity::recordingGoesOnWhenTheDiskDoes_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<RecordingState>("state");
    QTest::newRow("full") << ENOSPC << RecordingState::StoppedNoSpace;
    QTest::newRow("broken") << EIO << RecordingState::StoppedError;
}

// faults.md rows 49, 50: the live view goes on, and so does the recording by itself, telling of the gap
void TestScarcity::recordingGoesOnWhenTheDiskDoes()
{
    QFETCH(int, error);
    QFETCH(RecordingState, state);
    std::atomic<int> refusing = 0; // written here, read by the engine's thread
    EngineOptions options;
    options.recording.write = [&refusing](int file, const iovec *parts, int count, off_t at) {
        errno = refusing;
        return refusing != 0 ? ssize_t(-1) : ::pwritev(file, parts, count, at);
    };
    EngineBench bench(false, options);
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    PlainPeer peer(bench.session(listener).locals.front());
    QByteArray got;
    refusing = error;
    QVERIFY(peer.write("lost to the disk, "));
    QTRY_COMPARE(bench.recordingState.state, state);
    QCOMPARE(bench.recordingState.error.sysErrno, error);
    QTRY_VERIFY((got += peer.tryRead(), got == "lost to the disk, "));
    QTRY_COMPARE(bench.only(listener).bytesIn, 18u);
    refusing = 0;
    QTRY_COMPARE(bench.recordingState.state, RecordingState::Recording);
    QVERIFY(peer.write("kept"));
    QTRY_COMPARE(bench.recorded(bench.only(listener).id, Direction::Out), QByteArray("kept"));
    QVERIFY(bench.hasNotice("recording-gap"));
    QVERIFY(bench.recordingState.droppedRecords > 0);
}

QTEST_GUILESS_MAIN(TestScarcity)
#include "tst_scarcity.moc"
