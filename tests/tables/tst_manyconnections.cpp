// Ten thousand connections that say nothing, opened by another process: a process may have 20,000
// descriptors.
#include "netcore/observe/portowner.h"
#include "tests/session/enginebench.h"
#include "tests/support/cputime.h"
#include "tests/support/ownmemory.h"
#include "widgets/common/theme.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/tables/connectionsview.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeView>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace netcore;
using namespace widgets;

namespace {

constexpr int connections = 10'000;

bool allowDescriptors(rlim_t count)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max < count)
        return false;
    limit.rlim_cur = std::max(limit.rlim_cur, count);
    return ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

/// The peers: connects so many times, says so, writes one byte on each when it is told to, and ends with its
/// standard input.
int beThePeers(quint16 port)
{
    if (!allowDescriptors(connections + 64))
        return 1;
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::vector<int> sockets;
    for (int i = 0; i < connections; ++i) {
        sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::connect(sockets.back(), reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0) {
            std::perror("connect");
            return 1;
        }
    }
    std::puts("connected");
    std::fflush(stdout);
    char byte = 0;
    if (::read(STDIN_FILENO, &byte, 1) != 1)
        return 1;
    for (const int each : sockets) {
        if (::send(each, "x", 1, MSG_NOSIGNAL) != 1)
            return 1;
    }
    std::puts("written");
    std::fflush(stdout);
    return ::read(STDIN_FILENO, &byte, 1) == 0 ? 0 : 1;
}

QByteArray millis(double value)
{
    return QByteArray::number(value, 'f', 1) + " ms";
}

} // namespace

class TestManyConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tenThousandIdleOnesAreHeld();
    void theTableScrolls();
    void aLookAtAllSocketsIsQuick();
    void eachIsStillAConnection();
    void whatThePeersEndedIsClosedAtOnce();

private:
    std::unique_ptr<EngineBench> m_bench;
    models::ConnectionModel m_model;
    std::unique_ptr<ConnectionsView> m_view;
    QProcess m_peers;
    SessionId m_listener = SessionId::None;
};

void TestManyConnections::initTestCase()
{
    if (!allowDescriptors(connections + 256))
        QSKIP("this machine does not let a process have 10,256 descriptors");
    applyColorScheme(*qApp, ColorScheme::Light);
    m_bench = std::make_unique<EngineBench>();
    connect(&m_bench->engine(), &EngineHandle::changed, &m_model, &models::ConnectionModel::apply);
    m_view = std::make_unique<ConnectionsView>(m_model);
    m_view->resize(1000, 500);
    m_view->show();
    m_listener = m_bench->open(QStringLiteral("tcp-listen://127.0.0.1:0?backlog=4096&maxconnections=10000"));
    QTRY_COMPARE(m_bench->session(m_listener).state, SessionState::Listening);
}

// faults.md row 12
void TestManyConnections::tenThousandIdleOnesAreHeld()
{
    const qint64 before = anonymousBytes();
    const quint16 port = m_bench->session(m_listener).locals.front().port();
    m_peers.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("be-the-peers"), QString::number(port)});
    QTRY_VERIFY_WITH_TIMEOUT(m_peers.canReadLine() || m_peers.state() == QProcess::NotRunning, 60'000);
    QCOMPARE(m_peers.readLine(), QByteArray("connected\n"));
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->session(m_listener).accepted, quint64(connections), 30'000);
    QTRY_COMPARE(m_model.connectionCount(), connections);
    const qint64 each = (anonymousBytes() - before) / connections;
    qInfo("%lld bytes of memory for each connection, its row in the table included", each);
    QCOMPARE(m_bench->session(m_listener).refusedConnections, 0u);
    QVERIFY(m_bench->failures.isEmpty());
#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed, and much beside it
    QVERIFY2(each < 32 << 10, QByteArray::number(each).constData());
#endif
}

// faults.md row 12
void TestManyConnections::theTableScrolls()
{
    QCOMPARE(m_model.connectionCount(), connections);
    m_view->tree()->expandAll();
    QScrollBar *bar = m_view->tree()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QSet<ConnectionId> seen;
    std::vector<double> took;
    constexpr int steps = 50;
    for (int step = 0; step <= steps; ++step) {
        took.push_back(leastCpuMs(1, [&] {
            bar->setValue(int(qint64(bar->maximum()) * step / steps));
            m_view->grab();
        }));
        for (const ConnectionId id : m_view->visibleConnections())
            seen.insert(id);
    }
    const QModelIndex session = m_model.indexOf(m_listener);
    const auto idAt = [&](int row) {
        return m_model.index(row, 0, session)
            .data(models::ConnectionModel::ConnectionIdRole)
            .value<ConnectionId>();
    };
    QVERIFY(seen.contains(idAt(0)) && seen.contains(idAt(connections - 1)));
    QVERIFY(seen.size() > steps * 5 && seen.size() < connections);
    const double all = leastCpuMs(3, [&] { // what a table that looks at every row would do
        for (int row = 0; row < connections; ++row) {
            for (int column = 0; column < m_model.columnCount(); ++column)
                QVERIFY(m_model.index(row, column, session).data().isValid());
        }
    });
    std::sort(took.begin(), took.end());
    const double typical = took[took.size() / 2];
    qInfo("a scroll to elsewhere took %s, to read every row takes %s", millis(typical).constData(),
          millis(all).constData());
    QVERIFY2(typical < all, millis(typical).constData());
}

// faults.md row 12: the kernel's whole table of sockets, and what the kernel knows of each connection
void TestManyConnections::aLookAtAllSocketsIsQuick()
{
    const quint16 port = m_bench->session(m_listener).locals.front().port();
    const double owner = leastCpuMs(3, [&] {
        const auto found = ownerOfPort(PortKind::Tcp, port);
        QVERIFY(found);
        QCOMPARE(found->pid, QCoreApplication::applicationPid());
    });
    const double table = leastCpuMs(3, [&] {
        QFile sockets(QStringLiteral("/proc/net/tcp"));
        QVERIFY(sockets.open(QIODevice::ReadOnly) && !sockets.readAll().isEmpty());
    });
    qInfo("the owner of a port among 20,000 sockets: %s; to read the kernel's table: %s",
          millis(owner).constData(), millis(table).constData());
    QVERIFY2(owner < 10 * table, millis(owner).constData());

    QList<ConnectionId> all;
    for (const ConnectionSnapshot &connection : m_model.connections())
        all << connection.id;
    const auto known = [&] {
        for (const ConnectionSnapshot &connection : m_model.connections()) {
            if (connection.tcp.rttUs < 0)
                return false;
        }
        return true;
    };
    QElapsedTimer timer;
    timer.start();
    m_bench->engine().observe(all);
    QTRY_VERIFY(known());
    qInfo("TCP_INFO and both queues of 10,000 connections, in the table: %lld ms", timer.elapsed());
    m_bench->engine().observe({});
}

void TestManyConnections::eachIsStillAConnection()
{
    m_peers.write("w");
    QTRY_VERIFY_WITH_TIMEOUT(m_peers.canReadLine() || m_peers.state() == QProcess::NotRunning, 30'000);
    QCOMPARE(m_peers.readLine(), QByteArray("written\n"));
    const auto heard = [&] {
        int count = 0;
        for (const ConnectionSnapshot &connection : m_model.connections())
            count += connection.bytesIn == 1 && connection.ended == EndReason::None;
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(heard(), connections, 20'000);
}

void TestManyConnections::whatThePeersEndedIsClosedAtOnce()
{
    m_peers.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(m_peers.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(m_peers.exitCode(), 0);
    const auto waiting = [&] {
        int count = 0;
        for (const ConnectionSnapshot &connection : m_model.connections())
            count += connection.readClosed && connection.ended == EndReason::None;
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(waiting(), connections, 20'000); // we could still write
    m_bench->engine().closeSession(m_listener);
    const QModelIndex session = m_model.indexOf(m_listener);
    const auto live = [&] { return session.data(models::ConnectionModel::LiveCountRole).toInt(); };
    QTRY_COMPARE_WITH_TIMEOUT(live(), 0, 20'000);
}

int main(int argc, char **argv)
{
    if (argc > 2 && std::strcmp(argv[1], "be-the-peers") == 0)
        return beThePeers(quint16(std::atoi(argv[2])));
    QApplication application(argc, argv);
    TestManyConnections test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_manyconnections.moc"
